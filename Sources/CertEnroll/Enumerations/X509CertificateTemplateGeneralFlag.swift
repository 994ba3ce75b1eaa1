// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// Bits that are combined; unknown ones are kept. Source: "X509CertificateTemplateGeneralFlag enumeration".
public struct X509CertificateTemplateGeneralFlag: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `GeneralMachineType` 0x40: machine template.
    public static let machineType = Self(rawValue: 0x40)
    /// `GeneralCA` 0x80: CA template.
    public static let ca = Self(rawValue: 0x80)
    /// `GeneralCrossCA` 0x800: cross-CA template.
    public static let crossCA = Self(rawValue: 0x800)
    /// `GeneralDefault` 0x10000: built-in, leave alone.
    public static let `default` = Self(rawValue: 0x10000)
    /// `GeneralModified` 0x20000: built-in, edited.
    public static let modified = Self(rawValue: 0x20000)
    /// `GeneralDonotPersist` 0x1000: CA need not keep the request row.
    public static let donotPersist = Self(rawValue: 0x1000)

    public static let documented: [(name: String, value: X509CertificateTemplateGeneralFlag)] = [
        ("GeneralMachineType", .machineType),
        ("GeneralCA", .ca),
        ("GeneralCrossCA", .crossCA),
        ("GeneralDefault", .default),
        ("GeneralModified", .modified),
        ("GeneralDonotPersist", .donotPersist),
    ]
}
