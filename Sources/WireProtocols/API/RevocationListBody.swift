package import CAInterface

/// One list of `GET …/revocation-lists`.
package struct RevocationListBody: Hashable, Sendable, Codable {
    package var key: Int
    package var address: String
    package var number: Int?
    package var thisUpdate: String?
    package var nextUpdate: String?
    package var entries: Int
    /// Revocations and releases that the list does not show.
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

/// `POST …/revocation-lists`: an empty body signs with the keys that are open.
package struct PublicationBody: Hashable, Sendable, Codable {
    /// Opens a key that is kept away, for this call alone. Taken from loopback only.
    package var passphrase: String?

    package init(passphrase: String?) { self.passphrase = passphrase }

    package init(json: [UInt8]) throws(UnreadableBody) {
        guard !json.isEmpty else { return }
        var object = try JSONObject(body: json)
        passphrase = try object.optionalText("passphrase")
        try object.finish()
    }
}
