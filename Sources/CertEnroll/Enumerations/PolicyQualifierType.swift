// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Open: unknown numbers are kept. Source: "PolicyQualifierType enumeration".
public struct PolicyQualifierType: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `PolicyQualifierTypeUnknown` 0.
    public static let unknown = Self(rawValue: 0)
    /// `PolicyQualifierTypeUrl` 1.
    public static let url = Self(rawValue: 1)
    /// `PolicyQualifierTypeUserNotice` 2.
    public static let userNotice = Self(rawValue: 2)
    /// `PolicyQualifierTypeFlags` 3.
    public static let flags = Self(rawValue: 3)

    public static let documented: [(name: String, value: PolicyQualifierType)] = [
        ("PolicyQualifierTypeUnknown", .unknown),
        ("PolicyQualifierTypeUrl", .url),
        ("PolicyQualifierTypeUserNotice", .userNotice),
        ("PolicyQualifierTypeFlags", .flags),
    ]
}
