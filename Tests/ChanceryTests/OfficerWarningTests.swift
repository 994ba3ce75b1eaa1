import Testing
import WireProtocols

@testable import chancery

@Suite("Who is left without a line of the officer rights")
struct OfficerWarningTests {
    private static let managers = "S-1-5-21-1-2-3-1100"
    private static let entries = [
        SecurityEntryBody(trustee: "S-1-5-11", rights: ["read", "enroll"]),
        SecurityEntryBody(trustee: managers, rights: ["issueAndManage"]),
        SecurityEntryBody(trustee: "S-1-5-21-1-2-3-1200", rights: ["issueAndManage"], deny: true),
    ]

    private static func line(_ officer: String, deny: Bool = false) -> OfficerRestrictionBody {
        OfficerRestrictionBody(officer: officer, template: nil, subjects: "S-1-1-0", deny: deny)
    }

    static let rows: [(lines: [OfficerRestrictionBody], left: [String])] = [
        ([], []),
        ([line("S-1-5-21-1-2-3-1300")], [managers]),
        ([line(managers, deny: true)], [managers]),
        ([line(managers)], []),
        ([line("S-1-5-11")], []),
    ]

    @Test("an officer of the access list whom no allowing line names is told", arguments: rows)
    func left(_ row: (lines: [OfficerRestrictionBody], left: [String])) {
        #expect(OfficerCommand.withoutLine(Self.entries, row.lines) == row.left)
    }
}
