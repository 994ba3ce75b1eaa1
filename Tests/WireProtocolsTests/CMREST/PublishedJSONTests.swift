import PKIFormats
import Testing
import WireProtocols

@Suite("Published JSON")
struct PublishedJSONTests {
    func read(_ text: String) throws -> JSONValue { try PublishedJSON.read(Array(text.utf8)) }

    @Test("a trailing comma and a byte order mark are tolerated")
    func liberties() throws {
        #expect(try read("\u{FEFF}[1,]") == .array([.number("1")]))
        #expect(try read(#"{"a":"b",}"#) == .object(["a": .string("b")]))
    }

    @Test("member names are case-insensitive, and no object may have a name twice")
    func names() throws {
        let value = try read(#"{"ProfileTemplateUuid":1}"#)
        #expect(value.member(inAnyCase: "profiletemplateuuid") == .number("1"))
        #expect(value.member(inAnyCase: "other") == nil)
        for doubled in [#"{"a":1,"a":1}"#, #"{"Type":1,"TYPE":2}"#, #"[{"b":{"c":1,"\u0063":2}}]"#] {
            let fault = #expect(throws: InputError.self) { try read(doubled) }
            #expect(fault?.reason.contains("occurs twice") == true)
        }
        #expect(try read(#"{"a":null}"#).member(inAnyCase: "a") == nil)
    }

    @Test("escapes and surrogate pairs are read")
    func escapes() throws {
        #expect(try read(#""\u0041\n\/\\\ud83d\ude00é""#) == .string("A\n/\\😀é"))
    }

    @Test(
        "text that is not JSON is refused with its place",
        arguments: [
            "", " ", "{", "[1", "[,]", "[1,,2]", "{,}", #"{"a"}"#, #"{"a":}"#, #"{a:1}"#, "{'a':1}", "01", "1.", "-", "tru", "nul", "[1] x",
            #""abc"#, #""\x""#, #""\ud800""#, #""\udc00""#, "\"a\u{01}\"", "// c\n1", "NaN", "\u{FEFF}\u{FEFF}1",
        ]
    )
    func refused(text: String) {
        #expect(throws: InputError.self) { try read(text) }
    }

    @Test("text that is not UTF-8 is refused")
    func encoding() {
        #expect(throws: InputError.self) { try PublishedJSON.read([0x22, 0xFF, 0x22]) }
    }

    @Test("nesting, number of values and size have limits")
    func limits() {
        #expect(throws: InputError.self) { try read(String(repeating: "[", count: 100_000)) }
        #expect(throws: InputError.self) { try read("[" + String(repeating: "1,", count: 10_001) + "]") }
        #expect(throws: InputError.self) { try read("\"" + String(repeating: "a", count: 1 << 20) + "\"") }
    }

    @Test("written text is read back", arguments: ["", "\0\u{1F}\"\\/\r\n\t", "é😀\u{2028}", "D:(A;;RC;;;WD)\0\0"])
    func roundTrip(text: String) throws {
        #expect(try read(JSONValue.string(text).text) == .string(text))
    }
}
