import CertificateTemplates
import PKIDirectory
import PKIFormats
import Testing

@Suite("Dangerous templates are refused when they are saved")
struct TemplateValidationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let template: String
        let rule: String
        let change: @Sendable (inout CertificateTemplate) -> Void
    }

    private static let domain: (UInt32, UInt32, UInt32) = (1, 2, 3)
    private static let administrators: Set = [WellKnownAccount.authorityAdministrators.sid(in: domain)]

    static let cases: [Case] = [
        Case(testDescription: "ESC1: supplied names and client authentication", template: "User", rule: "RequesterNamesAreNotForLogon") {
            $0.nameFlags = [.enrolleeSuppliesSubject]
        },
        Case(testDescription: "ESC1: smart card logon added to a server", template: "WebServer", rule: "RequesterNamesAreNotForLogon") {
            $0.extendedKeyUsage.append(OID.KeyPurpose.smartcardLogon)
        },
        Case(testDescription: "ESC1: PKINIT", template: "WebServer", rule: "RequesterNamesAreNotForLogon") {
            $0.extendedKeyUsage = [OID.KeyPurpose.pkinitClient]
        },
        Case(testDescription: "ESC2: no purpose", template: "CodeSigning", rule: "PurposesAreNamed") { $0.extendedKeyUsage = [] },
        Case(testDescription: "ESC2: any purpose", template: "CodeSigning", rule: "PurposesAreNamed") {
            $0.extendedKeyUsage = [OID.KeyPurpose.anyExtendedKeyUsage]
        },
        Case(testDescription: "ESC9: no SID for logon", template: "User", rule: "LogonCertificatesNameTheAccount") {
            $0.enrollmentFlags.insert(.noSecurityExtension)
        },
        Case(testDescription: "a CA template for everybody", template: "SubCA", rule: "AdministratorsMakeAuthorities") {
            $0.access.entries.append(.init(trustee: .authenticatedUsers, rights: .enroll))
        },
        Case(testDescription: "keyCertSign without CA", template: "User", rule: "OnlyAuthoritiesSignCertificates") {
            $0.keyUsage.insert(.keyCertSign)
        },
        Case(testDescription: "SHA-1 for logon", template: "User", rule: "WeakProofsAreNotForLogon") {
            $0.acceptsSHA1ProofOfPossession = true
        },
        Case(testDescription: "SHA-1 for a year", template: "ChancerySampleSoftware", rule: "WeakProofsLiveShort") {
            $0.validitySeconds = 31 * 86_400
        },
        Case(testDescription: "short keys", template: "User", rule: "KeysAreLong") { $0.minimumKeySize = 1024 },
        Case(testDescription: "no key usage", template: "User", rule: "KeyUsageIsStated") { $0.keyUsage = [] },
        Case(testDescription: "renewal longer than validity", template: "User", rule: "RenewalFitsIntoValidity") {
            $0.overlapSeconds = $0.validitySeconds
        },
        Case(testDescription: "a name with a slash", template: "User", rule: "NameIsPlain") { $0.name = "a/b" },
    ]

    @Test("each is refused by its rule, with field, value and remedy", arguments: cases)
    func refused(_ item: Case) throws {
        var template = try #require(BuiltInTemplates.all(domain: Self.domain).first { $0.name == item.template })
        item.change(&template)
        do {
            try TemplateValidation.check(template, administrators: Self.administrators)
            Issue.record("\(item.testDescription) was saved")
        } catch {
            let problem = try #require(error.problems.first { $0.rule == item.rule }, "\(error)")
            #expect(!problem.field.isEmpty && !problem.value.isEmpty && !problem.remedy.isEmpty)
            #expect(error.description.contains(item.rule))
        }
    }

    @Test("supplied names with a logon purpose are possible where an officer looks at each request")
    func officer() throws {
        var template = try #require(BuiltInTemplates.all(domain: Self.domain).first { $0.name == "ClientAuth" })
        template.nameFlags = [.enrolleeSuppliesSubject]
        template.enrollmentFlags.insert(.pendAllRequests)
        try TemplateValidation.check(template, administrators: Self.administrators)
    }
}
