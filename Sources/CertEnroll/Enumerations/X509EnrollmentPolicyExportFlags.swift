// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// CAs not used. Bits that are combined; unknown ones are kept. Source: "X509EnrollmentPolicyExportFlags enumeration".
public struct X509EnrollmentPolicyExportFlags: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `ExportTemplates` 1.
    public static let templates = Self(rawValue: 1)
    /// `ExportOIDs` 2.
    public static let oids = Self(rawValue: 2)
    /// `ExportCAs` 4.
    public static let cas = Self(rawValue: 4)

    public static let documented: [(name: String, value: X509EnrollmentPolicyExportFlags)] = [
        ("ExportTemplates", .templates),
        ("ExportOIDs", .oids),
        ("ExportCAs", .cas),
    ]
}
