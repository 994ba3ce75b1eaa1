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
        Case(testDescription: "ESC1: supplied names and client authentication", template: "User", rule: "ESC1") {
            $0.nameFlags = [.enrolleeSuppliesSubject]
        },
        Case(testDescription: "ESC1: smart card logon added to a server", template: "WebServer", rule: "ESC1") {
            $0.extendedKeyUsage.append(OID.KeyPurpose.smartcardLogon)
        },
        Case(testDescription: "ESC1: PKINIT", template: "WebServer", rule: "ESC1") {
            $0.extendedKeyUsage = [OID.KeyPurpose.pkinitClient]
        },
        Case(testDescription: "ESC2: no purpose", template: "CodeSigning", rule: "ESC2") { $0.extendedKeyUsage = [] },
        Case(testDescription: "ESC2: any purpose", template: "CodeSigning", rule: "ESC2") {
            $0.extendedKeyUsage = [OID.KeyPurpose.anyExtendedKeyUsage]
        },
        Case(testDescription: "ESC3: an enrollment agent at once", template: "EnrollmentAgent", rule: "ESC3") {
            $0.enrollmentFlags.remove(.pendAllRequests)
        },
        Case(testDescription: "ESC9: no SID for logon", template: "User", rule: "ESC9") {
            $0.enrollmentFlags.insert(.noSecurityExtension)
        },
        Case(testDescription: "ESC2: a CA template for everybody", template: "SubCA", rule: "ESC2") {
            $0.access.entries.append(.init(trustee: .authenticatedUsers, rights: .enroll))
        },
        Case(testDescription: "ESC4: users may write", template: "User", rule: "ESC4") {
            $0.access.entries.append(.init(trustee: WellKnownAccount.users.sid(in: (1, 2, 3)), rights: [.read, .write]))
        },
        Case(testDescription: "ESC13: a linked policy at once", template: "ChancerySampleSoftware", rule: "ESC13") {
            $0.issuancePolicies = ["1.2.3.4"]
        },
        Case(testDescription: "ESC15: supplied names in schema 1 for users", template: "WebServer", rule: "ESC15") {
            $0.access.entries.append(.init(trustee: .authenticatedUsers, rights: [.read, .enroll]))
        },
        Case(testDescription: "ESC15: supplied names in schema 1 with application policies", template: "WebServer", rule: "ESC15") {
            $0.applicationPolicies = [OID.KeyPurpose.serverAuth]
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
        Case(testDescription: "issuance policies in schema 1", template: "User", rule: "SchemaHasTheField") {
            $0.issuancePolicies = ["1.2.3"]
        },
        Case(testDescription: "an algorithm in schema 2", template: "ChancerySampleSoftware", rule: "SchemaHasTheField") {
            $0.asymmetricAlgorithm = "RSA"
        },
        Case(testDescription: "an algorithm with a legacy provider", template: "ChancerySampleSoftware", rule: "SchemaHasTheField") {
            $0.schemaVersion = 4
            $0.privateKeyFlags.insert(.useLegacyProvider)
            $0.hashAlgorithm = "SHA256"
        },
        Case(testDescription: "a policy twice", template: "ChancerySampleSoftware", rule: "ValuesAreNamedOnce") {
            $0.issuancePolicies = ["1.2.3", "1.2.3"]
        },
        Case(testDescription: "an unknown key algorithm", template: "ChancerySampleSoftware", rule: "AlgorithmIsKnown") {
            $0.schemaVersion = 3
            $0.asymmetricAlgorithm = "ROT13"
        },
        Case(testDescription: "SHA-1 for requests", template: "ChancerySampleSoftware", rule: "AlgorithmIsKnown") {
            $0.schemaVersion = 3
            $0.hashAlgorithm = "SHA1"
        },
        Case(testDescription: "a cipher without a length", template: "ChancerySampleSoftware", rule: "AlgorithmHasALength") {
            $0.schemaVersion = 3
            $0.symmetricAlgorithm = "AES"
        },
        Case(testDescription: "a key descriptor that is not SDDL", template: "ChancerySampleSoftware", rule: "DescriptorIsReadable") {
            $0.schemaVersion = 3
            $0.keySecurityDescriptor = "D:(A;;"
        },
        Case(testDescription: "a provider usage of 25 bits", template: "ChancerySampleSoftware", rule: "ProviderUsageIsAWord") {
            $0.schemaVersion = 3
            $0.providerKeyUsage = 0x100_0000
        },
        Case(testDescription: "policies for signers nobody asks for", template: "ChancerySampleSoftware", rule: "SignersAreAskedFor") {
            $0.authorizedSignaturePolicies = ["1.2.3"]
        },
        Case(testDescription: "nine signatures", template: "User", rule: "SignaturesAreCounted") { $0.authorizedSignatures = 9 },
        Case(testDescription: "key specification 3", template: "User", rule: "KeySpecIsKnown") { $0.keySpec = 3 },
        Case(testDescription: "a negative path length", template: "SubCA", rule: "PathLengthIsACount") { $0.pathLength = -1 },
        Case(testDescription: "superseding itself", template: "ChancerySampleSoftware", rule: "TemplatesDoNotSupersedeThemselves") {
            $0.supersededTemplates = ["chancerysamplesoftware"]
        },
        Case(testDescription: "a newer server", template: "User", rule: "ServerKnowsTheTemplate") {
            $0.privateKeyFlags.insert(PrivateKeyFlags(rawValue: 0x5_0000))
        },
        Case(testDescription: "attestation", template: "User", rule: "AttestationNeedsATrust") {
            $0.privateKeyFlags.insert(.attestationRequired)
        },
        Case(testDescription: "policies from the request", template: "User", rule: "PoliciesComeFromTheTemplate") {
            $0.enrollmentFlags.insert(.issuancePoliciesFromRequest)
        },
        Case(
            testDescription: "ESC1: a logon purpose among the application policies",
            template: "User",
            rule: "ESC1"
        ) {
            $0.schemaVersion = 2
            $0.extendedKeyUsage = [OID.KeyPurpose.serverAuth]
            $0.applicationPolicies = [OID.KeyPurpose.clientAuth]
            $0.nameFlags = [.enrolleeSuppliesSubject]
        },
        Case(testDescription: "a name with a slash", template: "User", rule: "NameIsPlain") { $0.name = "a/b" },
    ]

    @Test("each is refused by its rule, with field, value and remedy", arguments: cases)
    func refused(_ item: Case) throws {
        var template = try #require(BuiltInTemplates.all(domain: Self.domain).first { $0.name == item.template })
        item.change(&template)
        do {
            try TemplateValidation.check(template, administrators: Self.administrators, linkedPolicies: ["1.2.3.4"])
            Issue.record("\(item.testDescription) was saved")
        } catch {
            let problem = try #require(error.problems.first { $0.rule == item.rule }, "\(error)")
            #expect(!problem.field.isEmpty && !problem.value.isEmpty && !problem.remedy.isEmpty)
            #expect(error.description.contains(item.rule))
        }
    }

    @Test("Enroll at a template is no right to change it, and administrators may write")
    func enrollIsNotWrite() throws {
        var template = try #require(BuiltInTemplates.all(domain: Self.domain).first { $0.name == "User" })
        template.access.entries.append(.init(trustee: .authenticatedUsers, rights: [.read, .enroll, .autoenroll]))
        template.access.entries.append(.init(trustee: WellKnownAccount.authorityAdministrators.sid(in: Self.domain), rights: .write))
        try TemplateValidation.check(template, administrators: Self.administrators)
    }

    @Test("only the rules against known attacks can be accepted")
    func acceptable() throws {
        var template = try #require(BuiltInTemplates.all(domain: Self.domain).first { $0.name == "User" })
        template.nameFlags = [.enrolleeSuppliesSubject]
        template.minimumKeySize = 1024
        let problems = TemplateValidation.problems(of: template, administrators: Self.administrators)
        #expect(problems.filter(\.canBeAccepted).map(\.rule) == ["ESC1", "ESC15"])
        #expect(problems.filter { !$0.canBeAccepted }.map(\.rule) == ["KeysAreLong"])
    }

    @Test("supplied names with a logon purpose are possible where an officer looks at each request")
    func officer() throws {
        var template = try #require(BuiltInTemplates.all(domain: Self.domain).first { $0.name == "ClientAuth" })
        template.nameFlags = [.enrolleeSuppliesSubject]
        template.enrollmentFlags.insert(.pendAllRequests)
        try TemplateValidation.check(template, administrators: Self.administrators)
    }
}
