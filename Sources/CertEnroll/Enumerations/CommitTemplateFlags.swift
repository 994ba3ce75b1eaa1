// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// 2 and 3 documented as not used. Open: unknown numbers are kept. Source: "CommitTemplateFlags enumeration".
public struct CommitTemplateFlags: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `CommitFlagSaveTemplateGenerateOID` 1.
    public static let saveTemplateGenerateOID = Self(rawValue: 1)
    /// `CommitFlagSaveTemplateUseCurrentOID` 2.
    public static let saveTemplateUseCurrentOID = Self(rawValue: 2)
    /// `CommitFlagSaveTemplateOverwrite` 3.
    public static let saveTemplateOverwrite = Self(rawValue: 3)
    /// `CommitFlagDeleteTemplate` 4.
    public static let deleteTemplate = Self(rawValue: 4)

    public static let documented: [(name: String, value: CommitTemplateFlags)] = [
        ("CommitFlagSaveTemplateGenerateOID", .saveTemplateGenerateOID),
        ("CommitFlagSaveTemplateUseCurrentOID", .saveTemplateUseCurrentOID),
        ("CommitFlagSaveTemplateOverwrite", .saveTemplateOverwrite),
        ("CommitFlagDeleteTemplate", .deleteTemplate),
    ]
}
