// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Protocol messageType; 41 is a Microsoft addition. Open: unknown numbers are kept. Source: "X509SCEPMessageType enumeration".
public struct X509SCEPMessageType: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `SCEPMessageUnknown` -1.
    public static let unknown = Self(rawValue: -1)
    /// `SCEPMessageCertResponse` 3.
    public static let certResponse = Self(rawValue: 3)
    /// `SCEPMessagePKCSRequest` 19.
    public static let pkcsRequest = Self(rawValue: 19)
    /// `SCEPMessageGetCertInitial` 20.
    public static let getCertInitial = Self(rawValue: 20)
    /// `SCEPMessageGetCert` 21.
    public static let getCert = Self(rawValue: 21)
    /// `SCEPMessageGetCRL` 22.
    public static let getCRL = Self(rawValue: 22)
    /// `SCEPMessageClaimChallengeAnswer` 41.
    public static let claimChallengeAnswer = Self(rawValue: 41)

    public static let documented: [(name: String, value: X509SCEPMessageType)] = [
        ("SCEPMessageUnknown", .unknown),
        ("SCEPMessageCertResponse", .certResponse),
        ("SCEPMessagePKCSRequest", .pkcsRequest),
        ("SCEPMessageGetCertInitial", .getCertInitial),
        ("SCEPMessageGetCert", .getCert),
        ("SCEPMessageGetCRL", .getCRL),
        ("SCEPMessageClaimChallengeAnswer", .claimChallengeAnswer),
    ]
}
