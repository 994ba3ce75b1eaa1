import CertificateTemplates
import PKIFormats
import Testing

@Suite("The four words of flags")
struct TemplateFlagsTests {
    /// Bits and names as MS-CRTD lists them: §2.4, §2.28, §2.26 and §2.27.
    static let general: [(UInt32, String)] = [
        (0x20, "AUTO_ENROLLMENT"), (0x40, "MACHINE_TYPE"), (0x80, "IS_CA"), (0x200, "ADD_TEMPLATE_NAME"), (0x800, "IS_CROSS_CA"),
        (0x1000, "DONOTPERSISTINDB"), (0x10000, "IS_DEFAULT"), (0x20000, "IS_MODIFIED"),
    ]
    static let names: [(UInt32, String)] = [
        (0x1, "ENROLLEE_SUPPLIES_SUBJECT"), (0x8, "OLD_CERT_SUPPLIES_SUBJECT_AND_ALT_NAME"),
        (0x10000, "ENROLLEE_SUPPLIES_SUBJECT_ALT_NAME"),
        (0x400000, "SUBJECT_ALT_REQUIRE_DOMAIN_DNS"), (0x800000, "SUBJECT_ALT_REQUIRE_SPN"),
        (0x1000000, "SUBJECT_ALT_REQUIRE_DIRECTORY_GUID"), (0x2000000, "SUBJECT_ALT_REQUIRE_UPN"),
        (0x4000000, "SUBJECT_ALT_REQUIRE_EMAIL"), (0x8000000, "SUBJECT_ALT_REQUIRE_DNS"), (0x10000000, "SUBJECT_REQUIRE_DNS_AS_CN"),
        (0x20000000, "SUBJECT_REQUIRE_EMAIL"), (0x40000000, "SUBJECT_REQUIRE_COMMON_NAME"), (0x80000000, "SUBJECT_REQUIRE_DIRECTORY_PATH"),
    ]
    static let enrollment: [(UInt32, String)] = [
        (0x1, "INCLUDE_SYMMETRIC_ALGORITHMS"), (0x2, "PEND_ALL_REQUESTS"), (0x4, "PUBLISH_TO_KRA_CONTAINER"), (0x8, "PUBLISH_TO_DS"),
        (0x10, "AUTO_ENROLLMENT_CHECK_USER_DS_CERTIFICATE"), (0x20, "AUTO_ENROLLMENT"), (0x40, "PREVIOUS_APPROVAL_VALIDATE_REENROLLMENT"),
        (0x100, "USER_INTERACTION_REQUIRED"), (0x400, "REMOVE_INVALID_CERTIFICATE_FROM_PERSONAL_STORE"),
        (0x800, "ALLOW_ENROLL_ON_BEHALF_OF"),
        (0x1000, "ADD_OCSP_NOCHECK"), (0x2000, "ENABLE_KEY_REUSE_ON_NT_TOKEN_KEYSET_STORAGE_FULL"),
        (0x4000, "NOREVOCATIONINFOINISSUEDCERTS"),
        (0x8000, "INCLUDE_BASIC_CONSTRAINTS_FOR_EE_CERTS"), (0x10000, "ALLOW_PREVIOUS_APPROVAL_KEYBASEDRENEWAL_VALIDATE_REENROLLMENT"),
        (0x20000, "ISSUANCE_POLICIES_FROM_REQUEST"), (0x40000, "SKIP_AUTO_RENEWAL"), (0x80000, "NO_SECURITY_EXTENSION"),
    ]
    static let privateKey: [(UInt32, String)] = [
        (0x1, "REQUIRE_PRIVATE_KEY_ARCHIVAL"), (0x10, "EXPORTABLE_KEY"), (0x20, "STRONG_KEY_PROTECTION_REQUIRED"),
        (0x40, "REQUIRE_ALTERNATE_SIGNATURE_ALGORITHM"), (0x80, "REQUIRE_SAME_KEY_RENEWAL"), (0x100, "USE_LEGACY_PROVIDER"),
        (0x200, "EK_TRUST_ON_USE"), (0x400, "EK_VALIDATE_CERT"), (0x800, "EK_VALIDATE_KEY"), (0x1000, "ATTEST_PREFERRED"),
        (0x2000, "ATTEST_REQUIRED"), (0x4000, "ATTESTATION_WITHOUT_POLICY"), (0x200000, "HELLO_LOGON_KEY"),
    ]

    private func rows<Flags: NamedFlags>(_ type: Flags.Type) -> [String] { Flags.documented.map { "\($0.flag.rawValue) \($0.name)" } }

    @Test("every documented flag of the four words has its bit and its name")
    func documented() {
        func rows(_ expected: [(UInt32, String)]) -> [String] { expected.map { "\($0.0) \($0.1)" } }
        #expect(self.rows(GeneralFlags.self) == rows(Self.general))
        #expect(self.rows(CertificateNameFlags.self) == rows(Self.names))
        #expect(self.rows(EnrollmentFlags.self) == rows(Self.enrollment))
        #expect(self.rows(PrivateKeyFlags.self) == rows(Self.privateKey))
    }

    @Test("a word is shown by the names of its bits, and a bit without a name by its number")
    func shown() {
        #expect(GeneralFlags(rawValue: 0x10241).names == ["MACHINE_TYPE", "ADD_TEMPLATE_NAME", "IS_DEFAULT", "0x1"])
        #expect(EnrollmentFlags().names.isEmpty)
    }

    @Test("the server and client versions are the nibbles at bits 16 and 24 of the private key flags")
    func versions() {
        let flags = PrivateKeyFlags(rawValue: 0x0504_0110)
        #expect((flags.serverVersion, flags.clientVersion) == (4, 5))
        #expect(flags.withoutVersions == [.exportableKey, .useLegacyProvider])
    }

    @Test("flags make a CA template, and a name never does", arguments: ["SubCA", "CA", "CrossCA", "Anything"])
    func authority(_ name: String) {
        var template = TemplateFieldTests.sample
        template.name = name
        #expect(!template.isCA)
        for flag in [GeneralFlags.isCA, .isCrossCA] {
            template.flags = flag
            #expect(template.isCA)
        }
    }

    @Test("from schema 2 on the application policies are the purposes; schema 1 has its extended key usage")
    func purposes() {
        var template = TemplateFieldTests.sample
        template.extendedKeyUsage = [OID.KeyPurpose.clientAuth]
        template.applicationPolicies = [OID.KeyPurpose.emailProtection]
        #expect(template.purposes == [OID.KeyPurpose.emailProtection])
        #expect(!template.permitsAuthentication)
        template.schemaVersion = 1
        #expect(template.purposes == [OID.KeyPurpose.clientAuth])
        #expect(template.permitsAuthentication)
        template.schemaVersion = 2
        template.applicationPolicies = []
        #expect(template.purposes == [OID.KeyPurpose.clientAuth])
    }
}
