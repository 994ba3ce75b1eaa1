package import CAInterface
package import CertificateTemplates
package import PortableFoundation
package import PKIDirectory
import PKIFormats
import Synchronization

/// The data for decisions: authorities, templates, grants and principals, as of one rights epoch. It never changes; a newer one replaces it.
///
/// A decision from an old snapshot is harmless: its commit names the epoch and versions it read, and the store refuses it if they have changed.
/// Principals, profiles and template look-ups are remembered here, so that they disappear with the snapshot.
package final class AuthoritySnapshot: Sendable {
    package let rightsEpoch: Int
    /// By number; in order of their numbers.
    package let authorities: [KnownAuthority]
    package let templates: [CertificateTemplate]
    package let publications: Set<TemplatePublication>
    package let agentGrants: [AgentGrant]
    /// Retired templates, by lower-cased name.
    package let retirements: [String: TemplateAuthor]
    package let judge: TemplateJudge
    private let standings: [String: TemplateStanding]
    private let templatesByIdentifier: [String: CertificateTemplate]

    private struct Remembered: Sendable {
        var principals: [UUID: KnownPrincipal] = [:]
        var profiles: [CertificateProfile.Key: CertificateProfile] = [:]
        var names: [NamesKey: Result<CertificateNames, CertificateNames.Refusal>] = [:]
    }

    private struct NamesKey: Hashable {
        let principal: UUID
        let template: String
        let version: Int
    }

    private let remembered = Mutex(Remembered())
    /// The most principals to remember. When this is reached, all are forgotten.
    private static let mostPrincipals = 20_000

    package init(
        rightsEpoch: Int,
        authorities: [StoredAuthority],
        templates: [CertificateTemplate],
        publications: Set<TemplatePublication>,
        agentGrants: [AgentGrant],
        acceptances: [TemplateAcceptance] = [],
        retirements: [String: TemplateAuthor] = [:],
        revocations: [AuthorityNumber: AuthorityRevocation] = [:]
    ) throws {
        self.rightsEpoch = rightsEpoch
        self.templates = templates
        self.publications = publications
        self.agentGrants = agentGrants
        self.retirements = retirements
        let judge = TemplateJudge(authorities: authorities, acceptances: acceptances)
        self.judge = judge
        standings = Dictionary(templates.map { ($0.name, judge.standing(of: $0)) }, uniquingKeysWith: { first, _ in first })
        let byNumber = Dictionary(uniqueKeysWithValues: authorities.map { ($0.number, $0) })
        self.authorities = try authorities.sorted { $0.number.rawValue < $1.number.rawValue }.map { stored in
            try KnownAuthority(
                stored: stored,
                issuers: { Self.issuers(of: $0, of: stored, in: byNumber) },
                revocation: ([stored] + Self.ancestors(of: stored, in: byNumber)).lazy.compactMap { revocations[$0.number] }.first
            )
        }
        var index: [String: CertificateTemplate] = [:]
        for template in templates {
            index[template.name.lowercased()] = template
            index[template.oid.dotted] = template
        }
        templatesByIdentifier = index
    }

    /// The certificates above one of an authority, up to and including the root: at each step the newest with the key that signed the one below.
    private static func issuers(
        of generation: StoredAuthority.Generation,
        of authority: StoredAuthority,
        in all: [AuthorityNumber: StoredAuthority]
    ) -> [[UInt8]] {
        var (found, present, owner): ([[UInt8]], StoredAuthority.Generation, StoredAuthority) = ([], generation, authority)
        while found.count < 16 {
            if !present.issuers.isEmpty { return found + present.issuers }
            guard let number = owner.parent, let parent = all[number] else { return found }
            let key = (try? Certificate(derEncoded: present.certificate))?.authorityKeyIdentifier
            let newestFirst = parent.generations.sorted { $0.index > $1.index }
            let signing = newestFirst.first { key != nil && (try? Certificate(derEncoded: $0.certificate))?.subjectKeyIdentifier == key }
            guard let above = signing ?? newestFirst.first else { return found }
            found.append(above.certificate)
            (present, owner) = (above, parent)
        }
        return found
    }

    private static func ancestors(of authority: StoredAuthority, in all: [AuthorityNumber: StoredAuthority]) -> [StoredAuthority] {
        var found: [StoredAuthority] = []
        var next = authority.parent
        while let number = next, let parent = all[number], found.count < 16 {
            found.append(parent)
            next = parent.parent
        }
        return found
    }

    package func authority(_ number: AuthorityNumber) -> KnownAuthority? { authorities.first { $0.number == number } }

    /// By name or dotted OID, case-insensitive.
    package func template(_ identifier: String) -> CertificateTemplate? {
        templatesByIdentifier[identifier] ?? templatesByIdentifier[identifier.lowercased()]
    }

    /// By name or dotted OID, when the authority issues for it.
    package func template(_ identifier: String, publishedBy authority: AuthorityNumber) -> CertificateTemplate? {
        template(identifier).flatMap { isPublished($0, by: authority) ? $0 : nil }
    }

    package func isPublished(_ template: CertificateTemplate, by authority: AuthorityNumber) -> Bool {
        publications.contains(TemplatePublication(authority: authority, template: template.name))
    }

    package func isRetired(_ template: CertificateTemplate) -> Bool { retirements[template.name.lowercased()] != nil }

    /// By name alone, case-insensitive.
    package func template(called name: String) -> CertificateTemplate? {
        template(name).flatMap { $0.name.lowercased() == name.lowercased() ? $0 : nil }
    }

    package func standing(of template: CertificateTemplate) -> TemplateStanding { standings[template.name] ?? .sound }

    /// The template that a request means, when the authority issues for it.
    package func choose(_ references: [TemplateReference], by authority: AuthorityNumber) -> TemplateChoice {
        let choice = TemplateChoice.choose(references, find: { template($0, publishedBy: authority) })
        guard case .unknown(let identifier, _) = choice, let stored = template(identifier), isRetired(stored) else { return choice }
        return .unknown(
            identifier: identifier,
            Denial(
                .certsrvUnsupportedCertType,
                rule: "TemplateIsInUse",
                field: "CertificateTemplate",
                value: stored.name,
                text: "The template \(stored.name) is retired, so no certificate is issued for it any more.",
                remedy: "Make a new request for the template that replaces it."
            )
        )
    }

    /// The principal as of this snapshot's epoch; nil when there is none.
    package func principal(_ id: UUID, from directory: any PrincipalSource) async throws -> KnownPrincipal? {
        if let known = remembered.withLock({ $0.principals[id] }) { return known }
        guard let principal = try await directory.principal(id: id) else { return nil }
        let known = KnownPrincipal(
            principal: principal,
            userPrincipalNameHolder: try await Self.holder(of: principal.userPrincipalName, principal, directory.principal(named:)),
            dnsHostNameHolder: try await Self.holder(of: principal.dnsHostName, principal, directory.principal(dnsHostName:))
        )
        remembered.withLock {
            if $0.principals.count >= Self.mostPrincipals { $0.principals.removeAll(keepingCapacity: true) }
            $0.principals[id] = known
        }
        return known
    }

    private static func holder(
        of name: String?,
        _ principal: Principal,
        _ find: (String) async throws -> Principal?
    ) async throws -> KnownPrincipal.NameHolder {
        guard let name else { return .itself }
        do {
            return try await find(name)?.id == principal.id ? .itself : .somebodyElse
        } catch let error as DirectoryError where error.code == .ambiguous {
            return .several
        }
    }

    /// The constant part of certificates of this template for this class of keys.
    package func profile(template: CertificateTemplate, key keyClass: CertificateProfile.KeyClass, issuer: IssuingGeneration) throws
        -> CertificateProfile
    {
        let identity = CertificateProfile.Key(
            template: template.name,
            version: template.version,
            authority: issuer.authority,
            generation: issuer.index,
            keyClass: keyClass
        )
        if let profile = remembered.withLock({ $0.profiles[identity] }) { return profile }
        let profile = try CertificateProfile(template: template, key: keyClass, issuer: issuer)
        remembered.withLock { $0.profiles[identity] = profile }
        return profile
    }

    /// The names that the directory gives a principal of this snapshot under one of its templates, or the reason why it cannot have them. Rebuilding them costs
    /// more than looking them up, and they cannot change while the snapshot counts.
    package func directoryNames(of known: KnownPrincipal, template: CertificateTemplate) -> Result<
        CertificateNames, CertificateNames.Refusal
    > {
        let key = NamesKey(principal: known.principal.id, template: template.name, version: template.version)
        if let names = remembered.withLock({ $0.names[key] }) { return names }
        let names = CertificateNames.ofDirectory(
            known,
            template: template,
            leavesOutAccount: standing(of: template).leavesOutAccount
        )
        remembered.withLock {
            if $0.names.count >= Self.mostPrincipals { $0.names.removeAll(keepingCapacity: true) }
            $0.names[key] = names
        }
        return names
    }
}
