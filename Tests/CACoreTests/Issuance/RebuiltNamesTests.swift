import CACore
import CAInterface
import CertificateTemplates
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Names are rebuilt, not copied")
struct RebuiltNamesTests {
    /// The certificate of a request for the template WebServer.
    private func issue(_ request: [UInt8]) async throws -> Certificate {
        let test = try await TestAuthority.make()
        let disposition = try await test.bound(test.administrator).submit(test.submission(request, template: "WebServer"))
        #expect(disposition.code == .issued, "\(disposition.message)")
        return try Certificate(derEncoded: try #require(disposition.certificate))
    }

    private func issue(_ values: [(OID, AttributeText)], names: [GeneralName] = []) async throws -> Certificate {
        let test = try await TestAuthority.make()
        let subject = DistinguishedName(values.map { RelativeDistinguishedName([AttributeTypeAndValue(type: $0.0, value: $0.1)]) })
        return try await issue(test.request(subject: subject, names: names))
    }

    private func deny(_ request: [UInt8], template: String = "WebServer") async throws -> Disposition {
        let test = try await TestAuthority.make()
        let disposition = try await test.bound(test.administrator).submit(test.submission(request, template: template))
        #expect(disposition.code == .denied)
        return disposition
    }

    /// A string type with the given octets.
    private func text(tag: UInt8, _ octets: [UInt8]) throws -> AttributeText {
        var writer = DERWriter()
        writer.writePrimitive(tag: tag, octets)
        return try AttributeText(derEncoded: writer.bytes)
    }

    @Test("an e-mail address of the subject is an IA5String there and an alternative name too")
    func mail() async throws {
        let certificate = try await issue(RequestVectors.request("email-as-utf8string"))
        #expect(certificate.subject.rdns.last?.attributes.first?.value.kind == .ia5)
        #expect(certificate.subjectAlternativeNames == [.dnsName("www.example.com"), .rfc822Name("admin@example.com")])
    }

    @Test("a directory template with the address in the subject alone puts it among the alternative names")
    func directoryMail() async throws {
        let test = try await TestAuthority.make()
        try await test.changeTemplate("User") { $0.nameFlags.remove(.subjectAltRequireEmail) }
        let disposition = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
        let certificate = try Certificate(derEncoded: try #require(disposition.certificate))
        #expect(certificate.subject.values(of: .emailAddress) == ["alice@example.test"])
        #expect(certificate.subjectAlternativeNames.contains(.rfc822Name("alice@example.test")))
    }

    @Test("UTF-8 in a TeletexString is read as UTF-8")
    func teletex() async throws {
        let certificate = try await issue(RequestVectors.request("teletex-with-utf8"))
        #expect(certificate.subject.values(of: .organization) == ["株式会社"])
        #expect(certificate.subject.rdns.first?.attributes.first?.value.kind == .utf8)
    }

    @Test("Latin-1 in a TeletexString, and UTF-8 in a PrintableString, become UTF8Strings")
    func latin() async throws {
        let certificate = try await issue([
            (.organization, try text(tag: 0x14, [0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72])),
            (.commonName, try text(tag: 0x13, Array("Müller".utf8))),
        ])
        #expect(certificate.subject == .of([(.organization, "Müller"), (.commonName, "Müller")]))
    }

    @Test("a control character of the second set is denied with field and character")
    func controls() async throws {
        let test = try await TestAuthority.make()
        let value = try text(tag: 0x14, [0x41, 0x85, 0x42])
        let subject = DistinguishedName([RelativeDistinguishedName([AttributeTypeAndValue(type: .organization, value: value)])])
        let disposition = try await deny(test.request(subject: subject))
        #expect(disposition.reason?.rule == "NamesComeFromTheTemplate")
        #expect(disposition.reason?.field == "subject")
        #expect(disposition.message.contains("has the character U+0085"))
    }

    @Test("blanks at the ends of a value are dropped, and every string type becomes the attribute's own")
    func trimmed() async throws {
        let certificate = try await issue([
            (.country, AttributeText(utf8: "DE ")), (.organization, AttributeText(bmp: "  Example GmbH ")),
            (.serialNumber, AttributeText(utf8: "4711")), (.commonName, try #require(AttributeText(printable: " x"))),
        ])
        let wanted = DistinguishedName.of([
            (.country, "DE"), (.organization, "Example GmbH"), (.serialNumber, "4711"), (.commonName, "x"),
        ])
        #expect(certificate.subject == wanted)
    }

    @Test("a name asked for twice is written once")
    func twice() async throws {
        let certificate = try await issue(
            [(.commonName, AttributeText(utf8: "a"))],
            names: [.dnsName("a.example"), .dnsName("b.example"), .dnsName("a.example")]
        )
        #expect(certificate.subjectAlternativeNames == [.dnsName("a.example"), .dnsName("b.example")])
    }

    @Test("one attribute twice in one part of a name is denied")
    func repeated() async throws {
        let test = try await TestAuthority.make()
        let subject = DistinguishedName([
            RelativeDistinguishedName([AttributeTypeAndValue(.commonName, "a"), AttributeTypeAndValue(.commonName, "b")])
        ])
        let disposition = try await deny(test.request(subject: subject))
        #expect(disposition.reason?.field == "subject")
        #expect(disposition.reason?.remedy == "Give each commonName a part of its own.")
    }

    @Test("the parts of a multi-valued name are written in the order of DER")
    func ordered() async throws {
        let test = try await TestAuthority.make()
        let parts = [AttributeTypeAndValue(.organizationalUnit, "x"), AttributeTypeAndValue(.commonName, "a")]
        let certificate = try await issue(test.request(subject: DistinguishedName([RelativeDistinguishedName(parts)])))
        #expect(certificate.subject.rdns.first?.attributes.map(\.type) == [.commonName, .organizationalUnit])
    }

    @Test("an IP address in a dNSName is denied with a remedy")
    func address() async throws {
        let disposition = try await deny(RequestVectors.request("dns-name-is-ip"))
        #expect(disposition.status == .certsrvBadRequestSubject)
        #expect(disposition.reason?.field == "subjectAltName")
        #expect(disposition.reason?.value == "192.0.2.1")
        #expect(disposition.reason?.remedy == "Ask for it as an IP address: IP:192.0.2.1.")
    }

    @Test("alternative names that cannot be read are denied with their place; directory templates ignore them")
    func unreadable() async throws {
        let test = try await TestAuthority.make()
        let name = Array("münchen.example".utf8)
        var writer = DERWriter()
        writer.writeSequence { $0.writePrimitive(tag: 0x82, name) }
        let item = CertificateExtension(SubjectAlternativeName.oid, value: writer.bytes)
        let request = try await test.request(subject: .of([(.commonName, "x")]), extensions: [item])
        let denied = try await deny(request)
        #expect(denied.reason?.field == "subjectAltName")
        #expect(denied.reason?.value == "SubjectAltName at 2: the text is not ASCII or holds a zero octet")
        #expect(denied.reason?.remedy.contains("A-labels") == true)
        let issued = try await test.bound(test.alice).submit(test.submission(request, template: "ClientAuth"))
        #expect(issued.message == "Issued  Left out of the certificate: the requested subjectAlternativeName.")
    }

    @Test("a directory's common name of 64 characters and 128 scalars is denied with field, value and remedy")
    func directoryName() async throws {
        let test = try await TestAuthority.make()
        try await test.changeTemplate("User") { $0.nameFlags = [.subjectRequireCommonName, .subjectAltRequireUPN] }
        try await test.change(test.alice) { $0.commonName = String(repeating: "e\u{301}", count: 64) }
        let disposition = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
        #expect(disposition.code == .denied)
        #expect(disposition.reason?.rule == "NamesComeFromTheTemplate")
        #expect(disposition.reason?.field == "cn")
        #expect(disposition.message.contains("is 128 characters long; at most 64 are allowed"))
    }

    @Test("a directory's names are held to the same rules, each with its own field")
    func directoryNames() async throws {
        let test = try await TestAuthority.make()
        func field(_ principal: Principal, _ template: String, _ change: (inout Principal) -> Void) async throws -> String? {
            let own = try await TestAuthority.make()
            let named = [own.alice, own.machine].first { $0.name == principal.name } ?? own.alice
            try await own.change(named, change)
            let disposition = try await own.bound(named).submit(own.submission(own.request(), template: template))
            #expect(disposition.code == .denied)
            #expect(disposition.reason?.remedy.hasPrefix("Have an administrator") == true)
            return disposition.reason?.field
        }
        #expect(try await field(test.alice, "User") { $0.distinguishedName = .of([(.commonName, "a\u{85}b")]) } == "distinguishedName")
        #expect(try await field(test.alice, "User") { $0.mail = "a..b@example.test" } == "mail")
        #expect(try await field(test.alice, "User") { $0.userPrincipalName = "a\u{202E}b@example.test" } == "userPrincipalName")
        let long = "web1." + String(repeating: "long.", count: 12) + "example.test"
        #expect(try await field(test.machine, "Machine") { $0.dnsHostName = long } == "dNSHostName")
    }
}
