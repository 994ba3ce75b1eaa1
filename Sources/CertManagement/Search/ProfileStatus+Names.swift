/// The words for states of profiles. Source: "ProfileStatus Enumeration".
extension ProfileStatus {
    private static let names: [ProfileStatus: String] = [
        .none: "None", .new: "New", .active: "Active", .disabled: "Disabled", .suspended: "Suspended", .retired: "Retired",
    ]

    /// The number for an unknown one.
    package var name: String { Self.names[self] ?? String(rawValue) }
}
