/// The words for states of smart cards. Source: "SmartcardStatus Enumeration".
extension SmartcardStatus {
    private static let names: [SmartcardStatus: String] = [
        .none: "None", .new: "New", .assigned: "Assigned", .active: "Active", .disabled: "Disabled", .suspended: "Suspended",
        .retired: "Retired",
    ]

    /// The number for an unknown one.
    package var name: String { Self.names[self] ?? String(rawValue) }
}
