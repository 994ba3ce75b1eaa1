// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Open: unknown numbers are kept. Source: "EnrollmentTemplateProperty enumeration".
public struct EnrollmentTemplateProperty: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `TemplatePropCommonName` 1: template CN (BSTR).
    public static let commonName = Self(rawValue: 1)
    /// `TemplatePropFriendlyName` 2: display name (BSTR).
    public static let friendlyName = Self(rawValue: 2)
    /// `TemplatePropEKUs` 3: EKU; v2+ (IObjectIds).
    public static let ekus = Self(rawValue: 3)
    /// `TemplatePropCryptoProviders` 4: CSPs (v2) or KSPs (v3) in order (BSTR array).
    public static let cryptoProviders = Self(rawValue: 4)
    /// `TemplatePropMajorRevision` 5: UI4/I4.
    public static let majorRevision = Self(rawValue: 5)
    /// `TemplatePropDescription` 6: not used.
    public static let description = Self(rawValue: 6)
    /// `TemplatePropKeySpec` 7: 1 or 2 (UI4/I4).
    public static let keySpec = Self(rawValue: 7)
    /// `TemplatePropSchemaVersion` 8: 1, 2, 3 (4 in current Windows) (UI4/I4).
    public static let schemaVersion = Self(rawValue: 8)
    /// `TemplatePropMinorRevision` 9: v2+ (UI4/I4).
    public static let minorRevision = Self(rawValue: 9)
    /// `TemplatePropRASignatureCount` 10: signatures required on the request (UI4/I4).
    public static let raSignatureCount = Self(rawValue: 10)
    /// `TemplatePropMinimumKeySize` 11: bits (UI4/I4).
    public static let minimumKeySize = Self(rawValue: 11)
    /// `TemplatePropOID` 12: template OID; v2+ (IObjectId).
    public static let oid = Self(rawValue: 12)
    /// `TemplatePropSupersede` 13: superseded template CNs (BSTR array).
    public static let supersede = Self(rawValue: 13)
    /// `TemplatePropRACertificatePolicies` 14: policies the signer must have (IObjectIds).
    public static let raCertificatePolicies = Self(rawValue: 14)
    /// `TemplatePropRAEKUs` 15: application policies the signer must have (IObjectIds).
    public static let raEKUs = Self(rawValue: 15)
    /// `TemplatePropCertificatePolicies` 16: issuance policies to add (IObjectIds).
    public static let certificatePolicies = Self(rawValue: 16)
    /// `TemplatePropV1ApplicationPolicy` 17: application policies to add (IObjectIds).
    public static let v1ApplicationPolicy = Self(rawValue: 17)
    /// `TemplatePropAsymmetricAlgorithm` 18: v3 (BSTR).
    public static let asymmetricAlgorithm = Self(rawValue: 18)
    /// `TemplatePropKeySecurityDescriptor` 19: ACL on the new key; v3 (BSTR (SDDL)).
    public static let keySecurityDescriptor = Self(rawValue: 19)
    /// `TemplatePropSymmetricAlgorithm` 20: key exchange cipher; v3 (BSTR).
    public static let symmetricAlgorithm = Self(rawValue: 20)
    /// `TemplatePropSymmetricKeyLength` 21: bits; v3 (UI4/I4).
    public static let symmetricKeyLength = Self(rawValue: 21)
    /// `TemplatePropHashAlgorithm` 22: v3 (BSTR).
    public static let hashAlgorithm = Self(rawValue: 22)
    /// `TemplatePropKeyUsage` 23: CNG key usage; v3.
    public static let keyUsage = Self(rawValue: 23)
    /// `TemplatePropEnrollmentFlags` 24: I4.
    public static let enrollmentFlags = Self(rawValue: 24)
    /// `TemplatePropSubjectNameFlags` 25: UI4/I4.
    public static let subjectNameFlags = Self(rawValue: 25)
    /// `TemplatePropPrivateKeyFlags` 26: UI4/I4.
    public static let privateKeyFlags = Self(rawValue: 26)
    /// `TemplatePropGeneralFlags` 27: UI4/I4.
    public static let generalFlags = Self(rawValue: 27)
    /// `TemplatePropSecurityDescriptor` 28: BSTR (SDDL).
    public static let securityDescriptor = Self(rawValue: 28)
    /// `TemplatePropExtensions` 29: ready extension objects for the request (IX509Extensions).
    public static let extensions = Self(rawValue: 29)
    /// `TemplatePropValidityPeriod` 30: page says FILETIME and seconds at once; treat as seconds (UI8).
    public static let validityPeriod = Self(rawValue: 30)
    /// `TemplatePropRenewalPeriod` 31: same unit (UI8).
    public static let renewalPeriod = Self(rawValue: 31)

    public static let documented: [(name: String, value: EnrollmentTemplateProperty)] = [
        ("TemplatePropCommonName", .commonName),
        ("TemplatePropFriendlyName", .friendlyName),
        ("TemplatePropEKUs", .ekus),
        ("TemplatePropCryptoProviders", .cryptoProviders),
        ("TemplatePropMajorRevision", .majorRevision),
        ("TemplatePropDescription", .description),
        ("TemplatePropKeySpec", .keySpec),
        ("TemplatePropSchemaVersion", .schemaVersion),
        ("TemplatePropMinorRevision", .minorRevision),
        ("TemplatePropRASignatureCount", .raSignatureCount),
        ("TemplatePropMinimumKeySize", .minimumKeySize),
        ("TemplatePropOID", .oid),
        ("TemplatePropSupersede", .supersede),
        ("TemplatePropRACertificatePolicies", .raCertificatePolicies),
        ("TemplatePropRAEKUs", .raEKUs),
        ("TemplatePropCertificatePolicies", .certificatePolicies),
        ("TemplatePropV1ApplicationPolicy", .v1ApplicationPolicy),
        ("TemplatePropAsymmetricAlgorithm", .asymmetricAlgorithm),
        ("TemplatePropKeySecurityDescriptor", .keySecurityDescriptor),
        ("TemplatePropSymmetricAlgorithm", .symmetricAlgorithm),
        ("TemplatePropSymmetricKeyLength", .symmetricKeyLength),
        ("TemplatePropHashAlgorithm", .hashAlgorithm),
        ("TemplatePropKeyUsage", .keyUsage),
        ("TemplatePropEnrollmentFlags", .enrollmentFlags),
        ("TemplatePropSubjectNameFlags", .subjectNameFlags),
        ("TemplatePropPrivateKeyFlags", .privateKeyFlags),
        ("TemplatePropGeneralFlags", .generalFlags),
        ("TemplatePropSecurityDescriptor", .securityDescriptor),
        ("TemplatePropExtensions", .extensions),
        ("TemplatePropValidityPeriod", .validityPeriod),
        ("TemplatePropRenewalPeriod", .renewalPeriod),
    ]
}
