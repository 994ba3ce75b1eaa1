import CACore
import PKIFormats
import Testing

@Suite("How the names of a certificate are written")
struct NameSyntaxTests {
    @Test(
        "host names are DNS names, with a wildcard where it is allowed",
        arguments: [
            "a", "www.example.com", "*.example.com", "xn--mnchen-3ya.example", "XN--MNCHEN-3YA.example", "xn--wgv71a119e.example",
            "xn--fiqs8s", "xn--p1ai", "*.xn--80ak6aa92e.com", "1and1.example", "r3---sn-a.example", "web1",
        ]
    )
    func dnsNames(_ text: String) {
        #expect(NameSyntax.fault(inDNSName: text, wildcard: true) == nil)
    }

    @Test(
        "text that is not a DNS name is refused with the reason",
        arguments: [
            ("192.0.2.1", "is an IP address"), ("2001:db8::1", "is an IP address"), ("127.1", "ends with a number"),
            ("2130706433", "ends with a number"), ("www.example.com.", "ends with a dot"), ("my_box.example", "has an underscore"),
            ("münchen.example", "characters outside ASCII"),
            ("xn--.example", "encodes no text"), ("xn--99999999.example", "encodes no text"),
            ("xn--abc-.example", "encodes no text"),
            ("a.xn--a-.example", "encodes no text"), ("xn--ls8h999999999.example", "encodes no text"), ("a.*.example", "has a *"),
            ("*", "has a *"), ("*example.com", "has a *"),
            ("a..b", "has an empty label"), (".example", "has an empty label"), ("-a.example", "is not a DNS name"),
            ("a-.example", "is not a DNS name"), ("a b.example", "is not a DNS name"), ("", "is empty"),
            (String(repeating: "a", count: 64) + ".example", "has a label of 64 octets"),
            (String(repeating: "abcdefg.", count: 32) + "example", "is 263 octets long"),
        ]
    )
    func notDNSNames(_ text: String, _ why: String) throws {
        let fault = try #require(NameSyntax.fault(inDNSName: text, wildcard: true))
        #expect(fault.text.contains(why))
        #expect(!fault.remedy.isEmpty)
    }

    @Test("an IP address in a DNS name is asked for as an IP address instead")
    func remedy() {
        #expect(NameSyntax.fault(inDNSName: "192.0.2.1")?.remedy == "Ask for it as an IP address: IP:192.0.2.1.")
    }

    @Test(
        "mailboxes follow RFC 5321",
        arguments: ["a@example.com", "a.b+c@example.com", "\"a,b\"@example.com", "\"a\\\"b\"@example.com", "o'neil@host"]
    )
    func mailboxes(_ text: String) {
        #expect(NameSyntax.fault(inMailbox: text) == nil)
    }

    @Test(
        "text that is not a mailbox is refused",
        arguments: [
            "", "a", "@example.com", "a@", "a@b@example.com", "a..b@example.com", ".a@example.com", "a,b@example.com", "a b@example.com",
            "ä@example.com", "a@192.0.2.1", "a@[192.0.2.1]", "\"a\"b\"@example.com", "\"a\\\"@example.com", "Alice <a@example.com>",
            String(repeating: "a", count: 65) + "@example.com",
        ]
    )
    func notMailboxes(_ text: String) {
        #expect(!NameSyntax.isMailbox(text))
    }

    @Test(
        "absolute URIs of any scheme are accepted, with a host where there is an authority",
        arguments: [
            "https://www.example.com/a?b=c#d", "http://192.0.2.1:8080/", "http://[2001:db8::1]:80/x", "spiffe://example.org/ns/a/sa/b",
            "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "sip:alice@example.com", "ldap://user@ldap.example.com/cn=a%20b",
        ]
    )
    func uris(_ text: String) {
        #expect(NameSyntax.fault(inURI: text) == nil)
    }

    @Test(
        "text that is not an absolute URI is refused",
        arguments: [
            "", "www.example.com", "/path", ":x", "1a:b", "http:", "http://a/#b#c", "https:path", "http://", "http:///path", "http://a_b/",
            "http://a b/", "http://a/%zz",
            "http://a/%4", "http://a/<b>", "http://a/\u{E4}", "http://a:0/", "http://a:99999/", "http://a:b/", "http://[::1", "http://::1/",
            "http://a@b@c/", "http://a/[b]", "urn:[a]", "http://a/\\b", "http://a/\u{7F}",
        ]
    )
    func notURIs(_ text: String) {
        #expect(!NameSyntax.isAbsoluteURI(text))
    }

    @Test(
        "control characters, direction marks, unseen and private characters are refused in a name",
        arguments: [
            0x00, 0x0A, 0x1B, 0x7F, 0x80, 0x85, 0x9F, 0xAD, 0x061C, 0x200B, 0x200E, 0x2028, 0x202E, 0x2066, 0xE000, 0xFDD0, 0xFEFF, 0xFFFD,
            0xFFFE, 0x1FFFF, 0x10FFFF,
        ] as [UInt32]
    )
    func characters(_ value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        let fault = try #require(AttributeSyntax.fault(in: "a\(Character(scalar))b", of: OID.commonName))
        #expect(fault.text.contains("U+" + String(repeating: "0", count: max(0, 4 - String(value, radix: 16).count))))
    }

    @Test(
        "letters of every script, emoji and joiners are accepted in a name",
        arguments: ["Müller", "株式会社", "می‌خواهم", "👩‍💻 Ltd", "Ελλάδα", "e\u{301}"]
    )
    func scripts(_ text: String) {
        #expect(AttributeSyntax.fault(in: text, of: OID.organization) == nil)
    }

    @Test("upper bounds count scalars, as RFC 5280 does, and not visible characters")
    func bounds() {
        #expect(AttributeSyntax.fault(in: String(repeating: "é", count: 64), of: OID.commonName) == nil)
        let many = String(repeating: "e\u{301}", count: 64)
        #expect(many.count == 64)
        #expect(AttributeSyntax.fault(in: many, of: OID.commonName)?.text == "is 128 characters long; at most 64 are allowed")
    }

    @Test(
        "an attribute has the string type of its syntax",
        arguments: [
            (OID.commonName, AttributeText.Kind.utf8), (.country, .printable), (.jurisdictionCountry, .printable),
            (.serialNumber, .printable),
            (.distinguishedNameQualifier, .printable), (.domainComponent, .ia5), (.emailAddress, .ia5), (.organization, .utf8),
            (.userID, .utf8), ("1.2.3.4.5", .utf8),
        ]
    )
    func kinds(_ type: OID, _ kind: AttributeText.Kind) {
        #expect(AttributeSyntax.kind(of: type) == kind)
        #expect(AttributeText("DE", for: type).kind == kind)
    }

    @Test("domain components are a DNS name together", arguments: [["127"], ["1", "example"], ["test", ""]])
    func domains(_ components: [String]) {
        #expect(AttributeSyntax.fault(inDomain: components) != nil)
        #expect(AttributeSyntax.fault(inDomain: ["test", "example", "127"]) == nil)
    }

    @Test(
        "values that their attribute cannot have are refused",
        arguments: [
            (OID.country, "Germany"), (.country, "D1"), (.serialNumber, "a@b"), (.domainComponent, "example.com"),
            (.domainComponent, "a_b"),
            (.emailAddress, "admin"), (.commonName, ""), (.commonName, " "), (.commonName, "a "), (.commonName, " a"),
            (.commonName, "\u{A0}\u{3000}"), (.commonName, "a\u{3164}"),
            (.domainComponent, "xn--99999999"), (.domainComponent, "a-"),
            ("1.3.6.1.5.5.7.9.1", "19700101"), ("2.5.4.45", "x"), (OID.Microsoft.userPrincipalName, "a@example.test"),
            ("1.2.840.113549.1.9.7", "secret"),
        ]
    )
    func values(_ type: OID, _ text: String) {
        #expect(AttributeSyntax.fault(in: text, of: type) != nil)
    }
}
