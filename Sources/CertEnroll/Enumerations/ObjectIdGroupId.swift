// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// The lookups of IObjectId: a group in the low half; key length and flags in the upper half. Open: unknown numbers are kept. Source: "ObjectIdGroupId enumeration".
public struct ObjectIdGroupId: EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `XCN_CRYPT_ANY_GROUP_ID` 0.
    public static let any = Self(rawValue: 0)
    /// `XCN_CRYPT_HASH_ALG_OID_GROUP_ID` 1.
    public static let hashAlgorithm = Self(rawValue: 1)
    /// `XCN_CRYPT_ENCRYPT_ALG_OID_GROUP_ID` 2.
    public static let encryptAlgorithm = Self(rawValue: 2)
    /// `XCN_CRYPT_PUBKEY_ALG_OID_GROUP_ID` 3.
    public static let publicKeyAlgorithm = Self(rawValue: 3)
    /// `XCN_CRYPT_SIGN_ALG_OID_GROUP_ID` 4.
    public static let signAlgorithm = Self(rawValue: 4)
    /// `XCN_CRYPT_RDN_ATTR_OID_GROUP_ID` 5.
    public static let rdnAttribute = Self(rawValue: 5)
    /// `XCN_CRYPT_EXT_OR_ATTR_OID_GROUP_ID` 6.
    public static let extensionOrAttribute = Self(rawValue: 6)
    /// `XCN_CRYPT_ENHKEY_USAGE_OID_GROUP_ID` 7.
    public static let enhancedKeyUsage = Self(rawValue: 7)
    /// `XCN_CRYPT_POLICY_OID_GROUP_ID` 8.
    public static let policy = Self(rawValue: 8)
    /// `XCN_CRYPT_TEMPLATE_OID_GROUP_ID` 9.
    public static let template = Self(rawValue: 9)
    /// `XCN_CRYPT_KDF_OID_GROUP_ID` 10.
    public static let keyDerivation = Self(rawValue: 10)
    /// `XCN_CRYPT_LAST_OID_GROUP_ID` 10.
    public static let last = Self(rawValue: 10)
    /// `XCN_CRYPT_FIRST_ALG_OID_GROUP_ID` 1.
    public static let firstAlgorithm = Self(rawValue: 1)
    /// `XCN_CRYPT_LAST_ALG_OID_GROUP_ID` 4.
    public static let lastAlgorithm = Self(rawValue: 4)
    /// `XCN_CRYPT_GROUP_ID_MASK` 65535.
    public static let groupIDMask: UInt32 = 65535
    /// `XCN_CRYPT_OID_PREFER_CNG_ALGID_FLAG` 0x40000000.
    public static let preferCNGAlgorithm: UInt32 = 0x40000000
    /// `XCN_CRYPT_OID_DISABLE_SEARCH_DS_FLAG` 0x80000000.
    public static let disableSearchDS: UInt32 = 0x80000000
    /// `XCN_CRYPT_OID_INFO_OID_GROUP_BIT_LEN_MASK` 0x0FFF0000.
    public static let bitLengthMask: UInt32 = 0x0FFF0000
    /// `XCN_CRYPT_OID_INFO_OID_GROUP_BIT_LEN_SHIFT` 16: a count of bits to shift by.
    public static let bitLengthShift: UInt32 = 16
    /// `XCN_CRYPT_KEY_LENGTH_MASK` 0x0FFF0000.
    public static let keyLengthMask: UInt32 = 0x0FFF0000

    public static let documented: [(name: String, value: ObjectIdGroupId)] = [
        ("XCN_CRYPT_ANY_GROUP_ID", .any),
        ("XCN_CRYPT_HASH_ALG_OID_GROUP_ID", .hashAlgorithm),
        ("XCN_CRYPT_ENCRYPT_ALG_OID_GROUP_ID", .encryptAlgorithm),
        ("XCN_CRYPT_PUBKEY_ALG_OID_GROUP_ID", .publicKeyAlgorithm),
        ("XCN_CRYPT_SIGN_ALG_OID_GROUP_ID", .signAlgorithm),
        ("XCN_CRYPT_RDN_ATTR_OID_GROUP_ID", .rdnAttribute),
        ("XCN_CRYPT_EXT_OR_ATTR_OID_GROUP_ID", .extensionOrAttribute),
        ("XCN_CRYPT_ENHKEY_USAGE_OID_GROUP_ID", .enhancedKeyUsage),
        ("XCN_CRYPT_POLICY_OID_GROUP_ID", .policy),
        ("XCN_CRYPT_TEMPLATE_OID_GROUP_ID", .template),
        ("XCN_CRYPT_KDF_OID_GROUP_ID", .keyDerivation),
        ("XCN_CRYPT_LAST_OID_GROUP_ID", .last),
        ("XCN_CRYPT_FIRST_ALG_OID_GROUP_ID", .firstAlgorithm),
        ("XCN_CRYPT_LAST_ALG_OID_GROUP_ID", .lastAlgorithm),
    ]
}
