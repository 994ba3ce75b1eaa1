import CertificateTemplates
import Foundation
import PKIDirectory
import PKIFormats
import Testing

@Suite("Built-in templates")
struct BuiltInTemplatesTests {
    private let domain: (UInt32, UInt32, UInt32) = (11, 22, 33)
    private var templates: [CertificateTemplate] { BuiltInTemplates.published(domain: domain) }
    private var administrators: Set<SecurityIdentifier> { TemplateValidation.administrators(in: domain) }

    private func named(_ name: String) throws -> CertificateTemplate {
        try #require(templates.first { $0.name == name })
    }

    /// The table of MS-CRTD's product note 42: schema and version, the four words of flags, key specification, key usage, days
    /// of validity, purposes. The
    /// minimum key sizes below 2048 and the digest of OCSP responders are the ones we raised; the two enrollment words with 2 are ours.
    static let table = """
        Administrator 1 4.1 1023A A6000000 29 10 1 A0 365 311.10.3.1 311.10.3.4 .4 .2
        CA 1 5.1 100D1 1 0 10 2 86 1825
        CAExchange 2 106.0 10040 1 1 0 1 20 7 311.21.5
        CEPEncryption 1 4.1 10241 1 0 0 1 20 730 311.20.2.1
        ClientAuth 1 3.1 10220 82000000 20 0 2 80 365 .2
        CodeSigning 1 3.1 10220 82000000 20 0 2 80 365 .3
        CrossCA 2 105.0 10810 1 8 10 2 86 1825
        CTLSigning 1 3.1 10220 82000000 20 0 2 80 365 311.10.3.1
        DirectoryEmailReplication 2 115.0 10060 9000000 29 0 1 A0 365 311.21.19
        DomainController 1 4.1 1026C 19000000 29 0 1 A0 365 .2 .1
        DomainControllerAuthentication 2 110.0 10060 8000000 20 0 1 A0 365 .2 .1 311.20.2.2
        EFS 1 3.1 10238 82000000 29 10 1 20 365 311.10.3.4
        EFSRecovery 1 6.1 10230 82000000 21 10 1 20 1825 311.10.3.4.1
        EnrollmentAgent 1 4.1 10220 82000000 22 0 2 80 730 311.20.2.1
        EnrollmentAgentOffline 1 4.1 10201 1 0 0 2 80 730 311.20.2.1
        ExchangeUser 1 7.1 10211 1 1 10 1 20 365 .4
        ExchangeUserSignature 1 6.1 10201 1 0 0 2 80 365 .4
        IPSECIntermediateOffline 1 7.1 10241 1 0 0 1 A0 730 1.3.6.1.5.5.8.2.2
        IPSECIntermediateOnline 1 8.1 10260 18000000 20 0 1 A0 730 1.3.6.1.5.5.8.2.2
        KerberosAuthentication 2 110.0 10060 8400000 20 0 1 A0 365 .2 .1 311.20.2.2 1.3.6.1.5.2.3.5
        KeyRecoveryAgent 2 105.0 10020 82000000 27 10 1 20 730 311.21.6
        Machine 1 5.1 10260 18000000 20 0 1 A0 365 .2 .1
        MachineEnrollmentAgent 1 5.1 10260 18000000 20 0 2 80 730 311.20.2.1
        OCSPResponseSigning 3 101.0 10240 18000000 1000 0 2 80 14 .9
        OfflineRouter 1 4.1 10241 1 0 0 1 A0 730 .2
        RASAndIASServer 2 101.0 10260 48000000 20 0 1 A0 365 .2 .1
        SmartcardLogon 1 6.1 10200 82000000 0 0 1 A0 365 .2 311.20.2.2
        SmartcardUser 1 11.1 1020A A6000000 9 0 1 A0 365 .4 .2 311.20.2.2
        SubCA 1 5.1 102D1 1 2 10 2 86 1825
        User 1 3.1 1023A A6000000 29 10 1 A0 365 311.10.3.4 .4 .2
        UserSignature 1 4.1 10222 A6000000 20 0 2 80 365 .4 .2
        WebServer 1 4.1 10241 1 0 0 1 A0 730 .1
        Workstation 2 101.0 10260 8000000 20 0 1 A0 365 .2
        """.split(separator: "\n").map(String.init)

    @Test("each default template is the one that MS-CRTD lists", arguments: table)
    func documented(_ line: String) throws {
        let name = try #require(line.split(separator: " ").first.map(String.init))
        let template = try #require(BuiltInTemplates.all(domain: domain).first { $0.name == name })
        func hex(_ number: UInt32) -> String { String(number, radix: 16, uppercase: true) }
        let usage: [KeyUsage: String] = [
            [.digitalSignature, .keyEncipherment]: "A0", [.digitalSignature]: "80", [.keyEncipherment]: "20",
            [.digitalSignature, .keyCertSign, .cRLSign]: "86",
        ]
        let purposes = template.purposes.map {
            $0.dotted.replacing("1.3.6.1.5.5.7.3.", with: ".").replacing("1.3.6.1.4.1.311.", with: "311.")
        }
        let words = [
            name, "\(template.schemaVersion)", "\(template.majorVersion).\(template.minorVersion)", hex(template.flags.rawValue),
            hex(template.nameFlags.rawValue), hex(template.enrollmentFlags.rawValue), hex(template.privateKeyFlags.rawValue),
            "\(template.keySpec)", try #require(usage[template.keyUsage]), "\(template.validitySeconds / 86_400)",
        ]
        #expect((words + purposes).joined(separator: " ") == line)
        #expect(template.applicationPolicies == (template.schemaVersion == 1 ? [] : template.extendedKeyUsage))
        let shortLived = ["CAExchange": 1, "OCSPResponseSigning": 2]
        #expect(template.overlapSeconds == (shortLived[name] ?? 42) * 86_400)
    }

    @Test("the 33 default templates and our own are there, each with its OID, and all but four keep the rules")
    func all() {
        let all = BuiltInTemplates.all(domain: domain)
        #expect(all.count == 34)
        #expect(Set(all.map { $0.name.lowercased() }).count == 34)
        #expect(Set(all.map(\.oid)).count == 34)
        #expect(Set(Self.table.compactMap { $0.split(separator: " ").first.map(String.init) }).count == 33)
        let broken = all.filter { !TemplateValidation.problems(of: $0, administrators: administrators).isEmpty }
        #expect(broken.map(\.name) == ["EnrollmentAgentOffline", "MachineEnrollmentAgent", "OfflineRouter", "CEPEncryption"])
        #expect(all.allSatisfy { $0.minimumKeySize == 2048 })
    }

    @Test("all nine that are published are there, with different OIDs")
    func complete() {
        #expect(
            templates.map(\.name).sorted() == [
                "ChancerySampleSoftware", "ClientAuth", "CodeSigning", "EnrollmentAgent", "Machine", "SmartcardLogon", "SubCA", "User",
                "WebServer",
            ]
        )
        #expect(Set(templates.map(\.oid)).count == 9)
        #expect(templates.allSatisfy { $0.oid.dotted.hasPrefix("1.3.6.1.4.1.311.21.8.11.22.33.1.") })
    }

    @Test("every one of them may be saved")
    func valid() throws {
        for template in templates {
            #expect(TemplateValidation.problems(of: template, administrators: administrators).isEmpty, "\(template.name)")
        }
    }

    @Test("nothing below 2048 bits, and signing templates of others go to an officer")
    func settings() throws {
        #expect(templates.allSatisfy { $0.minimumKeySize >= 2048 })
        #expect(Set(templates.filter(\.pendsAllRequests).map(\.name)) == ["SubCA", "EnrollmentAgent"])
        #expect(templates.filter(\.acceptsSHA1ProofOfPossession).map(\.name) == ["ChancerySampleSoftware"])
        let sample = try named("ChancerySampleSoftware")
        #expect(!sample.permitsAuthentication)
        #expect(sample.validitySeconds == 30 * 86_400)
        #expect(try named("SubCA").isCA)
        #expect(try named("Machine").isMachine)
    }

    @Test(
        "each template has only the enrollers that its danger allows",
        arguments: [
            ("User", WellKnownAccount.users), ("ClientAuth", .users), ("SmartcardLogon", .users), ("Machine", .machines),
            ("WebServer", .authorityAdministrators), ("SubCA", .authorityAdministrators), ("CodeSigning", .authorityAdministrators),
            ("EnrollmentAgent", .authorityAdministrators), ("ChancerySampleSoftware", .managementAgent),
        ]
    )
    func enrollers(name: String, account: WellKnownAccount) throws {
        let enrollers = try named(name).access.entries.filter { $0.rights.contains(.enroll) }.map(\.trustee)
        let expected = name == "WebServer" ? [account, .server] : [account]
        #expect(enrollers == expected.map { $0.sid(in: domain) })
    }

    @Test("a template keeps its accepted curves when it is stored, and must accept one that is long enough")
    func curves() throws {
        var template = try named("User")
        #expect(template.acceptedCurves == NamedCurve.nist)
        template.acceptedCurves = [.p384, .brainpoolP512r1]
        #expect(try JSONDecoder().decode(CertificateTemplate.self, from: JSONEncoder().encode(template)) == template)
        let administrators: Set = [WellKnownAccount.authorityAdministrators.sid(in: domain)]
        #expect(TemplateValidation.problems(of: template, administrators: administrators).isEmpty)
        template.minimumCurveBits = 521
        #expect(TemplateValidation.problems(of: template, administrators: administrators).map(\.rule) == ["CurvesAreLongEnough"])
    }
}
