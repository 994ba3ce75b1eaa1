import PKIFormats

/// How the duties at an authority are separated: a stored document beside its settings and its access list.
public struct AuthorityDuties: Hashable, Sendable, Codable {
    public var roleSeparation: Bool
    /// Without a line, officers are not restricted.
    public var officerRestrictions: [OfficerRestriction]
    public var auditFilter: AuditFilter

    public init(roleSeparation: Bool = false, officerRestrictions: [OfficerRestriction] = [], auditFilter: AuditFilter = .everything) {
        self.roleSeparation = roleSeparation
        self.officerRestrictions = officerRestrictions
        self.auditFilter = auditFilter
    }

    /// Reads documents of every age: a member that was added later has its standard value where it is missing.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            roleSeparation: try members.value(.roleSeparation, else: false),
            officerRestrictions: try members.value(.officerRestrictions, else: []),
            auditFilter: try members.value(.auditFilter, else: .everything)
        )
    }
}
