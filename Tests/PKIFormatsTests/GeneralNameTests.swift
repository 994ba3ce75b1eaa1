import PKIFormats
import Testing

@Suite("general names")
struct GeneralNameTests {
    @Test("each form is written and read back")
    func roundTrip() throws {
        let names: [GeneralName] = [
            .userPrincipalName("alice@example.com"), .directoryObjectGUID([UInt8](repeating: 7, count: 16)), .rfc822Name("a@b"),
            .dnsName("*.example"),
            .directoryName(.of([(OID.commonName, "x")])), .uri("ldap:///CN=x"), .ipAddress([1, 2, 3, 4]),
            .ipAddress([UInt8](repeating: 0, count: 16)), .registeredID("1.2.3"), .x400Address([0xA3, 0]), .ediPartyName([0xA5, 0]),
            .smtpUTF8Mailbox("ä@example.com"), try #require(.serviceName("_imap.example.com")),
        ]
        for name in names { #expect(try GeneralName(derEncoded: name.derEncoded) == name) }
        let value = SubjectAlternativeName(names)
        #expect(try SubjectAlternativeName(value: value.value) == value)
    }

    @Test(
        "text with a zero octet, text that is not ASCII and addresses of odd length are refused",
        arguments: [
            "82 04 61 00 2E 62", "82 02 C3 A4", "81 01 80", "87 03 01 02 03", "87 00", "89 00", "A2 02 82 00", "A0 00",
        ]
    )
    func refused(hex: String) throws {
        let bytes = try Hex.decode(hex)
        #expect(throws: FormatError.self) { try GeneralName(derEncoded: bytes) }
    }

    @Test(
        "IP addresses are read and written as RFC 5952 has them",
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("::", "::"), ("::1", "::1"), ("1::", "1::"),
            ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"), ("::ffff:192.0.2.1", "::ffff:c000:201"),
        ]
    )
    func addresses(text: String, expected: String) throws {
        let name = try #require(GeneralName(ipAddressText: text))
        #expect(name.description == "ip:" + expected)
        #expect(GeneralName(ipAddressText: expected) == name)
    }

    @Test(
        "text that is not an address is refused",
        arguments: [
            "1.2.3", "1.2.3.256", "01.2.3.4", "1.2.3.4.5", "a", "", ":", ":::", "1::2::3", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::",
            "12345::", "fe80::1%eth0", "1.2.3.+4",
        ]
    )
    func notAddresses(text: String) {
        #expect(GeneralName(ipAddressText: text) == nil)
    }
}
