// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Named curve or explicit parameters in the SPKI. Bits that are combined; unknown ones are kept. Source: "X509KeyParametersExportType enumeration".
public struct X509KeyParametersExportType: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `XCN_CRYPT_OID_USE_CURVE_NONE` 0.
    public static let none = Self([])
    /// `XCN_CRYPT_OID_USE_CURVE_NAME_FOR_ENCODE_FLAG` 0x20000000.
    public static let nameForEncode = Self(rawValue: 0x20000000)
    /// `XCN_CRYPT_OID_USE_CURVE_PARAMETERS_FOR_ENCODE_FLAG` 0x10000000.
    public static let parametersForEncode = Self(rawValue: 0x10000000)

    public static let documented: [(name: String, value: X509KeyParametersExportType)] = [
        ("XCN_CRYPT_OID_USE_CURVE_NONE", .none),
        ("XCN_CRYPT_OID_USE_CURVE_NAME_FOR_ENCODE_FLAG", .nameForEncode),
        ("XCN_CRYPT_OID_USE_CURVE_PARAMETERS_FOR_ENCODE_FLAG", .parametersForEncode),
    ]
}
