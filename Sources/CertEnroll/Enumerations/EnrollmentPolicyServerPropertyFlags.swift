// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Bits that are combined; unknown ones are kept. Source: "EnrollmentPolicyServerPropertyFlags enumeration".
public struct EnrollmentPolicyServerPropertyFlags: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `DefaultNone` 0.
    public static let defaultNone = Self([])
    /// `DefaultPolicyServer` 1.
    public static let defaultPolicyServer = Self(rawValue: 1)

    public static let documented: [(name: String, value: EnrollmentPolicyServerPropertyFlags)] = [
        ("DefaultNone", .defaultNone),
        ("DefaultPolicyServer", .defaultPolicyServer),
    ]
}
