import CAInterface
import PortableFoundation
import PKICrypto
import PKIFormats

/// The steps of `installResponse`: recognize, match by public key, check the chain, put certificate and key into the store. This is the end
/// of step 10 of docs/request-flow.md.
struct ResponseInstaller {
    let store: EnrollmentStore
    /// Roots that are trusted besides the store's own.
    let anchors: [[UInt8]]
    let time: Date
    let verifier: (any SignatureVerifier)?
    /// Whether the request stays, because the caller removes it later.
    let keepsRequest: Bool
    /// Names that were given after the request was stored.
    let friendlyName: String?
    let certificateDescription: String?

    func install(_ response: EnrollmentResponse, _ restrictions: InstallResponseRestrictionFlags) throws(CAError) -> InstalledCertificate {
        let (leaf, pending) = try match(response, restrictions)
        let trust = ChainCheck(
            presented: response.certificates,
            known: read(store.authorities()),
            anchors: read(anchors + store.roots()),
            time: time,
            verifier: verifier
        )
        let tolerant = !restrictions.isDisjoint(with: [.allowUntrustedCertificate, .allowUntrustedRoot])
        let path = try trust.path(from: leaf, tolerant: tolerant)
        // A known key takes precedence: the answer to a request that no longer exists keeps the key of its certificate.
        let known = try store.certificate(publicKey: leaf.subjectPublicKeyInfo)
        // The key of a PFX stays exportable: anyone with the file and its password has the key already.
        let own =
            pending == nil && response.issued == leaf
            ? try response.pkcs8.map { key throws(CAError) in try StoreKeyProvider(store: store).keep(key, of: leaf.subjectPublicKeyInfo) }
            : nil
        let certificate = InstalledCertificate(
            certificate: leaf.derEncoded,
            chain: path.dropFirst().map(\.derEncoded),
            key: pending?.key ?? own ?? known?.key,
            friendlyName: friendlyName ?? pending?.friendlyName,
            certificateDescription: certificateDescription ?? pending?.certificateDescription,
            template: pending?.template,
            requestID: pending?.requestID,
            enrollmentAddress: pending?.enrollmentAddress,
            exportable: pending?.exportable ?? (own != nil ? true : known?.exportable ?? false),
            installed: time,
            renewedCertificate: pending?.renewedCertificate
        )
        for issuer in path.dropFirst() {
            if restrictions.contains(.allowUntrustedRoot), issuer.isSelfIssued {
                try store.addRoot(issuer.derEncoded)
            } else {
                try store.addAuthority(issuer.derEncoded)
            }
        }
        try store.save(certificate)
        // The request is removed last. A kill before that leaves both, and another installation completes it.
        if pending != nil, !keepsRequest { store.removeRequest(publicKey: leaf.subjectPublicKeyInfo) }
        return certificate
    }

    private func match(
        _ response: EnrollmentResponse,
        _ restrictions: InstallResponseRestrictionFlags
    ) throws(CAError) -> (Certificate, PendingRequest?) {
        for certificate in response.issued.map({ [$0] }) ?? response.certificates {
            if let pending = try store.request(publicKey: certificate.subjectPublicKeyInfo) { return (certificate, pending) }
        }
        guard restrictions.contains(.allowNoOutstandingRequest) else {
            throw CAError(
                .notFound,
                status: .cryptNotFound,
                "No request in \(store.directory) was made with the key of this certificate. It may be installed already. "
                    + "If not, use the store (and account) the request was made with, or the restriction allowNoOutstandingRequest."
            )
        }
        let issuers = response.certificates
        let leaf =
            response.issued ?? issuers.first { one in !issuers.contains { $0 != one && $0.issuer.matches(one.subject) } } ?? issuers.first
        guard let leaf else { throw CAError(.malformed, status: .cryptNotFound, "The response holds no certificate.") }
        return (leaf, nil)
    }

    private func read(_ certificates: [[UInt8]]) -> [Certificate] { certificates.compactMap { try? Certificate(derEncoded: $0) } }
}
