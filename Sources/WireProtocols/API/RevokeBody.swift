package import CAInterface
package import PKIFormats

/// `POST …/certificates/{serial}/revoke`.
package struct RevokeBody: Hashable, Sendable, Codable {
    /// The word of RFC 5280 §5.3.1; `unspecified` when absent.
    package var reason: String?
    /// Confirms that the certificate of a certification authority is meant.
    package var revokeAuthority: Bool?

    /// The time from which it counts; now when absent.
    package var effective: String?
    /// Confirms that a certificate is meant which is revoked already.
    package var again: Bool?

    package init(_ revocation: Revocation) {
        reason = revocation.reason.word
        revokeAuthority = revocation.revokesAuthority ? true : nil
        effective = revocation.effective.map(WireDate.text)
        again = revocation.changesEarlier ? true : nil
    }

    /// An empty body is a revocation without a reason.
    package init(json: [UInt8]) throws(BodyError) {
        guard !json.isEmpty else { return }
        var object = try JSONObject(body: json)
        reason = try object.optionalText("reason")
        revokeAuthority = try object.optionalFlag("revokeAuthority")
        effective = try object.optionalText("effective")
        again = try object.optionalFlag("again")
        try object.finish()
    }

    package func revocation() throws(BodyError) -> Revocation {
        Revocation(
            reason: try crlReason(),
            effective: try effective.map { text throws(BodyError) in try WireDate.required(text, field: "effective") },
            revokesAuthority: revokeAuthority ?? false,
            changesEarlier: again ?? false
        )
    }

    private func crlReason() throws(BodyError) -> CRLReason {
        guard let reason else { return .unspecified }
        return try Self.known(reason, field: "reason")
    }

    /// The reason of a word.
    package static func known(_ word: String, field: String) throws(BodyError) -> CRLReason {
        guard let known = CRLReason(word: word) else {
            let words = CRLReason.known.map(\.word).joined(separator: ", ")
            throw BodyError(field: field, value: word, reason: "\(field) is \(word); it must be one of \(words)")
        }
        return known
    }
}
