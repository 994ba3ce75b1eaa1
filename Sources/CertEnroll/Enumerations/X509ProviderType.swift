// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Legacy CSP types; 0 = CNG. Open: unknown numbers are kept. Source: "X509ProviderType enumeration".
public struct X509ProviderType: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `XCN_PROV_NONE` 0.
    public static let none = Self(rawValue: 0)
    /// `XCN_PROV_RSA_FULL` 1.
    public static let rsaFull = Self(rawValue: 1)
    /// `XCN_PROV_RSA_SIG` 2.
    public static let rsaSig = Self(rawValue: 2)
    /// `XCN_PROV_DSS` 3.
    public static let dss = Self(rawValue: 3)
    /// `XCN_PROV_FORTEZZA` 4.
    public static let fortezza = Self(rawValue: 4)
    /// `XCN_PROV_MS_EXCHANGE` 5.
    public static let msExchange = Self(rawValue: 5)
    /// `XCN_PROV_SSL` 6.
    public static let ssl = Self(rawValue: 6)
    /// `XCN_PROV_RSA_SCHANNEL` 12.
    public static let rsaSchannel = Self(rawValue: 12)
    /// `XCN_PROV_DSS_DH` 13.
    public static let dssDH = Self(rawValue: 13)
    /// `XCN_PROV_EC_ECDSA_SIG` 14.
    public static let ecECDSASig = Self(rawValue: 14)
    /// `XCN_PROV_EC_ECNRA_SIG` 15.
    public static let ecECNRASig = Self(rawValue: 15)
    /// `XCN_PROV_EC_ECDSA_FULL` 16.
    public static let ecECDSAFull = Self(rawValue: 16)
    /// `XCN_PROV_EC_ECNRA_FULL` 17.
    public static let ecECNRAFull = Self(rawValue: 17)
    /// `XCN_PROV_DH_SCHANNEL` 18.
    public static let dhSchannel = Self(rawValue: 18)
    /// `XCN_PROV_SPYRUS_LYNKS` 20.
    public static let spyrusLynks = Self(rawValue: 20)
    /// `XCN_PROV_RNG` 21.
    public static let rng = Self(rawValue: 21)
    /// `XCN_PROV_INTEL_SEC` 22.
    public static let intelSec = Self(rawValue: 22)
    /// `XCN_PROV_REPLACE_OWF` 23.
    public static let replaceOWF = Self(rawValue: 23)
    /// `XCN_PROV_RSA_AES` 24.
    public static let rsaAES = Self(rawValue: 24)

    public static let documented: [(name: String, value: X509ProviderType)] = [
        ("XCN_PROV_NONE", .none),
        ("XCN_PROV_RSA_FULL", .rsaFull),
        ("XCN_PROV_RSA_SIG", .rsaSig),
        ("XCN_PROV_DSS", .dss),
        ("XCN_PROV_FORTEZZA", .fortezza),
        ("XCN_PROV_MS_EXCHANGE", .msExchange),
        ("XCN_PROV_SSL", .ssl),
        ("XCN_PROV_RSA_SCHANNEL", .rsaSchannel),
        ("XCN_PROV_DSS_DH", .dssDH),
        ("XCN_PROV_EC_ECDSA_SIG", .ecECDSASig),
        ("XCN_PROV_EC_ECNRA_SIG", .ecECNRASig),
        ("XCN_PROV_EC_ECDSA_FULL", .ecECDSAFull),
        ("XCN_PROV_EC_ECNRA_FULL", .ecECNRAFull),
        ("XCN_PROV_DH_SCHANNEL", .dhSchannel),
        ("XCN_PROV_SPYRUS_LYNKS", .spyrusLynks),
        ("XCN_PROV_RNG", .rng),
        ("XCN_PROV_INTEL_SEC", .intelSec),
        ("XCN_PROV_REPLACE_OWF", .replaceOWF),
        ("XCN_PROV_RSA_AES", .rsaAES),
    ]
}
