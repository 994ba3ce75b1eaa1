import CAInterface
import FoundationEssentials
import PKICrypto
import PKIFormats

/// The steps of `installResponse`: recognise, match by public key, check the chain, put certificate and key into the store.
struct ResponseInstaller {
    let store: EnrollmentStore
    /// Trusted besides the store's own roots.
    let anchors: [[UInt8]]
    let time: Date

    func install(_ response: EnrollmentResponse, _ restrictions: InstallResponseRestrictionFlags) throws(CAError) -> InstalledCertificate {
        let (leaf, pending) = try match(response, restrictions)
        let trust = ChainCheck(
            presented: response.certificates, known: read(store.authorities()), anchors: read(anchors + store.roots()), time: time)
        let tolerant = !restrictions.isDisjoint(with: [.allowUntrustedCertificate, .allowUntrustedRoot])
        let path = try trust.path(from: leaf, tolerant: tolerant)
        // What was sealed before wins over nothing: a renewal of an entry without request keeps its key.
        let known = try knownKey(leaf)
        // The key of a PFX stays exportable: whoever has the file and its password has it already.
        let own = pending == nil && response.issued == leaf ? try response.pkcs8.map { key throws(CAError) in try store.seal(key) } : nil
        let certificate = InstalledCertificate(
            certificate: leaf.derEncoded, chain: path.dropFirst().map(\.derEncoded),
            sealedKey: pending?.sealedKey ?? own ?? known?.sealedKey,
            friendlyName: pending?.friendlyName, certificateDescription: pending?.certificateDescription, template: pending?.template,
            requestID: pending?.requestID, config: pending?.config,
            exportable: pending?.exportable ?? (own != nil ? true : known?.exportable ?? false),
            installed: time)
        for issuer in path.dropFirst() {
            if restrictions.contains(.allowUntrustedRoot), issuer.isSelfIssued {
                try store.addRoot(issuer.derEncoded)
            } else {
                try store.addAuthority(issuer.derEncoded)
            }
        }
        try store.save(certificate)
        // The request goes last: a kill before leaves both, and installing again completes it.
        if pending != nil { store.removeRequest(publicKey: leaf.subjectPublicKeyInfo) }
        return certificate
    }

    private func match(
        _ response: EnrollmentResponse, _ restrictions: InstallResponseRestrictionFlags
    ) throws(CAError) -> (Certificate, PendingRequest?) {
        for certificate in response.issued.map({ [$0] }) ?? response.certificates {
            if let pending = try store.request(publicKey: certificate.subjectPublicKeyInfo) { return (certificate, pending) }
        }
        guard restrictions.contains(.allowNoOutstandingRequest) else {
            throw CAError(
                .notFound, status: .cryptNotFound,
                "No request in \(store.directory) was made with the key of this certificate. Use the store (and account) the request was made with, "
                    + "or allow no outstanding request.")
        }
        let issuers = response.certificates
        let leaf =
            response.issued ?? issuers.first { one in !issuers.contains { $0 != one && $0.issuer.matches(one.subject) } } ?? issuers.first
        guard let leaf else { throw CAError(.malformed, status: .cryptNotFound, "The response holds no certificate.") }
        return (leaf, nil)
    }

    private func knownKey(_ leaf: Certificate) throws(CAError) -> InstalledCertificate? {
        for installed in try store.certificates() where installed.sealedKey != nil {
            if (try? Certificate(derEncoded: installed.certificate))?.subjectPublicKeyInfo == leaf.subjectPublicKeyInfo { return installed }
        }
        return nil
    }

    private func read(_ certificates: [[UInt8]]) -> [Certificate] { certificates.compactMap { try? Certificate(derEncoded: $0) } }
}
