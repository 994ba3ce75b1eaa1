// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Bits that are combined; unknown ones are kept. Source: "X509SCEPProcessMessageFlags enumeration".
public struct X509SCEPProcessMessageFlags: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `SCEPProcessDefault` 0.
    public static let `default` = Self([])
    /// `SCEPProcessSkipCertInstall` 1.
    public static let skipCertInstall = Self(rawValue: 1)

    public static let documented: [(name: String, value: X509SCEPProcessMessageFlags)] = [
        ("SCEPProcessDefault", .default),
        ("SCEPProcessSkipCertInstall", .skipCertInstall),
    ]
}
