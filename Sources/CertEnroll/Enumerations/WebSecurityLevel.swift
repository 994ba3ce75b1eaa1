// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// SafeForScripting levels. Open: unknown numbers are kept. Source: "WebSecurityLevel enumeration".
public struct WebSecurityLevel: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `LevelUnsafe` 0.
    public static let levelUnsafe = Self(rawValue: 0)
    /// `LevelSafe` 1.
    public static let levelSafe = Self(rawValue: 1)

    public static let documented: [(name: String, value: WebSecurityLevel)] = [
        ("LevelUnsafe", .levelUnsafe),
        ("LevelSafe", .levelSafe),
    ]
}
