import CACore
import CAInterface
import CertificateTemplates
import PKIFormats

/// The small tables in memory: authorities, newest template versions, grants, the rights epoch. Read at every decision, changed a few times a day.
struct RecordSnapshot: Sendable {
    var rightsEpoch: Int
    /// Lines of the revocation journal that were written since the file was opened.
    var revocations = 0
    /// By number.
    private(set) var authorities: [StoredAuthority] = []
    /// By name.
    private(set) var templates: [CertificateTemplate] = []
    var publications: Set<TemplatePublication> = []
    /// By template and rule.
    private(set) var acceptances: [TemplateAcceptance] = []
    /// Retired templates, by lower-cased name.
    var retirements: [String: TemplateAuthor] = [:]
    private(set) var grants: [AgentGrant] = []
    private var placeByName: [String: Int] = [:]
    private var nameByOID: [String: String] = [:]
    /// All authorities that ever issued under a name (DER). This leads from a certificate to its row.
    private(set) var authoritiesByIssuer: [[UInt8]: Set<AuthorityNumber>] = [:]

    init(rightsEpoch: Int) { self.rightsEpoch = rightsEpoch }

    func authority(_ number: AuthorityNumber) -> StoredAuthority? { authorities.first { $0.number == number } }

    /// - Parameter name: a name, case-insensitive, or a dotted OID.
    func template(named name: String) -> CertificateTemplate? {
        let folded = name.lowercased()
        return (placeByName[folded] ?? nameByOID[folded].flatMap { placeByName[$0] }).map { templates[$0] }
    }

    mutating func put(_ authority: StoredAuthority) {
        authorities.removeAll { $0.number == authority.number }
        authorities.append(authority)
        authorities.sort { $0.number.rawValue < $1.number.rawValue }
        for generation in authority.generations {
            // The core never stores an unreadable certificate. Without a name, it is simply not found.
            guard let certificate = try? Certificate(derEncoded: generation.certificate) else { continue }
            authoritiesByIssuer[certificate.subject.derEncoded, default: []].insert(authority.number)
        }
    }

    mutating func put(_ template: CertificateTemplate) {
        templates.removeAll { $0.name.lowercased() == template.name.lowercased() }
        templates.append(template)
        templates.sort { $0.name < $1.name }
        placeByName = Dictionary(uniqueKeysWithValues: templates.enumerated().map { ($1.name.lowercased(), $0) })
        nameByOID = Dictionary(templates.map { ($0.oid.dotted, $0.name.lowercased()) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func put(_ acceptance: TemplateAcceptance) {
        removeAcceptance(of: acceptance.rule, template: acceptance.template)
        acceptances.append(acceptance)
        acceptances.sort { ($0.template.lowercased(), $0.rule) < ($1.template.lowercased(), $1.rule) }
    }

    mutating func removeAcceptance(of rule: String, template: String) {
        acceptances.removeAll { $0.rule == rule && $0.template.lowercased() == template.lowercased() }
    }

    mutating func remove(_ grant: AgentGrant) { grants.removeAll { $0.replaces(grant) } }

    mutating func put(_ grant: AgentGrant) {
        remove(grant)
        grants.append(grant)
    }
}
