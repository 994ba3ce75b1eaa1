package import CAInterface
import PortableFoundation
package import PKIFormats

/// An issued certificate: `GET …/certificates`, `GET …/certificates/{serial}`, and the answer to a revocation.
package struct CertificateRowBody: Hashable, Sendable, Codable {
    package var requestId: Int
    /// Lower-case hex.
    package var serialNumber: String
    /// PEM.
    package var certificate: String
    package var subject: String
    package var requesterName: String
    package var template: String?
    package var notBefore: String
    package var notAfter: String
    package var revokedWhen: String?
    /// The word of RFC 5280 §5.3.1, e.g. `keyCompromise`.
    package var revocationReason: String?

    package init(_ record: CertificateRecord) {
        requestId = record.requestID.rawValue
        serialNumber = record.serialNumber
        certificate = PEMDocument(label: "CERTIFICATE", bytes: record.certificate).text
        subject = record.subject
        requesterName = record.requesterName
        template = record.template
        notBefore = WireDate.text(record.notBefore)
        notAfter = WireDate.text(record.notAfter)
        revokedWhen = record.revokedWhen.map(WireDate.text)
        revocationReason = record.revocationReason.map { CRLReason(rawValue: $0).word }
    }
}

/// `POST …/certificates/{serial}/revoke`.
package struct RevokeBody: Hashable, Sendable, Codable {
    /// The word of RFC 5280 §5.3.1; `unspecified` when absent.
    package var reason: String?
    /// Says that the certificate of a certification authority is meant.
    package var revokeAuthority: Bool?

    package init(reason: CRLReason, revokeAuthority: Bool = false) {
        self.reason = reason.word
        self.revokeAuthority = revokeAuthority ? true : nil
    }

    /// An empty body is a revocation without a reason.
    package init(json: [UInt8]) throws(UnreadableBody) {
        guard !json.isEmpty else { return }
        var object = try JSONObject(body: json)
        reason = try object.optionalText("reason")
        revokeAuthority = try object.optionalFlag("revokeAuthority")
        try object.finish()
    }

    package func crlReason() throws(UnreadableBody) -> CRLReason {
        guard let reason else { return .unspecified }
        guard let known = CRLReason(word: reason) else {
            let words = CRLReason.known.map(\.word).joined(separator: ", ")
            throw UnreadableBody(field: "reason", value: reason, reason: "reason is \(reason); it must be one of \(words)")
        }
        return known
    }
}

extension CRLReason {
    /// The name RFC 5280 §5.3.1 gives it.
    package var word: String { description }

    package init?(word: String) {
        guard let reason = CRLReason.known.first(where: { $0.word.lowercased() == word.lowercased() }) else { return nil }
        self = reason
    }
}
