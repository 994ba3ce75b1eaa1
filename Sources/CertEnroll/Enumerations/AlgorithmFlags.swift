// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Wrap = key wrapping variant. Bits that are combined; unknown ones are kept. Source: "AlgorithmFlags enumeration".
public struct AlgorithmFlags: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `AlgorithmFlagsNone` 0.
    public static let none = Self([])
    /// `AlgorithmFlagsWrap` 1.
    public static let wrap = Self(rawValue: 1)

    public static let documented: [(name: String, value: AlgorithmFlags)] = [
        ("AlgorithmFlagsNone", .none),
        ("AlgorithmFlagsWrap", .wrap),
    ]
}
