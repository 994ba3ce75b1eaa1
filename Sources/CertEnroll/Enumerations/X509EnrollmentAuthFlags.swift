// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// None is reserved. Bits that are combined; unknown ones are kept. Source: "X509EnrollmentAuthFlags enumeration".
public struct X509EnrollmentAuthFlags: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `X509AuthNone` 0.
    public static let none = Self([])
    /// `X509AuthAnonymous` 1.
    public static let anonymous = Self(rawValue: 1)
    /// `X509AuthKerberos` 2.
    public static let kerberos = Self(rawValue: 2)
    /// `X509AuthUsername` 4.
    public static let username = Self(rawValue: 4)
    /// `X509AuthCertificate` 8.
    public static let certificate = Self(rawValue: 8)

    public static let documented: [(name: String, value: X509EnrollmentAuthFlags)] = [
        ("X509AuthNone", .none),
        ("X509AuthAnonymous", .anonymous),
        ("X509AuthKerberos", .kerberos),
        ("X509AuthUsername", .username),
        ("X509AuthCertificate", .certificate),
    ]
}
