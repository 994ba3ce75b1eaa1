package import CAInterface

/// One list of `GET …/revocation-lists`.
package struct RevocationListBody: Hashable, Sendable, Codable {
    package var key: Int
    /// 0 for the list without a partition.
    package var partition: Int
    package var address: String
    package var number: Int?
    package var thisUpdate: String?
    package var nextUpdate: String?
    package var entries: Int
    /// Revocations and releases that the list does not show yet.
    package var uncovered: Int
    package var keyIsOpen: Bool
    package var warning: String?
    /// The newest delta list; absent where none are made.
    package var delta: Delta?

    package struct Delta: Hashable, Sendable, Codable {
        package var address: String
        package var number: Int
        /// The number of the complete list to which the changes apply.
        package var baseNumber: Int
        package var thisUpdate: String
        package var nextUpdate: String
        package var entries: Int
    }

    package init(_ record: RevocationListRecord) {
        key = record.key
        partition = record.partition
        address = record.address
        number = record.number
        thisUpdate = record.thisUpdate.map(WireDate.text)
        nextUpdate = record.nextUpdate.map(WireDate.text)
        entries = record.entries
        uncovered = record.uncovered
        keyIsOpen = record.keyIsOpen
        warning = record.warning
        delta = record.delta.map { delta in
            Delta(
                address: delta.address,
                number: delta.number,
                baseNumber: delta.baseNumber,
                thisUpdate: WireDate.text(delta.thisUpdate),
                nextUpdate: WireDate.text(delta.nextUpdate),
                entries: delta.entries
            )
        }
    }
}
