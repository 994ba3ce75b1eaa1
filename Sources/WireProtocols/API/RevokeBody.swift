package import PKIFormats

/// `POST …/certificates/{serial}/revoke`.
package struct RevokeBody: Hashable, Sendable, Codable {
    /// The word of RFC 5280 §5.3.1; `unspecified` when absent.
    package var reason: String?
    /// Confirms that the certificate of a certification authority is meant.
    package var revokeAuthority: Bool?

    package init(reason: CRLReason, revokeAuthority: Bool = false) {
        self.reason = reason.word
        self.revokeAuthority = revokeAuthority ? true : nil
    }

    /// An empty body is a revocation without a reason.
    package init(json: [UInt8]) throws(BodyError) {
        guard !json.isEmpty else { return }
        var object = try JSONObject(body: json)
        reason = try object.optionalText("reason")
        revokeAuthority = try object.optionalFlag("revokeAuthority")
        try object.finish()
    }

    package func crlReason() throws(BodyError) -> CRLReason {
        guard let reason else { return .unspecified }
        guard let known = CRLReason(word: reason) else {
            let words = CRLReason.known.map(\.word).joined(separator: ", ")
            throw BodyError(field: "reason", value: reason, reason: "reason is \(reason); it must be one of \(words)")
        }
        return known
    }
}
