// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// UseClientId sends client data (privacy); AllowUnTrustedCA lifts the issuing-CA trust check. Bits that are combined; unknown ones are kept. Source: "PolicyServerUrlFlags enumeration".
public struct PolicyServerUrlFlags: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `PsfNone` 0.
    public static let none = Self([])
    /// `PsfLocationGroupPolicy` 1.
    public static let locationGroupPolicy = Self(rawValue: 1)
    /// `PsfLocationRegistry` 2.
    public static let locationRegistry = Self(rawValue: 2)
    /// `PsfUseClientId` 4.
    public static let useClientId = Self(rawValue: 4)
    /// `PsfAutoEnrollmentEnabled` 16.
    public static let autoEnrollmentEnabled = Self(rawValue: 16)
    /// `PsfAllowUnTrustedCA` 32.
    public static let allowUnTrustedCA = Self(rawValue: 32)

    public static let documented: [(name: String, value: PolicyServerUrlFlags)] = [
        ("PsfNone", .none),
        ("PsfLocationGroupPolicy", .locationGroupPolicy),
        ("PsfLocationRegistry", .locationRegistry),
        ("PsfUseClientId", .useClientId),
        ("PsfAutoEnrollmentEnabled", .autoEnrollmentEnabled),
        ("PsfAllowUnTrustedCA", .allowUnTrustedCA),
    ]
}
