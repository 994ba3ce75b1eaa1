// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// TPM key kinds. Bits that are combined; unknown ones are kept. Source: "X509HardwareKeyUsageFlags enumeration".
public struct X509HardwareKeyUsageFlags: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `XCN_NCRYPT_PCP_NONE` 0.
    public static let none = Self([])
    /// `XCN_NCRYPT_TPM12_PROVIDER` 0x00010000.
    public static let tpm12Provider = Self(rawValue: 0x00010000)
    /// `XCN_NCRYPT_PCP_SIGNATURE_KEY` 1.
    public static let pcpSignatureKey = Self(rawValue: 1)
    /// `XCN_NCRYPT_PCP_ENCRYPTION_KEY` 2.
    public static let pcpEncryptionKey = Self(rawValue: 2)
    /// `XCN_NCRYPT_PCP_GENERIC_KEY` 3.
    public static let pcpGenericKey = Self(rawValue: 3)
    /// `XCN_NCRYPT_PCP_STORAGE_KEY` 4.
    public static let pcpStorageKey = Self(rawValue: 4)
    /// `XCN_NCRYPT_PCP_IDENTITY_KEY` 8.
    public static let pcpIdentityKey = Self(rawValue: 8)

    public static let documented: [(name: String, value: X509HardwareKeyUsageFlags)] = [
        ("XCN_NCRYPT_PCP_NONE", .none),
        ("XCN_NCRYPT_TPM12_PROVIDER", .tpm12Provider),
        ("XCN_NCRYPT_PCP_SIGNATURE_KEY", .pcpSignatureKey),
        ("XCN_NCRYPT_PCP_ENCRYPTION_KEY", .pcpEncryptionKey),
        ("XCN_NCRYPT_PCP_GENERIC_KEY", .pcpGenericKey),
        ("XCN_NCRYPT_PCP_STORAGE_KEY", .pcpStorageKey),
        ("XCN_NCRYPT_PCP_IDENTITY_KEY", .pcpIdentityKey),
    ]
}
