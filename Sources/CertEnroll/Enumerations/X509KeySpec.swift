// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// NONE for CNG keys; KEYEXCHANGE may also sign with RSA. Open: unknown numbers are kept. Source: "X509KeySpec enumeration".
public struct X509KeySpec: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `XCN_AT_NONE` 0.
    public static let none = Self(rawValue: 0)
    /// `XCN_AT_KEYEXCHANGE` 1.
    public static let keyExchange = Self(rawValue: 1)
    /// `XCN_AT_SIGNATURE` 2.
    public static let signature = Self(rawValue: 2)

    public static let documented: [(name: String, value: X509KeySpec)] = [
        ("XCN_AT_NONE", .none),
        ("XCN_AT_KEYEXCHANGE", .keyExchange),
        ("XCN_AT_SIGNATURE", .signature),
    ]
}
