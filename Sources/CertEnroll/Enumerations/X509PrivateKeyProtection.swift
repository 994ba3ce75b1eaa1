// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// KeyProtection. Bits that are combined; unknown ones are kept. Source: "X509PrivateKeyProtection enumeration".
public struct X509PrivateKeyProtection: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `XCN_NCRYPT_UI_NO_PROTECTION_FLAG` 0.
    public static let noProtection = Self([])
    /// `XCN_NCRYPT_UI_PROTECT_KEY_FLAG` 1.
    public static let protectKey = Self(rawValue: 1)
    /// `XCN_NCRYPT_UI_FORCE_HIGH_PROTECTION_FLAG` 2.
    public static let forceHighProtection = Self(rawValue: 2)
    /// `XCN_NCRYPT_UI_FINGERPRINT_PROTECTION_FLAG` 4.
    public static let fingerprintProtection = Self(rawValue: 4)
    /// `XCN_NCRYPT_UI_APPCONTAINER_ACCESS_MEDIUM_FLAG` 8.
    public static let appContainerAccessMedium = Self(rawValue: 8)

    public static let documented: [(name: String, value: X509PrivateKeyProtection)] = [
        ("XCN_NCRYPT_UI_NO_PROTECTION_FLAG", .noProtection),
        ("XCN_NCRYPT_UI_PROTECT_KEY_FLAG", .protectKey),
        ("XCN_NCRYPT_UI_FORCE_HIGH_PROTECTION_FLAG", .forceHighProtection),
        ("XCN_NCRYPT_UI_FINGERPRINT_PROTECTION_FLAG", .fingerprintProtection),
        ("XCN_NCRYPT_UI_APPCONTAINER_ACCESS_MEDIUM_FLAG", .appContainerAccessMedium),
    ]
}
