import PKIFormats
import PortableFoundation
import Testing

@Suite("Text that many targets read and write")
struct SharedTextTests {
    @Test(
        "a serial number is read in every form that people write",
        arguments: [
            ("0a", "0a"), ("A", "0a"), ("0x00 00 0A", "0a"), ("00:FF-80", "ff80"), ("0", "00"), ("000", "00"), ("1 2 3", "0123"),
        ]
    )
    func serial(_ text: String, _ expected: String) {
        #expect(SerialText.normalized(text) == expected)
    }

    @Test(
        "text that is not a serial number is refused",
        arguments: ["", " ", "0x", "12g", "1\t2", "12\n", "١٢", String(repeating: "1", count: 129)]
    )
    func noSerial(_ text: String) {
        #expect(SerialText.normalized(text) == nil)
    }

    @Test("a serial number of 128 digits is read")
    func longSerial() {
        #expect(SerialText.normalized(String(repeating: "1", count: 128)) == String(repeating: "1", count: 128))
    }

    @Test(
        "the octets of a serial number come back from its text",
        arguments: [[0], [1], [0x7F], [0, 0x80], [1, 0], [0, 0xFF, 0]] as [[UInt8]]
    )
    func serialOctets(_ octets: [UInt8]) {
        #expect(SerialText.octets(of: SerialText.hex(of: octets)) == octets)
    }

    @Test(
        "host and port are taken apart",
        arguments: [
            ("a", "a", nil), ("a:1", "a", "1"), ("a:", "a", ""), (":1", "", "1"), ("[::1]", "::1", nil), ("[::1]:1", "::1", "1"),
            ("::1", ":", "1"), ("", "", nil),
        ] as [(String, String, String?)]
    )
    func host(_ text: String, _ host: String, _ port: String?) throws {
        let parts = try HostAndPort(text[...])
        #expect(parts.host == host)
        #expect(parts.port.map(String.init) == port)
        #expect(parts.isBracketed == text.hasPrefix("["))
    }

    @Test("a bracket that does not close, and text behind one, are told apart")
    func brackets() {
        #expect(throws: HostAndPort.ParseError.openBracket) { try HostAndPort("[::1") }
        #expect(throws: HostAndPort.ParseError.textBehindBracket) { try HostAndPort("[::1]1") }
    }

    @Test(
        "a port has digits only and ends at 65535",
        arguments: [("0", 0), ("443", 443), ("65535", 65_535), ("65536", nil), ("+1", nil), ("", nil)] as [(String, Int?)]
    )
    func port(_ text: String, _ number: Int?) {
        #expect(HostAndPort.portNumber(text[...]) == number)
    }

    @Test("a path keeps its slashes when it is encoded, a segment does not")
    func percent() {
        #expect(PercentEncoding.encode("a/b c%") == "a%2Fb%20c%25")
        #expect(PercentEncoding.encode(path: "a/b c%") == "a/b%20c%25")
        #expect(PercentEncoding.decode("a%2fb%20c%25") == "a/b c%")
    }

    @Test("an escape that is cut off, is not hexadecimal or encodes NUL is refused", arguments: ["%", "%2", "%2g", "%00", "%ff"])
    func badPercent(_ text: String) {
        #expect(PercentEncoding.decode(text[...]) == nil)
    }

    @Test("loopback addresses of both families are known")
    func loopback() throws {
        for text in ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"] {
            #expect(IPAddressText.isLoopback(try #require(IPAddressText.octets(of: text))), "\(text)")
        }
        for text in ["128.0.0.1", "::2", "::", "::ffff:10.0.0.1", "2001:db8::1"] {
            #expect(!IPAddressText.isLoopback(try #require(IPAddressText.octets(of: text))), "\(text)")
        }
    }

    @Test(
        "a moment has its weekday and its text",
        arguments: [
            (0, "1970-01-01T00:00:00", 4), (1_795_229_312, "2026-11-21T02:48:32", 6), (951_782_400, "2000-02-29T00:00:00", 2),
            (-1, "1969-12-31T23:59:59", 3), (-62_135_596_800, "0001-01-01T00:00:00", 1),
        ] as [(Int, String, Int)]
    )
    func moment(_ seconds: Int, _ text: String, _ weekday: Int) {
        let time = CalendarTime(Date(timeIntervalSince1970: Double(seconds)))
        #expect(time.text == text)
        #expect(time.weekday == weekday)
    }

    @Test("JSON that is written is read back, in one line and indented")
    func json() throws {
        let value: JSONValue = [
            "a": [1, 2, 3], "b": ["x", "\u{202E}\u{8}\u{1F}\"\\/\r\n\t😀\u{E0001}", [:], []], "c": .null, "d": true, "e": .number("-0.5e+3"),
        ]
        #expect(try JSONValue(parsing: Array(value.text.utf8)) == value)
        #expect(try JSONValue(parsing: Array(value.indentedText.utf8)) == value)
        #expect(value.indentedText.hasPrefix("{\n  \"a\": [1, 2, 3],\n  \"b\": [\n    \"x\",\n    \"\\u202e\\b\\u001f\\\"\\\\/"))
        #expect(value.indentedText.contains("😀\\udb40\\udc01\",\n    {},\n    []\n  ],\n"))
    }

    @Test("each liberty of the JSON reader is taken alone")
    func leniency() throws {
        let texts: [(JSONLeniency, String)] = [
            (.trailingComma, "[1,]"), (.trailingComma, "{\"a\":1,}"), (.byteOrderMark, "\u{FEFF}1"),
        ]
        for (leniency, text) in texts {
            #expect(throws: Never.self, "\(text)") { try JSONValue(parsing: Array(text.utf8), allowing: leniency) }
            let others = ([.trailingComma, .byteOrderMark, .namesInAnyCase] as JSONLeniency).subtracting(leniency)
            #expect(throws: JSONError.self, "\(text)") { try JSONValue(parsing: Array(text.utf8), allowing: others) }
        }
    }
}
