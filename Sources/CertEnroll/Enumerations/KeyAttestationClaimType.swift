// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Open: unknown numbers are kept. Source: "KeyAttestationClaimType enumeration".
public struct KeyAttestationClaimType: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `XCN_NCRYPT_CLAIM_NONE` 0.
    public static let none = Self(rawValue: 0)
    /// `XCN_NCRYPT_CLAIM_AUTHORITY_AND_SUBJECT` 3.
    public static let authorityAndSubject = Self(rawValue: 3)
    /// `XCN_NCRYPT_CLAIM_AUTHORITY_ONLY` 1.
    public static let authorityOnly = Self(rawValue: 1)
    /// `XCN_NCRYPT_CLAIM_SUBJECT_ONLY` 2.
    public static let subjectOnly = Self(rawValue: 2)
    /// `XCN_NCRYPT_CLAIM_UNKNOWN` 4096.
    public static let unknown = Self(rawValue: 4096)

    public static let documented: [(name: String, value: KeyAttestationClaimType)] = [
        ("XCN_NCRYPT_CLAIM_NONE", .none),
        ("XCN_NCRYPT_CLAIM_AUTHORITY_AND_SUBJECT", .authorityAndSubject),
        ("XCN_NCRYPT_CLAIM_AUTHORITY_ONLY", .authorityOnly),
        ("XCN_NCRYPT_CLAIM_SUBJECT_ONLY", .subjectOnly),
        ("XCN_NCRYPT_CLAIM_UNKNOWN", .unknown),
    ]
}
