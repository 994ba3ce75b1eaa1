/// The words for states of profiles and smart cards. Source: "ProfileStatus Enumeration", "SmartcardStatus Enumeration".
extension ProfileStatus {
    private static let names: [ProfileStatus: String] = [
        .none: "None", .new: "New", .active: "Active", .disabled: "Disabled", .suspended: "Suspended", .retired: "Retired",
    ]

    /// The number for an unknown one.
    package var name: String { Self.names[self] ?? String(rawValue) }
}

extension SmartcardStatus {
    private static let names: [SmartcardStatus: String] = [
        .none: "None", .new: "New", .assigned: "Assigned", .active: "Active", .disabled: "Disabled", .suspended: "Suspended",
        .retired: "Retired",
    ]

    /// The number for an unknown one.
    package var name: String { Self.names[self] ?? String(rawValue) }
}
