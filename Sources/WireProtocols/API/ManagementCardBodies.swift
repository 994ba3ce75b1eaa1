import PKIFormats

/// `POST …/requests/{managementRequest}/unblock-code`.
package struct ManagementChallengeBody: Hashable, Sendable, Codable {
    /// Base64 of the challenge that the card's user read out.
    package var challenge: String
    /// Whether the card has a key of its own; what the service believes when absent.
    package var diversified: Bool?

    package init(challenge: [UInt8], diversified: Bool? = nil) {
        self.challenge = Base64.encode(challenge)
        self.diversified = diversified
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        challenge = try object.text("challenge")
        diversified = try object.optionalFlag("diversified")
        try object.finish()
        _ = try octets()
    }

    package func octets() throws(BodyError) -> [UInt8] {
        guard let octets = try? Base64.decode(challenge) else {
            throw BodyError(
                field: "challenge",
                value: String(challenge.prefix(60)),
                reason: "challenge cannot be read; send the octets of the card's challenge in Base64"
            )
        }
        return octets
    }
}

/// The answer to a challenge. It is given only for that one.
package struct ManagementUnblockCodeBody: Hashable, Sendable, Codable {
    /// Base64.
    package var response: String

    package init(response: [UInt8]) { self.response = Base64.encode(response) }
}

/// The PIN that the server keeps for a smart card.
package struct ManagementPINBody: Hashable, Sendable, Codable {
    package var pin: String

    package init(pin: String) { self.pin = pin }
}
