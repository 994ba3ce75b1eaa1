// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Open: unknown numbers are kept. Source: "DelayRetryAction enumeration".
public struct DelayRetryAction: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `DelayRetryUnknown` 0.
    public static let unknown = Self(rawValue: 0)
    /// `DelayRetryNone` 1.
    public static let none = Self(rawValue: 1)
    /// `DelayRetryShort` 2.
    public static let short = Self(rawValue: 2)
    /// `DelayRetryLong` 3.
    public static let long = Self(rawValue: 3)
    /// `DelayRetrySuccess` 4.
    public static let success = Self(rawValue: 4)
    /// `DelayRetryPastSuccess` 5.
    public static let pastSuccess = Self(rawValue: 5)

    public static let documented: [(name: String, value: DelayRetryAction)] = [
        ("DelayRetryUnknown", .unknown),
        ("DelayRetryNone", .none),
        ("DelayRetryShort", .short),
        ("DelayRetryLong", .long),
        ("DelayRetrySuccess", .success),
        ("DelayRetryPastSuccess", .pastSuccess),
    ]
}
