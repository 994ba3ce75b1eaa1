// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// ExportPolicy. Bits that are combined; unknown ones are kept. Source: "X509PrivateKeyExportFlags enumeration".
public struct X509PrivateKeyExportFlags: OptionSet, EnrollmentEnumeration {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `XCN_NCRYPT_ALLOW_EXPORT_NONE` 0: default.
    public static let exportNone = Self([])
    /// `XCN_NCRYPT_ALLOW_EXPORT_FLAG` 1: PFX export.
    public static let export = Self(rawValue: 1)
    /// `XCN_NCRYPT_ALLOW_PLAINTEXT_EXPORT_FLAG` 2: clear.
    public static let plaintextExport = Self(rawValue: 2)
    /// `XCN_NCRYPT_ALLOW_ARCHIVING_FLAG` 4: once, for archival.
    public static let archiving = Self(rawValue: 4)
    /// `XCN_NCRYPT_ALLOW_PLAINTEXT_ARCHIVING_FLAG` 8: once, clear.
    public static let plaintextArchiving = Self(rawValue: 8)

    public static let documented: [(name: String, value: X509PrivateKeyExportFlags)] = [
        ("XCN_NCRYPT_ALLOW_EXPORT_NONE", .exportNone),
        ("XCN_NCRYPT_ALLOW_EXPORT_FLAG", .export),
        ("XCN_NCRYPT_ALLOW_PLAINTEXT_EXPORT_FLAG", .plaintextExport),
        ("XCN_NCRYPT_ALLOW_ARCHIVING_FLAG", .archiving),
        ("XCN_NCRYPT_ALLOW_PLAINTEXT_ARCHIVING_FLAG", .plaintextArchiving),
    ]
}
