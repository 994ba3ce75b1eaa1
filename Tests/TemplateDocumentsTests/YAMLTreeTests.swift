import PKIFormats
import PKITesting
import Testing

@testable import TemplateDocuments

@Suite("YAML of any keys")
struct YAMLTreeTests {
    private static let document: JSONValue = [
        "name": "a: b", "yes": "no", "numbers": ["1", "-", "~", "*x", "&y", "# z", " ", ""], "text": "two\nlines \"quoted\" \\",
        "empty": [:], "none": [], "nested": ["list": [["a": ["b": "c"], "d": ["1"]], [:], ["e": "f"]], "key": "v"],
    ]

    @Test("texts, lists and keys are read as they were written")
    func roundTrip() throws {
        let text = YAMLTree.text([Self.document, ["name": "second"]], head: ["Head."], comment: { $0 == ["name"] ? "The name." : nil })
        #expect(text.hasPrefix("# Head.\n---\n# The name.\nname: \"a: b\"\n"))
        let read = try YAMLTree.read(Array(text.utf8), file: "x.yaml")
        #expect(read.map(\.json) == [Self.document, ["name": "second"]])
        #expect(YAMLTree.text(read.map(\.json), head: ["Head."], comment: { $0 == ["name"] ? "The name." : nil }) == text)
    }

    @Test("another reader of YAML reads the same texts", .enabled(if: PythonJudge.has(module: "yaml")))
    func foreignReader() throws {
        let text = YAMLTree.text([Self.document], head: [], comment: { _ in nil })
        let answer = try PythonJudge.run("import sys, yaml, json; print(json.dumps(yaml.safe_load(sys.stdin)))", input: text)
        #expect(try JSONValue(parsing: Array(answer.utf8)) == Self.document)
    }

    @Test("a fault has the line of its key, or of what surrounds it")
    func lines() throws {
        let text = "name: x\npolicies:\n  enroll:\n    mails:\n      - event: a\n        to: [b]\n"
        let tree = try #require(try YAMLTree.read(Array(text.utf8), file: "x.yaml").first)
        #expect(tree.fault(at: ["policies", "enroll", "mails", "0", "to"], "r").line == 6)
        #expect(tree.fault(at: ["policies", "enroll", "mails", "0", "template"], "r").line == 5)
        #expect(tree.fault(at: ["certificates", "0"], "r").description == "x.yaml:1: certificates.0: r")
    }

    @Test(
        "keys that occur twice, anchors, aliases and tags are refused",
        arguments: ["a: 1\na: 2", "a: &x 1", "a: &x 1\nb: *x", "a: !!int 1", "a: [\n", "- &a [*a]"]
    )
    func refused(_ text: String) {
        #expect(throws: TemplateDocumentError.self) { try YAMLTree.read(Array(text.utf8), file: "x.yaml") }
    }
}
