/// `POST …/revocation-lists`: an empty body signs with the keys that are open.
package struct PublicationBody: Hashable, Sendable, Codable {
    /// Opens a key that is kept elsewhere, for this call alone. Accepted only from loopback.
    package var passphrase: String?

    package init(passphrase: String?) { self.passphrase = passphrase }

    package init(json: [UInt8]) throws(BodyError) {
        guard !json.isEmpty else { return }
        var object = try JSONObject(body: json)
        passphrase = try object.optionalText("passphrase")
        try object.finish()
    }
}
