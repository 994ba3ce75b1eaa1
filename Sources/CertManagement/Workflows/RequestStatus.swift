/// The state of a request, as a number. Open: unknown numbers are kept. Constants: `NumberTable.swift`.
///
/// Source: "RequestStatus Enumeration", "externalGetStatus".
package struct RequestStatus: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// Reads the case-insensitive name (also `Cancelled`) or the number; nil for anything else.
    package init?(word: String) {
        let wanted = word.lowercased() == "cancelled" ? "canceled" : word.lowercased()
        if let named = Self.names.first(where: { $0.name.lowercased() == wanted }) {
            self = named.status
        } else if let number = Int(wanted), let known = Self.names.first(where: { $0.status.rawValue == number }) {
            self = known.status
        } else {
            return nil
        }
    }

    /// `Approved`, …; the number for an unknown one.
    package var name: String { Self.names.first { $0.status == self }?.name ?? String(rawValue) }
}
