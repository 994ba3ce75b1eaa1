import CertificateTemplates
import Foundation
import PKIDirectory
import PKIFormats
import Testing

@Suite("Built-in templates")
struct BuiltInTemplatesTests {
    private let domain: (UInt32, UInt32, UInt32) = (11, 22, 33)
    private var templates: [CertificateTemplate] { BuiltInTemplates.all(domain: domain) }

    private func named(_ name: String) throws -> CertificateTemplate {
        try #require(templates.first { $0.name == name })
    }

    @Test("all nine are there, with different OIDs")
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
        let administrators: Set = [WellKnownAccount.authorityAdministrators.sid(in: domain)]
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
