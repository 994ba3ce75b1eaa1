/// The statuses that a client may set. Source: "Cancel, abandon, or complete a request".
package enum RequestedStatus: String, CaseIterable, Sendable {
    case completed, canceled, abandoned

    /// Case-insensitive; also `Cancelled`.
    package init?(word: String) {
        let wanted = word.lowercased() == "cancelled" ? "canceled" : word.lowercased()
        guard let status = Self(rawValue: wanted) else { return nil }
        self = status
    }
}
