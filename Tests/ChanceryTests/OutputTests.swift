import Foundation
import Logging
import PKIFormats
import PKITesting
import Synchronization
import Testing

@testable import chancery

@Suite("Text for terminals and logs") struct OutputTests {
    /// Clears the screen, sets the title, overrides the direction, ends the line, and begins a sequence with a C1 control as ESC [ does.
    static let nasty = "a\u{1B}[2J\u{7}b\u{202E}c\u{2066}d\r\n\u{9B}31me\u{7F}\u{85}\u{2028}\u{FEFF}\u{E000}"
    static let shown = #"a\u{1b}[2J\u{7}b\u{202e}c\u{2066}d\u{d}\u{a}\u{9b}31me\u{7f}\u{85}\u{2028}\u{feff}\u{e000}"#

    private func hasControl(_ text: String) -> Bool { text.unicodeScalars.contains { $0 != "\n" && ControlText.isControl($0) } }

    @Test("control characters of a cell are shown, and columns stay columns")
    func table() {
        var table = TerminalTable(headings: ["ID", "MESSAGE"])
        table.rows = [["1", Self.nasty], ["2", "plain ä 漢 😀"]]
        #expect(table.text == "ID  MESSAGE\n1   \(Self.shown)\n2   plain ä 漢 😀")
    }

    @Test("text of several lines keeps its line breaks and no other control characters")
    func lines() {
        #expect(ControlText.visible("one\ntwo \u{1B}[0m", keepsLines: true) == "one\ntwo \\u{1b}[0m")
        #expect(ControlText.visible(Self.nasty) == Self.shown)
    }

    @Test("JSON for a terminal has the same value and no control characters")
    func json() throws {
        let value = [Self.nasty, "\u{1F600}", "\u{E0001}"]
        let encoded = String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
        let visible = ControlText.visible(json: encoded)
        #expect(!hasControl(visible))
        #expect(try JSONDecoder().decode([String].self, from: Data(visible.utf8)) == value)
    }

    private func logged(_ format: LineLogHandler.Format, _ message: String, _ metadata: Logger.Metadata) -> String {
        let written = Mutex("")
        let logger = Logger(label: "test") { label in
            LineLogHandler(logLevel: .debug, label: label, format: format) { line in written.withLock { $0 += line } }
        }
        logger.info("\(message)", metadata: metadata)
        return written.withLock { $0 }
    }

    @Test("a log entry is one line, and no value looks like another pair")
    func line() {
        let line = logged(.line, "It failed: \(Self.nasty)", ["path": "/a b=\"c\"", "name": "\(Self.nasty)", "plain": "x"])
        #expect(line.hasSuffix("\n") && line.dropLast().firstIndex(of: "\n") == nil && !hasControl(line))
        #expect(line.contains(#" name="\#(Self.shown)" path="/a b=\"c\"" plain=x"#), "\(line)")
        #expect(line.contains(" info test: It failed: a"))
    }

    @Test("a log line in JSON is one object that a program reads back, judged by Python")
    func jsonLine() throws {
        let line = logged(.json, "It failed: \(Self.nasty)", ["path": "\(Self.nasty)", "id": "7"])
        #expect(!hasControl(line) && line.split(separator: "\n").count == 1)
        let judged = try runTool(
            [
                "python3", "-c",
                "import json, sys; l = json.loads(sys.stdin.read()); print(l['level'], l['logger'], l['metadata']['id'], ascii(l['metadata']['path']))",
            ],
            input: Array(line.utf8)
        )
        #expect(judged.text.hasPrefix("info test 7 'a\\x1b[2J\\x07b\\u202ec"), "\(judged.text) \(judged.errorText)")
    }

    @Test("only the files that make control characters visible write to the terminal")
    func programsWriteThroughOneFile() throws {
        let writers = [
            "chancery/Terminal.swift", "chancery/LineLogHandler.swift", "certreq/Console.swift", "certreq/Dump/DumpCommand.swift",
            "certreq/TerminalPrompt.swift",
        ]
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        for program in ["chancery", "certreq"] {
            let names = FileManager.default.enumerator(atPath: root.appending(path: "Sources/\(program)").path)
            for case let name as String in names ?? FileManager.DirectoryEnumerator()
            where name.hasSuffix(".swift") && !writers.contains("\(program)/\(name)") {
                let text = try String(contentsOf: root.appending(path: "Sources/\(program)/\(name)"), encoding: .utf8)
                #expect(
                    text.firstMatch(of: /(?:^|[^\w.])print\(|FileHandle\.standard(?:Output|Error)|fputs\(/) == nil,
                    "\(program)/\(name)"
                )
            }
        }
    }
}
