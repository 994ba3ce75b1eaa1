package import CAInterface

/// One list of `GET …/revocation-lists`.
package struct RevocationListBody: Hashable, Sendable, Codable {
    package var key: Int
    package var address: String
    package var number: Int?
    package var thisUpdate: String?
    package var nextUpdate: String?
    package var entries: Int
    /// Revocations and releases that the list does not show yet.
    package var uncovered: Int
    package var keyIsOpen: Bool
    package var warning: String?

    package init(_ record: RevocationListRecord) {
        key = record.key
        address = record.address
        number = record.number
        thisUpdate = record.thisUpdate.map(WireDate.text)
        nextUpdate = record.nextUpdate.map(WireDate.text)
        entries = record.entries
        uncovered = record.uncovered
        keyIsOpen = record.keyIsOpen
        warning = record.warning
    }
}
