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
    /// The policy server that the installed certificate names.
    let policyServer: InstalledCertificate.PolicyServer?

    func install(_ response: EnrollmentResponse, _ restrictions: InstallResponseRestrictionFlags) throws(CAError) -> InstalledCertificate {
        let (leaf, pending) = try match(response, restrictions)
        if let received = response.archivedKeyHash { try Self.checkArchival(of: pending?.archivedKeyHash, received: received) }
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
            ? try response.pkcs8.map { key throws(CAError) in
                try StoreKeyProvider(store: store).keep(key, of: leaf.subjectPublicKeyInfo, exportable: true)
            }
            : nil
        var key = pending?.key ?? own ?? known?.key
        if key == nil { key = try foundKey(of: leaf) }
        // What the store knows of a certificate stays when the same one is installed again without its request.
        let same = try store.certificate(thumbprint: Hex.encode(Digest.sha1(leaf.derEncoded)))
        let issuers = path.dropFirst().map(\.derEncoded)
        var certificate = InstalledCertificate(
            certificate: leaf.derEncoded,
            chain: issuers.isEmpty ? same?.chain ?? [] : issuers,
            key: key,
            friendlyName: friendlyName ?? pending?.friendlyName ?? same?.friendlyName,
            certificateDescription: certificateDescription ?? pending?.certificateDescription ?? same?.certificateDescription,
            template: pending?.template ?? same?.template,
            requestID: pending?.requestID ?? same?.requestID,
            enrollmentAddress: pending?.enrollmentAddress ?? same?.enrollmentAddress,
            exportable: pending?.exportable ?? (own != nil ? true : known?.exportable ?? false),
            installed: time,
            renewedCertificate: pending?.renewedCertificate ?? same?.renewedCertificate,
            policyServer: policyServer ?? same?.policyServer
        )
        certificate.properties = same?.properties ?? [:]
        if let pending { certificate.properties.merge(Self.properties(of: pending)) { $1 } }
        for issuer in path.dropFirst() {
            if restrictions.contains(.allowUntrustedRoot), issuer.isSelfIssued {
                try store.addRoot(issuer.derEncoded)
            } else {
                try store.addAuthority(issuer.derEncoded)
            }
        }
        try store.save(certificate)
        if let old = certificate.renewedCertificate { try archive(old, renewedBy: leaf.derEncoded) }
        // The request is removed last. A kill before that leaves both, and another installation completes it.
        if pending != nil, !keepsRequest { store.removeRequest(publicKey: leaf.subjectPublicKeyInfo) }
        return certificate
    }

    /// The properties that the certificate of a request made here gets: who made it, and the hash of the private key that was sent.
    private static func properties(of pending: PendingRequest) -> [CertEnrollPropertyID: [UInt8]] {
        var properties = [CertEnrollPropertyID.requestOriginator: PropertyText.octets(of: ProcessInfo.processInfo.hostName)]
        if let sent = pending.archivedKeyHash { properties[.archivedKeyHash] = archivedKeyHash(in: pending.request) ?? sent }
        return properties
    }

    /// The property is a SHA-1 hash, whatever hash request and response name the key by.
    private static func archivedKeyHash(in request: [UInt8]) -> [UInt8]? {
        guard let message = try? EnrollmentMessage(derEncoded: request) else { return nil }
        let attributes = message.layers.flatMap(\.signedData.signers).flatMap(\.unsignedAttributes)
        return attributes.first { $0.oid == ArchivedKey.oid }?.values.first.map { Digest.sha1($0) }
    }

    /// Notes at the certificate that was renewed which one renewed it, and that it is archived. The record is changed under its lock, because
    /// another program may change its properties.
    private func archive(_ old: [UInt8], renewedBy successor: [UInt8]) throws(CAError) {
        let thumbprint = Hex.encode(Digest.sha1(old))
        guard old != successor, try store.certificate(thumbprint: thumbprint) != nil else { return }
        let lock = try RequestLock(path: store.directory + "/certificates/\(thumbprint).lock", waits: true)
        defer { withExtendedLifetime(lock) {} }
        guard var renewed = try store.certificate(thumbprint: thumbprint) else { return }
        renewed.properties[.renewal] = Digest.sha1(successor)
        renewed.properties[.archived] = [1]
        try store.save(renewed)
    }

    private func match(
        _ response: EnrollmentResponse,
        _ restrictions: InstallResponseRestrictionFlags
    ) throws(CAError) -> (Certificate, PendingRequest?) {
        for certificate in response.candidates {
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

    /// The key of a request that left the store, if its file is still there.
    private func foundKey(of leaf: Certificate) throws(CAError) -> KeyReference? {
        let name = EnrollmentStore.name(of: leaf.subjectPublicKeyInfo.derEncoded)
        return try store.hasKey(named: name) ? KeyReference(provider: StoreKeyProvider.name, name: name) : nil
    }

    /// The CA must have archived the key that was sent, and no other: otherwise the copy that it keeps would be of no use when it is needed.
    private static func checkArchival(of sent: [UInt8]?, received: [UInt8]?) throws(CAError) {
        switch (sent, received) {
        case (nil, nil): return
        case (.some(let sent), .some(let received)) where sent == received: return
        case (.some, nil):
            throw archival(.xenrollResponseKAHashNotFound, "does not say that the CA received the private key for archival")
        case (nil, .some):
            throw archival(.xenrollResponseUnexpectedKAHash, "says that the CA received a private key, and none was sent")
        case (.some, .some):
            throw archival(.xenrollResponseKAHashMismatch, "names another private key than the one that was sent for archival")
        }
    }

    private static func archival(_ status: HRESULT, _ fault: String) -> CAError {
        CAError(.untrustedServer, status: status, "The full response \(fault). Nothing is installed; ask the CA's administrator.")
    }

    private func read(_ certificates: [[UInt8]]) -> [Certificate] { certificates.compactMap { try? Certificate(derEncoded: $0) } }
}
