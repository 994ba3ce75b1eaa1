// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// IX509EnrollmentWebClassFactory. Bits that are combined; unknown ones are kept. Source: "WebEnrollmentFlags enumeration".
public struct WebEnrollmentFlags: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `EnrollPrompt` 1: prompt for missing server credentials.
    public static let prompt = Self(rawValue: 1)

    public static let documented: [(name: String, value: WebEnrollmentFlags)] = [
        ("EnrollPrompt", .prompt),
    ]
}
