// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// 7 is unused, as in X.509. Open: unknown numbers are kept. Source: "CRLRevocationReason enumeration".
public struct CRLRevocationReason: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `XCN_CRL_REASON_UNSPECIFIED` 0.
    public static let unspecified = Self(rawValue: 0)
    /// `XCN_CRL_REASON_KEY_COMPROMISE` 1.
    public static let keyCompromise = Self(rawValue: 1)
    /// `XCN_CRL_REASON_CA_COMPROMISE` 2.
    public static let caCompromise = Self(rawValue: 2)
    /// `XCN_CRL_REASON_AFFILIATION_CHANGED` 3.
    public static let affiliationChanged = Self(rawValue: 3)
    /// `XCN_CRL_REASON_SUPERSEDED` 4.
    public static let superseded = Self(rawValue: 4)
    /// `XCN_CRL_REASON_CESSATION_OF_OPERATION` 5.
    public static let cessationOfOperation = Self(rawValue: 5)
    /// `XCN_CRL_REASON_CERTIFICATE_HOLD` 6.
    public static let certificateHold = Self(rawValue: 6)
    /// `XCN_CRL_REASON_REMOVE_FROM_CRL` 8.
    public static let removeFromCRL = Self(rawValue: 8)
    /// `XCN_CRL_REASON_PRIVILEGE_WITHDRAWN` 9.
    public static let privilegeWithdrawn = Self(rawValue: 9)
    /// `XCN_CRL_REASON_AA_COMPROMISE` 10.
    public static let aaCompromise = Self(rawValue: 10)

    public static let documented: [(name: String, value: CRLRevocationReason)] = [
        ("XCN_CRL_REASON_UNSPECIFIED", .unspecified),
        ("XCN_CRL_REASON_KEY_COMPROMISE", .keyCompromise),
        ("XCN_CRL_REASON_CA_COMPROMISE", .caCompromise),
        ("XCN_CRL_REASON_AFFILIATION_CHANGED", .affiliationChanged),
        ("XCN_CRL_REASON_SUPERSEDED", .superseded),
        ("XCN_CRL_REASON_CESSATION_OF_OPERATION", .cessationOfOperation),
        ("XCN_CRL_REASON_CERTIFICATE_HOLD", .certificateHold),
        ("XCN_CRL_REASON_REMOVE_FROM_CRL", .removeFromCRL),
        ("XCN_CRL_REASON_PRIVILEGE_WITHDRAWN", .privilegeWithdrawn),
        ("XCN_CRL_REASON_AA_COMPROMISE", .aaCompromise),
    ]
}
