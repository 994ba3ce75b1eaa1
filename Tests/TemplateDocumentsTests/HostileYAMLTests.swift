import Foundation
import TemplateDocuments
import Testing

@Suite("hostile template files")
struct HostileYAMLTests {
    private static let laughs: String = {
        var text = "a: &a [lol, lol]\n"
        for level in 1...30 {
            let name = Character(UnicodeScalar(UInt8(97 + level % 26)))
            text += "k\(level): &\(name)\(level) [*a, *a, *a, *a]\n"
        }
        return text
    }()

    static let texts: [(name: String, octets: [UInt8], reason: String)] = [
        ("brackets", Array(String(repeating: "[", count: 100_000).utf8), "nested too deeply"),
        ("braces", Array(("a: " + String(repeating: "{a: ", count: 50_000)).utf8), "nested too deeply"),
        ("list marks", Array(String(repeating: "- ", count: 50_000).utf8), "nested too deeply"),
        ("indent", Array((0..<400).map { String(repeating: " ", count: $0) + "a:\n" }.joined().utf8), "nested too deeply"),
        ("laughs", Array(laughs.utf8), "anchors (&name) and aliases (*name)"),
        ("hidden laughs", Array("a: \"#\n\n b\", c: &a [x]\n? *a\n: 1\n".utf8), "anchors (&name) and aliases (*name)"),
        ("long file", Array("a: \(String(repeating: "x", count: 1 << 20))".utf8), "at most 1048576 are read"),
        ("long value", Array("name: \(String(repeating: "x", count: 1 << 19))".utf8), "longer than 16384 octets"),
        ("NUL", [0x61, 0x3A, 0x20, 0x00], "control character of the value 0"),
        ("escape", Array("a: \u{1B}[2J".utf8), "control character of the value 27"),
        ("hidden NUL", Array("name: \"a\\0b\"".utf8), "another control character"),
        ("byte order mark", [0xEF, 0xBB, 0xBF] + Array("name: a".utf8), "byte order mark"),
        ("UTF-16", [0xFF, 0xFE, 0x61, 0x00], "UTF-16"),
        ("UTF-16, other order", [0xFE, 0xFF, 0x00, 0x61], "UTF-16"),
        ("UTF-16 without mark", [0x61, 0x00, 0x3A, 0x00], "control character"),
        ("not UTF-8", Array("name: ".utf8) + [0xC3, 0x28], "not UTF-8"),
        ("surrogate", Array("name: \"\\uD800\"".utf8), "not YAML"),
        ("line separator", Array("name: a\u{2028}b: c".utf8), "invisible line separator"),
        ("old Mac lines", Array("name: a\rname: b".utf8), "control character of the value 13"),
        ("directive", Array("%TAG ! tag:x,2000:\n---\nname: !y a\n".utf8), "tags (!name)"),
        ("merge", Array("<<: {name: a}\n".utf8), "there is no such key"),
    ]

    @Test("hostile text is refused at once, with its reason", arguments: texts.indices)
    func refused(index: Int) {
        let row = Self.texts[index]
        let start = ContinuousClock.now
        let error = #expect(throws: TemplateDocumentError.self) { try YAMLTemplateReader.read(row.octets, file: "x") }
        #expect(error?.description.contains(row.reason) == true, "\(row.name): \(error?.description.prefix(300) ?? "")")
        // Even in a debug build on a busy machine; what is hostile takes minutes where it is not refused.
        #expect(start.duration(to: .now) < .seconds(10))
    }
}
