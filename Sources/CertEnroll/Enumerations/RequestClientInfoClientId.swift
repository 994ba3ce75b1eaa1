// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Value in the client-info attribute; the protocol document reserves 1–9 and 1000; third-party software should use ≥ 1001 or 0. Open: unknown numbers are kept. Source: "RequestClientInfoClientId enumeration".
public struct RequestClientInfoClientId: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `ClientIdNone` 0.
    public static let none = Self(rawValue: 0)
    /// `ClientIdXEnroll2003` 1.
    public static let xEnroll2003 = Self(rawValue: 1)
    /// `ClientIdAutoEnroll2003` 2.
    public static let autoEnroll2003 = Self(rawValue: 2)
    /// `ClientIdWizard2003` 3.
    public static let wizard2003 = Self(rawValue: 3)
    /// `ClientIdCertReq2003` 4.
    public static let certReq2003 = Self(rawValue: 4)
    /// `ClientIdDefaultRequest` 5.
    public static let defaultRequest = Self(rawValue: 5)
    /// `ClientIdAutoEnroll` 6.
    public static let autoEnroll = Self(rawValue: 6)
    /// `ClientIdRequestWizard` 7.
    public static let requestWizard = Self(rawValue: 7)
    /// `ClientIdEOBO` 8.
    public static let eobo = Self(rawValue: 8)
    /// `ClientIdCertReq` 9.
    public static let certReq = Self(rawValue: 9)
    /// `ClientIdTest` 10.
    public static let test = Self(rawValue: 10)
    /// `ClientIdWinRT` 11.
    public static let winRT = Self(rawValue: 11)
    /// `ClientIdUserStart` 1000.
    public static let userStart = Self(rawValue: 1000)

    public static let documented: [(name: String, value: RequestClientInfoClientId)] = [
        ("ClientIdNone", .none),
        ("ClientIdXEnroll2003", .xEnroll2003),
        ("ClientIdAutoEnroll2003", .autoEnroll2003),
        ("ClientIdWizard2003", .wizard2003),
        ("ClientIdCertReq2003", .certReq2003),
        ("ClientIdDefaultRequest", .defaultRequest),
        ("ClientIdAutoEnroll", .autoEnroll),
        ("ClientIdRequestWizard", .requestWizard),
        ("ClientIdEOBO", .eobo),
        ("ClientIdCertReq", .certReq),
        ("ClientIdTest", .test),
        ("ClientIdWinRT", .winRT),
        ("ClientIdUserStart", .userStart),
    ]
}
