// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// A hint of IX509EnrollmentStatus for user interfaces. Open: unknown numbers are kept. Source: "EnrollmentDisplayStatus enumeration".
public struct EnrollmentDisplayStatus: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `DisplayNo` 0.
    public static let no = Self(rawValue: 0)
    /// `DisplayYes` 1.
    public static let yes = Self(rawValue: 1)

    public static let documented: [(name: String, value: EnrollmentDisplayStatus)] = [
        ("DisplayNo", .no),
        ("DisplayYes", .yes),
    ]
}
