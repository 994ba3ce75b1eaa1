// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// 4 registers for directory change notices. Bits that are combined; unknown ones are kept. Source: "X509EnrollmentPolicyLoadOption enumeration".
public struct X509EnrollmentPolicyLoadOption: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `LoadOptionDefault` 0.
    public static let `default` = Self([])
    /// `LoadOptionCacheOnly` 1.
    public static let cacheOnly = Self(rawValue: 1)
    /// `LoadOptionReload` 2.
    public static let reload = Self(rawValue: 2)
    /// `LoadOptionRegisterForADChanges` 4.
    public static let registerForADChanges = Self(rawValue: 4)

    public static let documented: [(name: String, value: X509EnrollmentPolicyLoadOption)] = [
        ("LoadOptionDefault", .default),
        ("LoadOptionCacheOnly", .cacheOnly),
        ("LoadOptionReload", .reload),
        ("LoadOptionRegisterForADChanges", .registerForADChanges),
    ]
}
