// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// KeyUsage of the private key object. Bits that are combined; unknown ones are kept. Source: "X509PrivateKeyUsageFlags enumeration".
public struct X509PrivateKeyUsageFlags: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `XCN_NCRYPT_ALLOW_USAGES_NONE` 0.
    public static let usagesNone = Self([])
    /// `XCN_NCRYPT_ALLOW_DECRYPT_FLAG` 1: data/key encipherment, decipher-only key usages.
    public static let decrypt = Self(rawValue: 1)
    /// `XCN_NCRYPT_ALLOW_SIGNING_FLAG` 2: signature, non-repudiation, certificate and CRL signing.
    public static let signing = Self(rawValue: 2)
    /// `XCN_NCRYPT_ALLOW_KEY_AGREEMENT_FLAG` 4.
    public static let keyAgreement = Self(rawValue: 4)
    /// `XCN_NCRYPT_ALLOW_KEY_IMPORT_FLAG` 8.
    public static let keyImport = Self(rawValue: 8)
    /// `XCN_NCRYPT_ALLOW_ALL_USAGES` 0x00FFFFFF.
    public static let allUsages = Self(rawValue: 0x00FFFFFF)

    public static let documented: [(name: String, value: X509PrivateKeyUsageFlags)] = [
        ("XCN_NCRYPT_ALLOW_USAGES_NONE", .usagesNone),
        ("XCN_NCRYPT_ALLOW_DECRYPT_FLAG", .decrypt),
        ("XCN_NCRYPT_ALLOW_SIGNING_FLAG", .signing),
        ("XCN_NCRYPT_ALLOW_KEY_AGREEMENT_FLAG", .keyAgreement),
        ("XCN_NCRYPT_ALLOW_KEY_IMPORT_FLAG", .keyImport),
        ("XCN_NCRYPT_ALLOW_ALL_USAGES", .allUsages),
    ]
}
