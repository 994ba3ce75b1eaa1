import CertificateTemplates
import Foundation
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@testable import TemplateDocuments

@Suite("templates of a Windows directory as LDIF")
struct LDIFTemplateTests {
    private static func read(_ text: String) -> LDIFTemplateReader { LDIFTemplateReader(Array(text.utf8), file: "a.ldf") }

    /// One object as text.
    private static func object(_ template: CertificateTemplate = SampleDocument.full) throws -> String {
        try LDIFTemplateWriter.text([template], configuration: "CN=Configuration,DC=x")
    }

    @Test("the default templates of a forest are read whole: the same rules as the built-in ones")
    func forest() throws {
        let reader = LDIFTemplateReader(try SampleDocument.forest(), file: "forest.ldf")
        #expect(reader.faults.isEmpty)
        #expect(reader.documents.count == 33)
        for document in reader.documents {
            var template = document.template
            let ours = try #require(SampleDocument.builtIn.first { $0.name == template.name })
            // What is made up in the file, and what we decide otherwise.
            template.oid = ours.oid
            template.access = ours.access
            template.keyProviders = ours.keyProviders
            if template.name == "EnrollmentAgent" { template.enrollmentFlags = ours.enrollmentFlags }
            if template.name == "SubCA" { template.enrollmentFlags = ours.enrollmentFlags }
            if template.name == "CrossCA" { template.pathLength = ours.pathLength }
            #expect(template == ours, "\(template.changes(since: ours))")
        }
    }

    @Test("security descriptors, key providers and identifiers of another forest are kept")
    func kept() throws {
        let reader = LDIFTemplateReader(try SampleDocument.forest(), file: "forest.ldf")
        let user = try #require(reader.documents.first { $0.template.name == "User" })
        let domain: (UInt32, UInt32, UInt32) = (1_397_955_417, 626_881_126, 188_441_444)
        #expect(
            user.template.access.entries == [
                .init(trustee: .account(domain: domain, relativeID: 512), rights: [.enroll, .read, .write]),
                .init(trustee: .account(domain: domain, relativeID: 513), rights: [.enroll]),
                .init(trustee: .account(domain: domain, relativeID: 519), rights: [.enroll, .read, .write]),
                .init(trustee: .authenticatedUsers, rights: [.read]),
            ]
        )
        #expect(
            user.template.keyProviders == [
                "Microsoft Enhanced Cryptographic Provider v1.0", "Microsoft Base Cryptographic Provider v1.0",
            ]
        )
        #expect(user.foreignTrustees(domain: SampleDocument.domain).count == 3)
        #expect(user.foreignTrustees(domain: domain).isEmpty)
        let ours: OID = "1.3.6.1.4.1.311.21.8.1111.2222.3333.1.1"
        #expect(user.keepingIdentifier(ours)?.template.oid == ours)
    }

    @Test("what is raised, left out or ignored is said")
    func notes() throws {
        let notes = LDIFTemplateReader(try SampleDocument.forest(), file: "forest.ldf").notes.map(\.description)
        #expect(notes.contains { $0.contains("msPKI-Minimal-Key-Size: 1024 bits are raised to 2048") })
        #expect(notes.contains { $0.contains("the digest SHA1 is replaced by SHA256") })
        #expect(notes.contains { $0.contains("objectGUID: the attribute is not kept") })
        #expect(notes.contains { $0.contains("CN=Certificate Templates") && $0.contains("is no template and is left out") })
    }

    @Test("a template with every field, and every built-in template, is read as it was written")
    func roundTrip() throws {
        for template in SampleDocument.builtIn + [SampleDocument.full] {
            let reader = Self.read(try Self.object(template))
            #expect(reader.faults.isEmpty)
            #expect(reader.documents.map(\.template) == [template.withCanonicalAccess])
        }
        var elliptic = SampleDocument.full
        elliptic.asymmetricAlgorithm = "ECDSA_P384"
        #expect(Self.read(try Self.object(elliptic)).documents.map(\.template) == [elliptic.withCanonicalAccess])
    }

    @Test("YAML made of what LDIF carried is the same text")
    func yamlSurvives() throws {
        let templates = SampleDocument.builtIn + [SampleDocument.full]
        let before = SampleDocument.yaml(templates)
        let ldif = try LDIFTemplateWriter.text(try SampleDocument.read(before).map(\.template), configuration: "CN=Configuration,DC=x")
        #expect(SampleDocument.yaml(Self.read(ldif).documents.map(\.template)) == before)
    }

    @Test("another reader of LDIF reads what we write, with the same values", .enabled(if: PythonJudge.has(module: "ldif")))
    func foreignReader() throws {
        let script = """
            import sys, io, ldif
            # The package gives octets that are UTF-8 as text.
            octets = lambda value: value if isinstance(value, bytes) else value.encode()
            for dn, entry in ldif.LDIFParser(io.BytesIO(sys.stdin.buffer.read())).parse():
                print(entry["cn"][0], octets(entry["pKIExpirationPeriod"][0]).hex(), octets(entry["pKIKeyUsage"][0]).hex(),
                      entry["flags"][0], octets(entry["nTSecurityDescriptor"][0]).hex(), sep="|")
            """
        let templates = SampleDocument.builtIn
        let answer = try PythonJudge.run(script, input: LDIFTemplateWriter.text(templates, configuration: "CN=Configuration,DC=x"))
        let rows = answer.split(separator: "\n").map { $0.split(separator: "|").map(String.init) }
        #expect(rows.map(\.first) == templates.map(\.name))
        let web = try #require(rows.first { $0.first == "WebServer" })
        // Two years, and digitalSignature with keyEncipherment, as MS-CRTD prints them.
        #expect(web[1] == "0080720e5dc2fdff")
        #expect(web[2] == "a000")
    }

    /// A line of the sample, its replacement, and the beginning of the fault.
    static let mistakes: [(of: String, with: String, fault: String)] = [
        ("pKIKeyUsage:: gIA=", "pKIKeyUsage:: gIA", "pKIKeyUsage: the base64 is damaged"),
        (
            "msPKI-Template-Schema-Version: 4", "msPKI-Template-Schema-Version: 5",
            "msPKI-Template-Schema-Version: the schema version 5 is not known"
        ),
        ("revision: 100\n", "", "revision: the attribute is missing from CN=Full"),
        ("revision: 100", "revision: 100\nrevision: 101", "revision: the attribute has one value, but there are 2"),
        ("revision: 100", "revision: 99999999999", "revision: the value is not a number of 32 bits"),
        ("revision: 100", "revision:< file:///etc/passwd", "revision: the value is in another file (:<), which is not opened"),
        ("revision: 100", "revision 100", "the line has no colon"),
        ("changetype: add", "changetype: delete", "changetype: only changetype add is read"),
        ("cn: Full", "cn;lang-de: Full", "cn;lang-de: the option ;lang-de is not read"),
        ("pKIExtendedKeyUsage: 1.2.3.4.5", "pKIExtendedKeyUsage: 1.2.x", "pKIExtendedKeyUsage: the value is not an object identifier"),
        ("pKIOverlapPeriod:: AIA3rv/0//8=", "pKIOverlapPeriod:: AQAAAAAAAAA=", "pKIOverlapPeriod: a period is a negative count"),
        ("acceptedCurves: brainpoolP384r1", "acceptedCurves: p2048", "# chancery : there is no \"p2048\""),
    ]

    @Test("damage is named with its line, and the other objects can be read", arguments: mistakes.indices)
    func mistake(index: Int) throws {
        let row = Self.mistakes[index]
        var other = SampleDocument.full
        other.name = "Other"
        other.oid = "1.2.3.4"
        let whole = try LDIFTemplateWriter.text([SampleDocument.full, other], configuration: "CN=Configuration,DC=x")
        let place = try #require(whole.range(of: row.of))
        let reader = Self.read(whole.replacingCharacters(in: place, with: row.with))
        #expect(reader.documents.map(\.template.name) == ["Other"])
        let fault = try #require(reader.faults.first?.description)
        #expect(fault.contains(row.fault), "\(fault)")
        let line = whole[..<place.lowerBound].count { $0 == "\n" } + 1
        // A missing attribute is reported at the beginning of its object, a repeated one where it is repeated.
        let expected = row.with.isEmpty ? 2 : line + row.with.count { $0 == "\n" }
        #expect(fault.hasPrefix("a.ldf:\(expected): "), "\(fault)")
    }

    @Test("a security descriptor that is damaged or grants everything to everybody is refused")
    func descriptor() throws {
        let text = try Self.object()
        let start = try #require(text.range(of: "nTSecurityDescriptor::"))
        let damaged = Self.read(text[..<start.lowerBound] + "nTSecurityDescriptor:: AQAEgA==\n")
        #expect(damaged.faults.first?.reason.contains("the security descriptor cannot be read") == true)
        let absent = Self.read(String(text[..<start.lowerBound]))
        #expect(absent.documents.first?.template.access.entries.isEmpty == true)
        #expect(absent.notes.contains { $0.reason.contains("nobody has a right at the template yet") })
    }

    @Test("base64, folded lines, comments and line ends of every kind are read as RFC 2849 says")
    func syntax() throws {
        let plain = try Self.object()
        let windows = plain.replacingOccurrences(of: "\n", with: "\r\n")
        #expect(LDIFTemplateReader(Array(windows.utf8), file: "w").documents.map(\.template) == [SampleDocument.full.withCanonicalAccess])
        let encoded = plain.replacingOccurrences(of: "cn: Full", with: "# a comment that\n  goes on\ncn:: RnVs\n bA==")
        #expect(Self.read(encoded).documents.map(\.template.name) == ["Full"])
        #expect(Self.read("\u{FEFF}" + plain).documents.count == 1)
        #expect(Self.read(plain + "\n# search result\nsearch: 2\nresult: 0 Success\n").faults.isEmpty)
    }

    @Test("a file without templates, UTF-16 and NUL are refused")
    func wholeFile() {
        #expect(Self.read("").faults.map(\.reason) == ["the file has no object of the class pKICertificateTemplate"])
        #expect(LDIFTemplateReader([0xFF, 0xFE, 0x64, 0x00], file: "a").faults.first?.reason.contains("UTF-16") == true)
        #expect(Self.read("dn: a\ncn: \0").faults.first?.description.hasPrefix("a.ldf:2: there is a NUL octet") == true)
    }

    @Test("two objects of one name, and an identifier of two, are named")
    func together() throws {
        var other = SampleDocument.full
        other.name = "FULL"
        let reader = Self.read(try LDIFTemplateWriter.text([SampleDocument.full, other], configuration: "CN=Configuration,DC=x"))
        #expect(reader.faults.contains { $0.reason.contains("FULL is already described in a.ldf") })
        #expect(reader.faults.contains { $0.reason.contains("is already the identifier of Full") })
        #expect(reader.documents.map(\.template.name) == ["Full"])
    }
}
