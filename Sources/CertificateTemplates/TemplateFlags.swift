/// A word of flags whose bits have documented names.
public protocol NamedFlags: OptionSet, Sendable where RawValue == UInt32 {
    /// Every documented bit with its name, in the order of the source. Reserved bits that default templates carry have none.
    static var documented: [(name: String, flag: Self)] { get }
}

extension NamedFlags {
    /// The names of the bits that are set; a bit without a name is shown as its number.
    public var names: [String] {
        let known = Self.documented.filter { rawValue & $0.flag.rawValue != 0 }
        let left = rawValue & ~known.reduce(0) { $0 | $1.flag.rawValue }
        return known.map(\.name) + (0..<32).filter { left & (1 << $0) != 0 }.map { "0x" + String(UInt32(1) << $0, radix: 16) }
    }
}

/// `flags` of a template object. Source: MS-CRTD §2.4.
public struct GeneralFlags: NamedFlags, Hashable, Codable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static let autoEnrollment = Self(rawValue: 0x20)
    /// The subject is a computer: names come from the computer object.
    public static let machineType = Self(rawValue: 0x40)
    public static let isCA = Self(rawValue: 0x80)
    /// Put the template name extension into the certificate.
    public static let addTemplateName = Self(rawValue: 0x200)
    /// The certificate is one of a CA of another hierarchy.
    public static let isCrossCA = Self(rawValue: 0x800)
    /// The CA need not keep the record. Ours always keeps it.
    public static let doNotPersistInDatabase = Self(rawValue: 0x1000)
    public static let isDefault = Self(rawValue: 0x10000)
    public static let isModified = Self(rawValue: 0x20000)

    public static let documented: [(name: String, flag: Self)] = [
        ("AUTO_ENROLLMENT", .autoEnrollment),
        ("MACHINE_TYPE", .machineType),
        ("IS_CA", .isCA),
        ("ADD_TEMPLATE_NAME", .addTemplateName),
        ("IS_CROSS_CA", .isCrossCA),
        ("DONOTPERSISTINDB", .doNotPersistInDatabase),
        ("IS_DEFAULT", .isDefault),
        ("IS_MODIFIED", .isModified),
    ]
}

/// `msPKI-Certificate-Name-Flag`. Source: MS-CRTD §2.28.
public struct CertificateNameFlags: NamedFlags, Hashable, Codable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static let enrolleeSuppliesSubject = Self(rawValue: 0x1)
    public static let oldCertSuppliesSubjectAndAltName = Self(rawValue: 0x8)
    /// A hint for clients; a CA takes no names for it.
    public static let enrolleeSuppliesSubjectAltName = Self(rawValue: 0x10000)
    public static let subjectAltRequireDomainDNS = Self(rawValue: 0x40_0000)
    public static let subjectAltRequireSPN = Self(rawValue: 0x80_0000)
    public static let subjectAltRequireDirectoryGUID = Self(rawValue: 0x100_0000)
    public static let subjectAltRequireUPN = Self(rawValue: 0x200_0000)
    public static let subjectAltRequireEmail = Self(rawValue: 0x400_0000)
    public static let subjectAltRequireDNS = Self(rawValue: 0x800_0000)
    public static let subjectRequireDNSAsCN = Self(rawValue: 0x1000_0000)
    public static let subjectRequireEmail = Self(rawValue: 0x2000_0000)
    public static let subjectRequireCommonName = Self(rawValue: 0x4000_0000)
    public static let subjectRequireDirectoryPath = Self(rawValue: 0x8000_0000)

    public static let documented: [(name: String, flag: Self)] = [
        ("ENROLLEE_SUPPLIES_SUBJECT", .enrolleeSuppliesSubject),
        ("OLD_CERT_SUPPLIES_SUBJECT_AND_ALT_NAME", .oldCertSuppliesSubjectAndAltName),
        ("ENROLLEE_SUPPLIES_SUBJECT_ALT_NAME", .enrolleeSuppliesSubjectAltName),
        ("SUBJECT_ALT_REQUIRE_DOMAIN_DNS", .subjectAltRequireDomainDNS),
        ("SUBJECT_ALT_REQUIRE_SPN", .subjectAltRequireSPN),
        ("SUBJECT_ALT_REQUIRE_DIRECTORY_GUID", .subjectAltRequireDirectoryGUID),
        ("SUBJECT_ALT_REQUIRE_UPN", .subjectAltRequireUPN),
        ("SUBJECT_ALT_REQUIRE_EMAIL", .subjectAltRequireEmail),
        ("SUBJECT_ALT_REQUIRE_DNS", .subjectAltRequireDNS),
        ("SUBJECT_REQUIRE_DNS_AS_CN", .subjectRequireDNSAsCN),
        ("SUBJECT_REQUIRE_EMAIL", .subjectRequireEmail),
        ("SUBJECT_REQUIRE_COMMON_NAME", .subjectRequireCommonName),
        ("SUBJECT_REQUIRE_DIRECTORY_PATH", .subjectRequireDirectoryPath),
    ]
}

/// `msPKI-Enrollment-Flag`. Source: MS-CRTD §2.26.
public struct EnrollmentFlags: NamedFlags, Hashable, Codable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static let includeSymmetricAlgorithms = Self(rawValue: 0x1)
    public static let pendAllRequests = Self(rawValue: 0x2)
    public static let publishToKRAContainer = Self(rawValue: 0x4)
    public static let publishToDS = Self(rawValue: 0x8)
    public static let autoEnrollmentCheckUserDSCertificate = Self(rawValue: 0x10)
    public static let autoEnrollment = Self(rawValue: 0x20)
    public static let previousApprovalValidateReenrollment = Self(rawValue: 0x40)
    public static let userInteractionRequired = Self(rawValue: 0x100)
    public static let removeInvalidCertificateFromPersonalStore = Self(rawValue: 0x400)
    public static let allowEnrollOnBehalfOf = Self(rawValue: 0x800)
    public static let addOCSPNoCheck = Self(rawValue: 0x1000)
    public static let enableKeyReuseOnFullToken = Self(rawValue: 0x2000)
    public static let noRevocationInfoInIssuedCerts = Self(rawValue: 0x4000)
    public static let includeBasicConstraintsForEECerts = Self(rawValue: 0x8000)
    public static let allowKeyBasedRenewal = Self(rawValue: 0x1_0000)
    public static let issuancePoliciesFromRequest = Self(rawValue: 0x2_0000)
    public static let skipAutoRenewal = Self(rawValue: 0x4_0000)
    public static let noSecurityExtension = Self(rawValue: 0x8_0000)

    public static let documented: [(name: String, flag: Self)] = [
        ("INCLUDE_SYMMETRIC_ALGORITHMS", .includeSymmetricAlgorithms),
        ("PEND_ALL_REQUESTS", .pendAllRequests),
        ("PUBLISH_TO_KRA_CONTAINER", .publishToKRAContainer),
        ("PUBLISH_TO_DS", .publishToDS),
        ("AUTO_ENROLLMENT_CHECK_USER_DS_CERTIFICATE", .autoEnrollmentCheckUserDSCertificate),
        ("AUTO_ENROLLMENT", .autoEnrollment),
        ("PREVIOUS_APPROVAL_VALIDATE_REENROLLMENT", .previousApprovalValidateReenrollment),
        ("USER_INTERACTION_REQUIRED", .userInteractionRequired),
        ("REMOVE_INVALID_CERTIFICATE_FROM_PERSONAL_STORE", .removeInvalidCertificateFromPersonalStore),
        ("ALLOW_ENROLL_ON_BEHALF_OF", .allowEnrollOnBehalfOf),
        ("ADD_OCSP_NOCHECK", .addOCSPNoCheck),
        ("ENABLE_KEY_REUSE_ON_NT_TOKEN_KEYSET_STORAGE_FULL", .enableKeyReuseOnFullToken),
        ("NOREVOCATIONINFOINISSUEDCERTS", .noRevocationInfoInIssuedCerts),
        ("INCLUDE_BASIC_CONSTRAINTS_FOR_EE_CERTS", .includeBasicConstraintsForEECerts),
        ("ALLOW_PREVIOUS_APPROVAL_KEYBASEDRENEWAL_VALIDATE_REENROLLMENT", .allowKeyBasedRenewal),
        ("ISSUANCE_POLICIES_FROM_REQUEST", .issuancePoliciesFromRequest),
        ("SKIP_AUTO_RENEWAL", .skipAutoRenewal),
        ("NO_SECURITY_EXTENSION", .noSecurityExtension),
    ]
}

/// `msPKI-Private-Key-Flag`. Source: MS-CRTD §2.27.
public struct PrivateKeyFlags: NamedFlags, Hashable, Codable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static let requirePrivateKeyArchival = Self(rawValue: 0x1)
    public static let exportableKey = Self(rawValue: 0x10)
    public static let strongKeyProtectionRequired = Self(rawValue: 0x20)
    /// Clients sign with RSA-PSS.
    public static let requireAlternateSignatureAlgorithm = Self(rawValue: 0x40)
    public static let requireSameKeyRenewal = Self(rawValue: 0x80)
    /// The key is made by a provider of before 2008.
    public static let useLegacyProvider = Self(rawValue: 0x100)
    public static let endorsementKeyTrustOnUse = Self(rawValue: 0x200)
    public static let endorsementKeyValidateCertificate = Self(rawValue: 0x400)
    public static let endorsementKeyValidateKey = Self(rawValue: 0x800)
    public static let attestationPreferred = Self(rawValue: 0x1000)
    public static let attestationRequired = Self(rawValue: 0x2000)
    public static let attestationWithoutPolicy = Self(rawValue: 0x4000)
    /// The ways by which an endorsement key may count: on the word of who signed in, by its certificate, by a list of keys.
    public static let endorsementTrust: PrivateKeyFlags = [
        .endorsementKeyTrustOnUse, .endorsementKeyValidateCertificate, .endorsementKeyValidateKey,
    ]
    /// A template with one of these has attestations judged.
    public static let attestation: PrivateKeyFlags = [.attestationPreferred, .attestationRequired]
    public static let helloLogonKey = Self(rawValue: 0x20_0000)

    public static let documented: [(name: String, flag: Self)] = [
        ("REQUIRE_PRIVATE_KEY_ARCHIVAL", .requirePrivateKeyArchival),
        ("EXPORTABLE_KEY", .exportableKey),
        ("STRONG_KEY_PROTECTION_REQUIRED", .strongKeyProtectionRequired),
        ("REQUIRE_ALTERNATE_SIGNATURE_ALGORITHM", .requireAlternateSignatureAlgorithm),
        ("REQUIRE_SAME_KEY_RENEWAL", .requireSameKeyRenewal),
        ("USE_LEGACY_PROVIDER", .useLegacyProvider),
        ("EK_TRUST_ON_USE", .endorsementKeyTrustOnUse),
        ("EK_VALIDATE_CERT", .endorsementKeyValidateCertificate),
        ("EK_VALIDATE_KEY", .endorsementKeyValidateKey),
        ("ATTEST_PREFERRED", .attestationPreferred),
        ("ATTEST_REQUIRED", .attestationRequired),
        ("ATTESTATION_WITHOUT_POLICY", .attestationWithoutPolicy),
        ("HELLO_LOGON_KEY", .helloLogonKey),
    ]
}

/// Two numbers stand among the bits of the word.
extension PrivateKeyFlags {
    /// The oldest generation of servers that understands the template: 1 is 2003, 2 is 2008, 3 is 2008 R2, 4 is 2012, 5 is 2012
    /// R2, 6 is 2016.
    public var serverVersion: Int { Int(rawValue >> 16 & 0xF) }
    /// The oldest generation of clients, numbered alike.
    public var clientVersion: Int { Int(rawValue >> 24 & 0xF) }

    /// The flags without the two numbers.
    public var withoutVersions: PrivateKeyFlags { Self(rawValue: rawValue & ~0x0F0F_0000) }
}
