package import CAInterface
import PKIFormats

/// `GET …/certificates/{serial}/validity`.
package struct ValidityBody: Hashable, Sendable, Codable {
    /// 2 revoked, 3 valid, 4 not issued here, as `ICertAdmin::IsValidCertificate` has them.
    package var disposition: Int
    /// The word of RFC 5280 §5.3.1, also of a revocation that lies ahead.
    package var revocationReason: String?
    package var revokedFrom: String?

    package init(_ validity: CertificateValidity) {
        disposition = validity.state.rawValue
        revocationReason = validity.reason.flatMap { CRLReason(known: $0) }?.word
        revokedFrom = validity.revokedFrom.map(WireDate.text)
    }

    package func validity() throws(BodyError) -> CertificateValidity {
        guard let state = CertificateValidity.State(rawValue: disposition) else {
            throw BodyError(
                field: "disposition",
                value: "\(disposition)",
                reason: "disposition is \(disposition), which is none of 2, 3 and 4"
            )
        }
        return CertificateValidity(
            state,
            reason: revocationReason.flatMap { CRLReason(word: $0) }?.rawValue,
            revokedFrom: revokedFrom.flatMap(WireDate.date)
        )
    }
}
