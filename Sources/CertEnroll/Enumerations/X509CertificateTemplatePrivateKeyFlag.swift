// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Bits that are combined; unknown ones are kept. Source: "X509CertificateTemplatePrivateKeyFlag enumeration".
public struct X509CertificateTemplatePrivateKeyFlag: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `PrivateKeyRequireArchival` 0x1: key archival request.
    public static let requireArchival = Self(rawValue: 0x1)
    /// `PrivateKeyExportable` 0x10.
    public static let exportable = Self(rawValue: 0x10)
    /// `PrivateKeyRequireStrongKeyProtection` 0x20.
    public static let requireStrongKeyProtection = Self(rawValue: 0x20)
    /// `PrivateKeyRequireAlternateSignatureAlgorithm` 0x40: PKCS #1 v2.1 style signature.
    public static let requireAlternateSignatureAlgorithm = Self(rawValue: 0x40)
    /// `PrivateKeyRequireSameKeyRenewal` 0x80.
    public static let requireSameKeyRenewal = Self(rawValue: 0x80)
    /// `PrivateKeyUseLegacyProvider` 0x100: template uses CSP semantics.
    public static let useLegacyProvider = Self(rawValue: 0x100)
    /// `PrivateKeyEKTrustOnUse` 0x200: attestation by user credentials.
    public static let ekTrustOnUse = Self(rawValue: 0x200)
    /// `PrivateKeyEKValidateCert` 0x400: attestation by EK certificate.
    public static let ekValidateCert = Self(rawValue: 0x400)
    /// `PrivateKeyEKValidateKey` 0x800: attestation by EK public key.
    public static let ekValidateKey = Self(rawValue: 0x800)
    /// `PrivateKeyAttestNone` 0x0.
    public static let attestNone = Self([])
    /// `PrivateKeyAttestPreferred` 0x1000.
    public static let attestPreferred = Self(rawValue: 0x1000)
    /// `PrivateKeyAttestRequired` 0x2000.
    public static let attestRequired = Self(rawValue: 0x2000)
    /// `PrivateKeyAttestMask` 0x3000: mask.
    public static let attestMask = Self(rawValue: 0x3000)
    /// `PrivateKeyAttestWithoutPolicy` 0x4000: attest but add no policy OID.
    public static let attestWithoutPolicy = Self(rawValue: 0x4000)
    /// `PrivateKeyServerVersionMask` 0xF0000: mask: CA compatibility level.
    public static let serverVersionMask = Self(rawValue: 0xF0000)
    /// `PrivateKeyServerVersionShift` 0x10: a count of bits to shift by.
    public static let serverVersionShift: UInt32 = 0x10
    /// `PrivateKeyHelloKspKey` 0x100000.
    public static let helloKspKey = Self(rawValue: 0x100000)
    /// `PrivateKeyHelloLogonKey` 0x200000.
    public static let helloLogonKey = Self(rawValue: 0x200000)
    /// `PrivateKeyClientVersionMask` 0xF000000: mask: client compatibility level.
    public static let clientVersionMask = Self(rawValue: 0xF000000)
    /// `PrivateKeyClientVersionShift` 0x18: a count of bits to shift by.
    public static let clientVersionShift: UInt32 = 0x18

    public static let documented: [(name: String, value: X509CertificateTemplatePrivateKeyFlag)] = [
        ("PrivateKeyRequireArchival", .requireArchival),
        ("PrivateKeyExportable", .exportable),
        ("PrivateKeyRequireStrongKeyProtection", .requireStrongKeyProtection),
        ("PrivateKeyRequireAlternateSignatureAlgorithm", .requireAlternateSignatureAlgorithm),
        ("PrivateKeyRequireSameKeyRenewal", .requireSameKeyRenewal),
        ("PrivateKeyUseLegacyProvider", .useLegacyProvider),
        ("PrivateKeyEKTrustOnUse", .ekTrustOnUse),
        ("PrivateKeyEKValidateCert", .ekValidateCert),
        ("PrivateKeyEKValidateKey", .ekValidateKey),
        ("PrivateKeyAttestNone", .attestNone),
        ("PrivateKeyAttestPreferred", .attestPreferred),
        ("PrivateKeyAttestRequired", .attestRequired),
        ("PrivateKeyAttestMask", .attestMask),
        ("PrivateKeyAttestWithoutPolicy", .attestWithoutPolicy),
        ("PrivateKeyServerVersionMask", .serverVersionMask),
        ("PrivateKeyHelloKspKey", .helloKspKey),
        ("PrivateKeyHelloLogonKey", .helloLogonKey),
        ("PrivateKeyClientVersionMask", .clientVersionMask),
    ]
}
