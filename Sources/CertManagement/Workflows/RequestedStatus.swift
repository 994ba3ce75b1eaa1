/// What a client may set a request's status to. Source: "Cancel, abandon, or complete a request".
package enum RequestedStatus: String, CaseIterable, Sendable {
    case completed, canceled, abandoned

    /// In any case; `Cancelled` too.
    package init?(word: String) {
        let wanted = word.lowercased() == "cancelled" ? "canceled" : word.lowercased()
        guard let status = Self(rawValue: wanted) else { return nil }
        self = status
    }
}
