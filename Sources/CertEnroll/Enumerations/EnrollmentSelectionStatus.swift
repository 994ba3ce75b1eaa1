// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/enrollment-enumerations.txt: change the table, then run the script.

/// A hint of IX509EnrollmentStatus for user interfaces. Open: unknown numbers are kept. Source: "EnrollmentSelectionStatus enumeration".
public struct EnrollmentSelectionStatus: EnrollmentEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `SelectedNo` 0.
    public static let no = Self(rawValue: 0)
    /// `SelectedYes` 1.
    public static let yes = Self(rawValue: 1)

    public static let documented: [(name: String, value: EnrollmentSelectionStatus)] = [
        ("SelectedNo", .no),
        ("SelectedYes", .yes),
    ]
}
