package import CAInterface
package import PortableFoundation

/// `POST …/revocation-lists`: an empty body signs with the keys that are open.
package struct PublicationBody: Hashable, Sendable, Codable {
    /// Opens a key that is kept elsewhere, for this call alone. Accepted only from loopback.
    package var passphrase: String?

    /// Makes the public copies of the lists again and signs none that is not due.
    package var republish: Bool?

    /// When the next lists are to come, instead of a period from now.
    package var until: String?

    /// `base`, `delta` or `all`; absent is `all`.
    package var lists: String?

    package init(passphrase: String?, republish: Bool = false, until: Date? = nil, kinds: RevocationListKinds = .all) {
        lists = Self.kinds.first { $0.value == kinds && kinds != .all }?.key
        self.passphrase = passphrase
        self.until = until.map { WireDate.text($0) }
        self.republish = republish ? true : nil
    }

    package init(json: [UInt8]) throws(BodyError) {
        guard !json.isEmpty else { return }
        var object = try JSONObject(body: json)
        passphrase = try object.optionalText("passphrase")
        republish = try object.optionalFlag("republish")
        until = try object.optionalText("until")
        lists = try object.optionalText("lists")
        try object.finish()
    }

    package func time() throws(BodyError) -> Date? {
        guard let until else { return nil }
        return try WireDate.required(until, field: "until")
    }

    private static let kinds: [String: RevocationListKinds] = ["base": .base, "delta": .delta, "all": .all]

    package func wantedKinds() throws(BodyError) -> RevocationListKinds {
        guard let lists else { return .all }
        guard let kinds = Self.kinds[lists] else { throw BodyError(field: "lists", value: lists, reason: "it is base, delta or all") }
        return kinds
    }
}
