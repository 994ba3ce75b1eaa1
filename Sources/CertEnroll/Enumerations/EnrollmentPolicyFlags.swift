// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// List manager filters. Bits that are combined; unknown ones are kept. Source: "EnrollmentPolicyFlags enumeration".
public struct EnrollmentPolicyFlags: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `DisableGroupPolicyList` 2.
    public static let disableGroupPolicyList = Self(rawValue: 2)
    /// `DisableUserServerList` 4.
    public static let disableUserServerList = Self(rawValue: 4)

    public static let documented: [(name: String, value: EnrollmentPolicyFlags)] = [
        ("DisableGroupPolicyList", .disableGroupPolicyList),
        ("DisableUserServerList", .disableUserServerList),
    ]
}
