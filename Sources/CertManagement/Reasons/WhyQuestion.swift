package import PKIDirectory
package import PortableFoundation

/// Whether somebody may start an operation, and why.
package struct WhyQuestion: Hashable, Sendable {
    package var operation: Operation
    /// Nil where `object` names an existing profile or smart card, which has its own.
    package var profileTemplate: UUID?
    /// The person who would start it; nil means the caller.
    package var actor: UUID?
    /// The person for whom; nil means the actor, or the user of the object.
    package var target: UUID?
    package var object: UUID?

    package init(operation: Operation, profileTemplate: UUID? = nil, actor: UUID? = nil, target: UUID? = nil, object: UUID? = nil) {
        self.operation = operation
        self.profileTemplate = profileTemplate
        self.actor = actor
        self.target = target
        self.object = object
    }
}

/// The answer: every rule that was asked, in the order in which the service asks them.
package struct WhyAnswer: Hashable, Sendable {
    package let operation: Operation
    package let actor: Principal
    package let target: Principal
    package let profileTemplate: ProfileTemplate
    package let rules: [Rule]

    /// Whether every rule holds.
    package var isAllowed: Bool { rules.allSatisfy(\.holds) }

    /// One rule.
    package struct Rule: Hashable, Sendable {
        package let name: String
        package let holds: Bool
        /// The entry or the fact that decided.
        package let decidedBy: String
        /// What would have to change for it to hold; empty when it holds.
        package let remedy: String

        init(_ name: String, _ holds: Bool, _ decidedBy: String, remedy: String) {
            self.name = name
            self.holds = holds
            self.decidedBy = decidedBy
            self.remedy = holds ? "" : remedy
        }
    }
}
