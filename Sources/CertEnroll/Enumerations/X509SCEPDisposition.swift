// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// 0/2/3 = pkiStatus of the protocol. Open: unknown numbers are kept. Source: "X509SCEPDisposition enumeration".
public struct X509SCEPDisposition: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `SCEPDispositionUnknown` -1.
    public static let unknown = Self(rawValue: -1)
    /// `SCEPDispositionSuccess` 0.
    public static let success = Self(rawValue: 0)
    /// `SCEPDispositionFailure` 2.
    public static let failure = Self(rawValue: 2)
    /// `SCEPDispositionPending` 3.
    public static let pending = Self(rawValue: 3)
    /// `SCEPDispositionPendingChallenge` 11.
    public static let pendingChallenge = Self(rawValue: 11)

    public static let documented: [(name: String, value: X509SCEPDisposition)] = [
        ("SCEPDispositionUnknown", .unknown),
        ("SCEPDispositionSuccess", .success),
        ("SCEPDispositionFailure", .failure),
        ("SCEPDispositionPending", .pending),
        ("SCEPDispositionPendingChallenge", .pendingChallenge),
    ]
}
