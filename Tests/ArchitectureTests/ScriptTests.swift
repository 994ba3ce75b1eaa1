import Foundation
import PKITesting
import Testing

@Suite("The scripts that judge the tests")
struct ScriptTests {
    /// A page, and the expected complaint of `check-conformance`: a part of its only complaint, or nil when there is none.
    struct Page: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        var accepted = ""
        var tests = ["a list is signed", "a list is published", "each form is read"]
        let complaint: String?
    }

    static let pages: [Page] = [
        Page(testDescription: "a test that exists", text: row("lists", "a list is signed"), complaint: nil),
        Page(testDescription: "a test of the target", text: row("lists", "SomeTests: a list is signed"), complaint: nil),
        Page(testDescription: "no such test", text: row("lists", "a list is burnt"), complaint: "no test is named “a list is burnt”"),
        Page(testDescription: "no such test there", text: row("lists", "SomeTests: x"), complaint: "SomeTests has no test named “x”"),
        Page(testDescription: "no test", text: row("lists", ""), complaint: "“lists” names no test"),
        Page(testDescription: "not built", text: row("lists", "not built: later"), complaint: nil),
        Page(
            testDescription: "a second test of an item",
            text: row("lists", "a list is signed") + row("", "a list is published"),
            complaint: nil
        ),
        Page(
            testDescription: "a second test that does not exist",
            text: row("lists", "a list is signed") + row("", "x"),
            complaint: "page.md:4: no test is named “x”"
        ),
        Page(
            testDescription: "one test, two items it mentions",
            text: row("the form of PEM", "each form is read") + row("forms of DER", "each form is read"),
            complaint: nil
        ),
        Page(
            testDescription: "one test, an item it does not mention",
            text: row("the form of PEM", "each form is read") + row("sign-in", "each form is read"),
            complaint: "does not mention “sign-in”"
        ),
        Page(
            testDescription: "the same, read and accepted",
            text: row("the form of PEM", "each form is read") + row("sign-in", "each form is read"),
            accepted: "# why\npage.md: sign-in: each form is read\n",
            complaint: nil
        ),
        Page(
            testDescription: "accepted for nothing",
            text: row("the form of PEM", "each form is read"),
            accepted: "page.md: sign-in: each form is read\n",
            complaint: "nothing needs this line"
        ),
        Page(
            testDescription: "an item told under a heading",
            text: "\n### F1: lists\n\nThey were not signed.\n\nTests:\n\n- a list is signed\n",
            complaint: nil
        ),
        Page(
            testDescription: "a heading whose test does not exist",
            text: "\n### F1: lists\n\nThey were not signed.\n\nTests:\n\n- x\n",
            complaint: "no test is named “x”"
        ),
        Page(testDescription: "a heading without tests", text: "\n### F1: lists\n\nText.\n", complaint: "“F1: lists” names no test"),
        Page(
            testDescription: "a long cell",
            text: row("lists " + String(repeating: "x", count: 200), "a list is signed"),
            complaint: "a cell has 206 characters"
        ),
        Page(
            testDescription: "a long name of a test",
            text: row("lists", "a list is signed"),
            tests: ["a list is signed", String(repeating: "x", count: 101)],
            complaint: "a test name has 101 characters"
        ),
    ]

    static func row(_ item: String, _ test: String) -> String { "| \(item) | \(test) |\n" }

    @Test("check-conformance finds a promise without its own test, and a page that cannot be read as text", arguments: pages)
    func conformance(_ page: Page) async throws {
        try await withTemporaryDirectory { directory in
            let folders = ["/docs/conformance", "/Tests/SomeTests"].map { directory + $0 }
            for folder in folders { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
            let text = page.text.hasPrefix("|") ? "| Thing | Test |\n|---|---|\n" + page.text : page.text
            try Data(text.utf8).write(to: URL(filePath: folders[0] + "/page.md"))
            try Data(page.accepted.utf8).write(to: URL(filePath: folders[0] + "/accepted-pairs.txt"))
            let tests = page.tests.map { "@Test" + "(\"\($0)\") func f() {}\n" }.joined()
            try Data(tests.utf8).write(to: URL(filePath: folders[1] + "/Some.swift"))
            let said = try runTool([SourceTree.root.path + "/scripts/check-conformance", directory])
            if let complaint = page.complaint {
                #expect(said.status == 1)
                let lines = said.errorText.split(separator: "\n")
                #expect(lines.count == 2, "\(said.errorText)")
                #expect(lines.first?.contains(complaint) == true, "\(said.errorText)")
            } else {
                #expect(said.status == 0, "\(said.errorText)")
            }
        }
    }

    @Test("run-tests fails on a skipped test that nobody expects, and passes one that is expected")
    func skips() async throws {
        let expected = try #require(
            String(contentsOf: SourceTree.root.appending(path: "scripts/skipped-tests.txt"), encoding: .utf8)
                .split(separator: "\n").first { $0.hasPrefix("\"") }?.split(separator: "\"").first
        )
        try await withTemporaryDirectory { directory in
            func judge(_ lines: [String]) throws -> ToolResult {
                let log = directory + "/log"
                try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: log))
                return try runTool([SourceTree.root.path + "/scripts/run-tests", "--judge", log])
            }
            let passed = "✔ Test \"a list is signed\" passed after 0.1 seconds."
            #expect(try judge([passed]).status == 0)
            let known = try judge([passed, "➜ Test \"\(expected)\" skipped."])
            #expect(known.status == 0 && known.text.contains("1 tests or suites were skipped"), "\(known.text)")
            #if os(Linux)
                for line in [
                    "➜ Test \"a tool judges\" skipped.", "➜ Suite \"a tool judges\" skipped: \"no tool\"", "➜ Test judges() skipped.",
                ] {
                    let unknown = try judge([passed, line])
                    #expect(unknown.status == 1 && unknown.text.contains("judges"), "\(line): \(unknown.text)")
                }
            #endif
        }
    }
}
