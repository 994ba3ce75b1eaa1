import PKIFormats
public import PKIDirectory

/// One line of the officer rights of an authority: an officer, a template and a group of subjects.
///
/// While there are lines, an officer may act only on requests that one of them allows and none denies.
/// Source: MS-CSRA 3.1.1.7, where each line is an entry with mask 0x00010000 and SIDs and a template behind the trustee.
public struct OfficerRestriction: Hashable, Sendable, Codable {
    /// The officer, or a group of officers.
    public let officer: SecurityIdentifier
    /// The template's name; nil for every template.
    public let template: String?
    /// The subject of the certificate, or a group of subjects. `SecurityIdentifier.everyone` for all.
    public let subjects: SecurityIdentifier
    public let isDeny: Bool

    public init(officer: SecurityIdentifier, template: String?, subjects: SecurityIdentifier, isDeny: Bool = false) {
        self.officer = officer
        self.template = template
        self.subjects = subjects
        self.isDeny = isDeny
    }

    /// Whether this line is about a request for `template` whose subject is `subject`, decided by `officer`. A subject that the directory no
    /// longer has belongs to everyone, and to every group of a denying line.
    public func matches(officer: Principal, template: String?, subject: Principal?) -> Bool {
        guard officer.isIdentified(by: self.officer) else { return false }
        if let wanted = self.template, wanted.lowercased() != template?.lowercased() { return false }
        guard let subject else { return isDeny || subjects == .everyone }
        return subject.isIdentified(by: subjects)
    }

    /// In one line, for the record and for people.
    public var text: String {
        "\(isDeny ? "deny" : "allow") \(officer.text) \(template.map { $0.debugDescription } ?? "*") \(subjects.text)"
    }
}

extension OfficerRestriction {
    /// Reads stored lines of every age.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            officer: try members.value(.officer),
            template: try members.optional(.template),
            subjects: try members.value(.subjects),
            isDeny: try members.value(.isDeny, else: false)
        )
    }
}
