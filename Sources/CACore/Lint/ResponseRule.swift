/// The rules for OCSP responses (`ocsp.`) and for the certificates of those who sign them (`signer.`). docs/conformance/lint.md repeats the table.
package enum ResponseRule: LintRule, CaseIterable {
    case signatureAlgorithm, responder, responses, signerValid, nonce, extendedRevokeAlone, extensions, extensionsUnique
    case extendedRevoke, thisUpdate, nextUpdate, signerOutlives, nextUpdateThere, reason, removal, revocationTime, neverIssued
    case signerIssuer, signerIssuerKey, signerPurpose, signerKeyUsage, signerNoCheck, signerPointers

    private var row: (id: String, source: String, text: String) {
        switch self {
        case .signatureAlgorithm: ("ocsp.signature-algorithm", "RFC 6960 §4.4.7.2", "a strong algorithm of the signer's key")
        case .responder: ("ocsp.responder", "RFC 9919 §3.2", "the responder is named by the hash of its key")
        case .responses: ("ocsp.responses", "RFC 6960 §4.2.1", "there is an answer")
        case .signerValid: ("ocsp.signer-valid", "RFC 6960 §4.2.2.2", "the signer's certificate is valid when the response is made")
        case .nonce: ("ocsp.nonce", "RFC 9654 §2.1", "a nonce has 16 to 128 octets")
        case .extendedRevokeAlone:
            ("ocsp.extended-revoke-alone", "RFC 6960 §4.4.8", "extendedRevoke only beside a certificate that was never issued")
        case .extensions: ("ocsp.extensions", "RFC 6960 §4.4", "only the extensions of these rules, and none is critical")
        case .extensionsUnique: ("ocsp.extensions-unique", "RFC 5280 §4.2", "no extension occurs twice")
        case .extendedRevoke: ("ocsp.extended-revoke", "RFC 6960 §2.2", "extendedRevoke beside every certificate that was never issued")
        case .thisUpdate: ("ocsp.this-update", "RFC 6960 §4.2.2.1", "thisUpdate is not after producedAt")
        case .nextUpdate: ("ocsp.next-update", "RFC 6960 §4.2.2.1", "nextUpdate is after thisUpdate")
        case .signerOutlives: ("ocsp.signer-outlives", "RFC 6960 §4.2.2.2", "the signer's certificate ends no earlier than the response")
        case .nextUpdateThere: ("ocsp.next-update-there", "RFC 9919 §3.2", "nextUpdate is there")
        case .reason: ("ocsp.reason", "TLS BR §7.3", "no reason unspecified, and no reason among the extensions")
        case .removal: ("ocsp.removal", "RFC 5280 §5.3.1", "removeFromCRL is a reason of delta lists alone")
        case .revocationTime: ("ocsp.revocation-time", "RFC 6960 §2.4", "a revocation is not in the future")
        case .neverIssued: ("ocsp.never-issued", "RFC 6960 §2.2", "the answer about a certificate that was never issued has no extension")
        case .signerIssuer:
            ("signer.issuer", "RFC 6960 §4.2.2.2", "the signer's certificate is of the issuer of the certificates in question")
        case .signerIssuerKey: ("signer.issuer-key", "RFC 6960 §4.2.2.2", "the same key of the issuer signed it")
        case .signerPurpose: ("signer.purpose", "TLS BR §7.1.2.8.5", "it is for OCSP signing alone")
        case .signerKeyUsage: ("signer.key-usage", "TLS BR §7.1.2.8.7", "its key usage is digitalSignature alone")
        case .signerNoCheck: ("signer.nocheck", "RFC 6960 §4.2.2.2.1", "id-pkix-ocsp-nocheck is there, NULL and not critical")
        case .signerPointers: ("signer.pointers", "TLS BR §7.1.2.8.2", "it names neither lists nor addresses")
        }
    }

    package var id: String { row.id }
    package var source: String { row.source }
    package var text: String { row.text }
}
