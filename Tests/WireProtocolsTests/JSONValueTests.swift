import Foundation
import PKIFormats
import Testing
import WireProtocols

@Suite struct JSONValueTests {
    @Test("a text with every kind of value is read")
    func everything() throws {
        let text = #" {"a": [1, -0.5e+3, true, false, null, {}], "b": "\"\\\/\b\f\n\r\tAü😀"} "#
        let value = try JSONValue(parsing: Array(text.utf8))
        guard case .object(let object) = value else {
            Issue.record("no object")
            return
        }
        let members = object.members
        #expect(members.map(\.name) == ["a", "b"])
        #expect(members[0].value == .array([.number("1"), .number("-0.5e+3"), .bool(true), .bool(false), .null, .object([:])]))
        #expect(members[1].value == .string("\"\\/\u{8}\u{C}\n\r\tAü😀"))
    }

    @Test(
        "text that RFC 8259 does not allow is refused",
        arguments: [
            "", " ", "{", "[1,]", "{\"a\":1,}", "{a:1}", "01", "1.", "-", "1e", "\"\u{1}\"", "\"\\x\"", "\"\\u12\"", "\"\\ud83d\"",
            "\"\\ud83dx\"",
            "\"\\udc00\"", "tru", "1 2", "\"abc", "[1 2]", "{\"a\" 1}", "// c\n1",
        ]
    )
    func refused(_ text: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text.utf8)) }
    }

    @Test("a member that occurs twice is refused, however many members are between", arguments: [0, 1, 14, 15, 16, 17, 100_000])
    func twice(_ between: Int) throws {
        let members = ["\"first\":1"] + (0..<between).map { "\"\($0)\":\"\\u0061b\"" }
        let text = "{" + members.joined(separator: ",")
        guard case .object(let object) = try JSONValue(parsing: Array((text + "}").utf8)) else {
            Issue.record("no object")
            return
        }
        let read = object.members
        #expect(read.count == between + 1 && read.last?.value == (between == 0 ? .number("1") : .string("ab")))
        #expect(throws: JSONError.self) { try JSONValue(parsing: Array((text + ",\"first\":2}").utf8)) }
    }

    @Test("octets that are not UTF-8 are refused")
    func notUTF8() {
        #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xC3, 0x28, 0x22]) }
    }

    @Test("nesting ends at 32 levels instead of the stack's end")
    func deep() {
        #expect(throws: JSONError.self) { try JSONValue(parsing: Array(String(repeating: "[", count: 100_000).utf8)) }
        #expect(throws: Never.self) {
            try JSONValue(parsing: Array((String(repeating: "[", count: 31) + "1" + String(repeating: "]", count: 31)).utf8))
        }
    }

    @Test("Foundation reads what is written")
    func written() throws {
        var writer = JSONWriter()
        writer.object { object in
            object.member("text", "\u{0}\u{1F}\"\\/ü😀\r\n\t")
            object.member("number", -5)
            object.member("bytes", base64: [0, 1, 2, 255])
            object.member("none", String?.none)
            object.member("list", array: { _ in })
            object.member("inner", object: { $0.member("a", "b") })
            object.member("last", 1)
        }
        let read = try #require(try JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [String: Any])
        #expect(read["text"] as? String == "\u{0}\u{1F}\"\\/ü😀\r\n\t")
        #expect(read["bytes"] as? String == "AAEC/w==")
        #expect(read.count == 6)
    }
}
