// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Open: unknown numbers are kept. Source: "PolicyServerUrlPropertyID enumeration".
public struct PolicyServerUrlPropertyID: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `PsPolicyID` 0.
    public static let policyID = Self(rawValue: 0)
    /// `PsFriendlyName` 1.
    public static let friendlyName = Self(rawValue: 1)

    public static let documented: [(name: String, value: PolicyServerUrlPropertyID)] = [
        ("PsPolicyID", .policyID),
        ("PsFriendlyName", .friendlyName),
    ]
}
