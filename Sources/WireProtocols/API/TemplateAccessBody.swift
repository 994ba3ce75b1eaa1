package import CAInterface
import PKIDirectory

/// `GET /api/v1/templates/{name}/access`.
package struct TemplateAccessBody: Codable, Sendable, Equatable {
    package let template: String
    package let authority: String
    package let principal: String
    package let mayEnroll: Bool
    package let rights: [Decision]
    /// Everything beside rights that forbids enrollment.
    package let obstacles: [String]

    package struct Decision: Codable, Sendable, Equatable {
        /// `Read`, `Enroll`, `AutoEnroll` or `Write`.
        package let right: String
        /// `template` or `authority`.
        package let at: String
        package let allowed: Bool
        /// The deciding entry; absent when no entry is for the principal.
        package let entry: Entry?
        /// What would have to change to turn the decision around.
        package let remedy: String
    }

    package struct Entry: Codable, Sendable, Equatable {
        /// The SID, and its name where the directory knows it.
        package let trustee: String
        package let name: String?
        package let rights: [String]
        package let deny: Bool
        /// How the entry applies: to the account itself, through a group, or to everybody.
        package let through: String
    }

    package init(_ access: TemplateAccess) {
        template = access.template
        authority = access.authority
        principal = access.principal
        mayEnroll = access.mayEnroll
        obstacles = access.obstacles
        rights = access.decisions.map { decision in
            Decision(
                right: decision.right,
                at: decision.isOfAuthority ? "authority" : "template",
                allowed: decision.isAllowed,
                entry: decision.entry.map {
                    Entry(
                        trustee: $0.trustee.text,
                        name: decision.trustee,
                        rights: $0.rights.names,
                        deny: $0.isDeny,
                        through: decision.membership ?? ""
                    )
                },
                remedy: decision.remedy
            )
        }
    }
}
