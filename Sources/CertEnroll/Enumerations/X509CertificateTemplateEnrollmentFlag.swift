// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Bits that are combined; unknown ones are kept. Source: "X509CertificateTemplateEnrollmentFlag enumeration".
public struct X509CertificateTemplateEnrollmentFlag: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `EnrollmentIncludeSymmetricAlgorithms` 0x1: S/MIME capabilities in request and certificate.
    public static let includeSymmetricAlgorithms = Self(rawValue: 0x1)
    /// `EnrollmentPendAllRequests` 0x2: every request waits for a manager.
    public static let pendAllRequests = Self(rawValue: 0x2)
    /// `EnrollmentPublishToKRAContainer` 0x4: publish to KRA container.
    public static let publishToKRAContainer = Self(rawValue: 0x4)
    /// `EnrollmentPublishToDS` 0x8: publish to userCertificate.
    public static let publishToDS = Self(rawValue: 0x8)
    /// `EnrollmentAutoEnrollmentCheckUserDSCertificate` 0x10: no autoenroll when the directory already holds one.
    public static let autoEnrollmentCheckUserDSCertificate = Self(rawValue: 0x10)
    /// `EnrollmentAutoEnrollment` 0x20: autoenroll.
    public static let autoEnrollment = Self(rawValue: 0x20)
    /// `EnrollmentDomainAuthenticationNotRequired` 0x80: not used.
    public static let domainAuthenticationNotRequired = Self(rawValue: 0x80)
    /// `EnrollmentPreviousApprovalValidateReenrollment` 0x40: renewal signed by the old key needs no new approval.
    public static let previousApprovalValidateReenrollment = Self(rawValue: 0x40)
    /// `EnrollmentUserInteractionRequired` 0x100: ask the user first.
    public static let userInteractionRequired = Self(rawValue: 0x100)
    /// `EnrollmentAddTemplateName` 0x200: not used.
    public static let addTemplateName = Self(rawValue: 0x200)
    /// `EnrollmentRemoveInvalidCertificateFromPersonalStore` 0x400: clean-up of old certificates.
    public static let removeInvalidCertificateFromPersonalStore = Self(rawValue: 0x400)
    /// `EnrollmentAllowEnrollOnBehalfOf` 0x800: server permits on-behalf-of.
    public static let allowEnrollOnBehalfOf = Self(rawValue: 0x800)
    /// `EnrollmentAddOCSPNoCheck` 0x1000: no revocation data; add OCSP no-check.
    public static let addOCSPNoCheck = Self(rawValue: 0x1000)
    /// `EnrollmentReuseKeyOnFullSmartCard` 0x2000.
    public static let reuseKeyOnFullSmartCard = Self(rawValue: 0x2000)
    /// `EnrollmentNoRevocationInfoInCerts` 0x4000: no AIA/CDP.
    public static let noRevocationInfoInCerts = Self(rawValue: 0x4000)
    /// `EnrollmentIncludeBasicConstraintsForEECerts` 0x8000.
    public static let includeBasicConstraintsForEECerts = Self(rawValue: 0x8000)
    /// `EnrollmentPreviousApprovalKeyBasedValidateReenrollment` 0x10000: key-based renewal: enroll permission not checked.
    public static let previousApprovalKeyBasedValidateReenrollment = Self(rawValue: 0x10000)
    /// `EnrollmentCertificateIssuancePoliciesFromRequest` 0x20000.
    public static let certificateIssuancePoliciesFromRequest = Self(rawValue: 0x20000)
    /// `EnrollmentSkipAutoRenewal` 0x40000.
    public static let skipAutoRenewal = Self(rawValue: 0x40000)

    public static let documented: [(name: String, value: X509CertificateTemplateEnrollmentFlag)] = [
        ("EnrollmentIncludeSymmetricAlgorithms", .includeSymmetricAlgorithms),
        ("EnrollmentPendAllRequests", .pendAllRequests),
        ("EnrollmentPublishToKRAContainer", .publishToKRAContainer),
        ("EnrollmentPublishToDS", .publishToDS),
        ("EnrollmentAutoEnrollmentCheckUserDSCertificate", .autoEnrollmentCheckUserDSCertificate),
        ("EnrollmentAutoEnrollment", .autoEnrollment),
        ("EnrollmentDomainAuthenticationNotRequired", .domainAuthenticationNotRequired),
        ("EnrollmentPreviousApprovalValidateReenrollment", .previousApprovalValidateReenrollment),
        ("EnrollmentUserInteractionRequired", .userInteractionRequired),
        ("EnrollmentAddTemplateName", .addTemplateName),
        ("EnrollmentRemoveInvalidCertificateFromPersonalStore", .removeInvalidCertificateFromPersonalStore),
        ("EnrollmentAllowEnrollOnBehalfOf", .allowEnrollOnBehalfOf),
        ("EnrollmentAddOCSPNoCheck", .addOCSPNoCheck),
        ("EnrollmentReuseKeyOnFullSmartCard", .reuseKeyOnFullSmartCard),
        ("EnrollmentNoRevocationInfoInCerts", .noRevocationInfoInCerts),
        ("EnrollmentIncludeBasicConstraintsForEECerts", .includeBasicConstraintsForEECerts),
        ("EnrollmentPreviousApprovalKeyBasedValidateReenrollment", .previousApprovalKeyBasedValidateReenrollment),
        ("EnrollmentCertificateIssuancePoliciesFromRequest", .certificateIssuancePoliciesFromRequest),
        ("EnrollmentSkipAutoRenewal", .skipAutoRenewal),
    ]
}
