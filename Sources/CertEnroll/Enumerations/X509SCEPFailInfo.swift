// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Protocol failInfo. Open: unknown numbers are kept. Source: "X509SCEPFailInfo enumeration".
public struct X509SCEPFailInfo: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `SCEPFailUnknown` -1.
    public static let unknown = Self(rawValue: -1)
    /// `SCEPFailBadAlgorithm` 0.
    public static let badAlgorithm = Self(rawValue: 0)
    /// `SCEPFailBadMessageCheck` 1.
    public static let badMessageCheck = Self(rawValue: 1)
    /// `SCEPFailBadRequest` 2.
    public static let badRequest = Self(rawValue: 2)
    /// `SCEPFailBadTime` 3.
    public static let badTime = Self(rawValue: 3)
    /// `SCEPFailBadCertId` 4.
    public static let badCertId = Self(rawValue: 4)

    public static let documented: [(name: String, value: X509SCEPFailInfo)] = [
        ("SCEPFailUnknown", .unknown),
        ("SCEPFailBadAlgorithm", .badAlgorithm),
        ("SCEPFailBadMessageCheck", .badMessageCheck),
        ("SCEPFailBadRequest", .badRequest),
        ("SCEPFailBadTime", .badTime),
        ("SCEPFailBadCertId", .badCertId),
    ]
}
