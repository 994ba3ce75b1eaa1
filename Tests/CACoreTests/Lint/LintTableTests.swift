import CACore
import Foundation
import Testing

@Suite("Lint: tables")
struct LintTableTests {
    private static let tables: [(page: String, rules: [any LintRule])] = [
        ("lint.md", CertificateRule.allCases + ResponseRule.allCases + ProfileRule.all),
        ("revocation-lists.md", RevocationListRule.allCases),
    ]

    @Test("the pages have every rule of every lint with its source and severity")
    func documented() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        for (name, rules) in Self.tables {
            let page = try String(contentsOf: root.appending(path: "docs/conformance/" + name), encoding: .utf8)
            let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") && $0.split(separator: "|").count == 5 }
            let missing = rules.filter { rule in
                !rows.contains { $0.hasPrefix("| `\(rule.id)` | \(rule.source) | \(rule.severity.rawValue) | \(rule.text) |") }
            }
            #expect(missing.map(\.id) == [])
            #expect(rows.count == rules.count, "\(name)")
        }
    }

    @Test("no two rules have one identifier")
    func unique() {
        let ids = Self.tables.flatMap(\.rules).map(\.id)
        #expect(Set(ids).count == ids.count)
    }
}
