// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// First octet of the BIT STRING in the low byte, DECIPHER_ONLY in the second (0x8000). Bits that are combined; unknown ones are kept. Source: "X509KeyUsageFlags enumeration".
public struct X509KeyUsageFlags: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `XCN_CERT_NO_KEY_USAGE` 0x0.
    public static let noKeyUsage = Self([])
    /// `XCN_CERT_DIGITAL_SIGNATURE_KEY_USAGE` 0x80.
    public static let digitalSignature = Self(rawValue: 0x80)
    /// `XCN_CERT_NON_REPUDIATION_KEY_USAGE` 0x40.
    public static let nonRepudiation = Self(rawValue: 0x40)
    /// `XCN_CERT_KEY_ENCIPHERMENT_KEY_USAGE` 0x20.
    public static let keyEncipherment = Self(rawValue: 0x20)
    /// `XCN_CERT_DATA_ENCIPHERMENT_KEY_USAGE` 0x10.
    public static let dataEncipherment = Self(rawValue: 0x10)
    /// `XCN_CERT_KEY_AGREEMENT_KEY_USAGE` 0x8.
    public static let keyAgreement = Self(rawValue: 0x8)
    /// `XCN_CERT_KEY_CERT_SIGN_KEY_USAGE` 0x4.
    public static let keyCertSign = Self(rawValue: 0x4)
    /// `XCN_CERT_OFFLINE_CRL_SIGN_KEY_USAGE` 0x2.
    public static let offlineCRLSign = Self(rawValue: 0x2)
    /// `XCN_CERT_CRL_SIGN_KEY_USAGE` 0x2.
    public static let crlSign = Self(rawValue: 0x2)
    /// `XCN_CERT_ENCIPHER_ONLY_KEY_USAGE` 0x1.
    public static let encipherOnly = Self(rawValue: 0x1)
    /// `XCN_CERT_DECIPHER_ONLY_KEY_USAGE` 0x8000.
    public static let decipherOnly = Self(rawValue: 0x8000)

    public static let documented: [(name: String, value: X509KeyUsageFlags)] = [
        ("XCN_CERT_NO_KEY_USAGE", .noKeyUsage),
        ("XCN_CERT_DIGITAL_SIGNATURE_KEY_USAGE", .digitalSignature),
        ("XCN_CERT_NON_REPUDIATION_KEY_USAGE", .nonRepudiation),
        ("XCN_CERT_KEY_ENCIPHERMENT_KEY_USAGE", .keyEncipherment),
        ("XCN_CERT_DATA_ENCIPHERMENT_KEY_USAGE", .dataEncipherment),
        ("XCN_CERT_KEY_AGREEMENT_KEY_USAGE", .keyAgreement),
        ("XCN_CERT_KEY_CERT_SIGN_KEY_USAGE", .keyCertSign),
        ("XCN_CERT_OFFLINE_CRL_SIGN_KEY_USAGE", .offlineCRLSign),
        ("XCN_CERT_CRL_SIGN_KEY_USAGE", .crlSign),
        ("XCN_CERT_ENCIPHER_ONLY_KEY_USAGE", .encipherOnly),
        ("XCN_CERT_DECIPHER_ONLY_KEY_USAGE", .decipherOnly),
    ]
}
