// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Bits that are combined; unknown ones are kept. Source: "ObjectIdPublicKeyFlags enumeration".
public struct ObjectIdPublicKeyFlags: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `XCN_CRYPT_OID_INFO_PUBKEY_ANY` 0.
    public static let any = Self([])
    /// `XCN_CRYPT_OID_INFO_PUBKEY_SIGN_KEY_FLAG` 0x80000000.
    public static let signKey = Self(rawValue: 0x80000000)
    /// `XCN_CRYPT_OID_INFO_PUBKEY_ENCRYPT_KEY_FLAG` 0x40000000.
    public static let encryptKey = Self(rawValue: 0x40000000)

    public static let documented: [(name: String, value: ObjectIdPublicKeyFlags)] = [
        ("XCN_CRYPT_OID_INFO_PUBKEY_ANY", .any),
        ("XCN_CRYPT_OID_INFO_PUBKEY_SIGN_KEY_FLAG", .signKey),
        ("XCN_CRYPT_OID_INFO_PUBKEY_ENCRYPT_KEY_FLAG", .encryptKey),
    ]
}
