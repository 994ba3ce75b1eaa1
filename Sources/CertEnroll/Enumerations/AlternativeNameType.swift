// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// 10 and 11 are otherName forms (25.1 and 20.2.3); X400 and EDI have no initialiser. Open: unknown numbers are kept. Source: "AlternativeNameType enumeration".
public struct AlternativeNameType: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `XCN_CERT_ALT_NAME_UNKNOWN` 0.
    public static let unknown = Self(rawValue: 0)
    /// `XCN_CERT_ALT_NAME_OTHER_NAME` 1.
    public static let otherName = Self(rawValue: 1)
    /// `XCN_CERT_ALT_NAME_RFC822_NAME` 2.
    public static let rfc822Name = Self(rawValue: 2)
    /// `XCN_CERT_ALT_NAME_DNS_NAME` 3.
    public static let dnsName = Self(rawValue: 3)
    /// `XCN_CERT_ALT_NAME_X400_ADDRESS` 4.
    public static let x400Address = Self(rawValue: 4)
    /// `XCN_CERT_ALT_NAME_DIRECTORY_NAME` 5.
    public static let directoryName = Self(rawValue: 5)
    /// `XCN_CERT_ALT_NAME_EDI_PARTY_NAME` 6.
    public static let ediPartyName = Self(rawValue: 6)
    /// `XCN_CERT_ALT_NAME_URL` 7.
    public static let url = Self(rawValue: 7)
    /// `XCN_CERT_ALT_NAME_IP_ADDRESS` 8.
    public static let ipAddress = Self(rawValue: 8)
    /// `XCN_CERT_ALT_NAME_REGISTERED_ID` 9.
    public static let registeredID = Self(rawValue: 9)
    /// `XCN_CERT_ALT_NAME_GUID` 10.
    public static let guid = Self(rawValue: 10)
    /// `XCN_CERT_ALT_NAME_USER_PRINCIPLE_NAME` 11.
    public static let userPrincipleName = Self(rawValue: 11)

    public static let documented: [(name: String, value: AlternativeNameType)] = [
        ("XCN_CERT_ALT_NAME_UNKNOWN", .unknown),
        ("XCN_CERT_ALT_NAME_OTHER_NAME", .otherName),
        ("XCN_CERT_ALT_NAME_RFC822_NAME", .rfc822Name),
        ("XCN_CERT_ALT_NAME_DNS_NAME", .dnsName),
        ("XCN_CERT_ALT_NAME_X400_ADDRESS", .x400Address),
        ("XCN_CERT_ALT_NAME_DIRECTORY_NAME", .directoryName),
        ("XCN_CERT_ALT_NAME_EDI_PARTY_NAME", .ediPartyName),
        ("XCN_CERT_ALT_NAME_URL", .url),
        ("XCN_CERT_ALT_NAME_IP_ADDRESS", .ipAddress),
        ("XCN_CERT_ALT_NAME_REGISTERED_ID", .registeredID),
        ("XCN_CERT_ALT_NAME_GUID", .guid),
        ("XCN_CERT_ALT_NAME_USER_PRINCIPLE_NAME", .userPrincipleName),
    ]
}
