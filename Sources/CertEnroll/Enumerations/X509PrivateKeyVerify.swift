// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Signer and key checks. Open: unknown numbers are kept. Source: "X509PrivateKeyVerify enumeration".
public struct X509PrivateKeyVerify: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `VerifyNone` 0.
    public static let none = Self(rawValue: 0)
    /// `VerifySilent` 1.
    public static let silent = Self(rawValue: 1)
    /// `VerifySmartCardNone` 2.
    public static let smartCardNone = Self(rawValue: 2)
    /// `VerifySmartCardSilent` 3.
    public static let smartCardSilent = Self(rawValue: 3)
    /// `VerifyAllowUI` 4.
    public static let allowUI = Self(rawValue: 4)

    public static let documented: [(name: String, value: X509PrivateKeyVerify)] = [
        ("VerifyNone", .none),
        ("VerifySilent", .silent),
        ("VerifySmartCardNone", .smartCardNone),
        ("VerifySmartCardSilent", .smartCardSilent),
        ("VerifyAllowUI", .allowUI),
    ]
}
