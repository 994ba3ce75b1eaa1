import CAInterface
import CertCli
import PortableFoundation
import PKICrypto
import PKIFormats
import SystemFiles

/// Key and request are on disk before the request leaves the object.
extension X509Enrollment {
    /// Stores the key, encodes, and stores the request.
    /// - Parameter working: whether the request is about to be sent, and nobody else may take it up meanwhile.
    /// - Returns: the request in the store; nil for one that was made elsewhere with a key that the store does not have.
    func keep(_ request: any IX509CertificateRequest, working: Bool = false) async throws -> PendingRequest? {
        let store = try await openStore()
        let inner = request.innermost
        // 1. The provider stores the key. A request that is already encoded needs nothing more of its key.
        guard let reference = try await keepKey(of: inner, in: store) else { return nil }
        if inner.sendsPrivateKey, !inner.isEncoded { inner.key?.pkcs8 = try await provider(reference.provider).export(reference) }
        // 2. The request is encoded.
        try await request.encode(with: keys)
        guard let publicKey = request.publicKey else { return nil }
        let bytes = try request.rawData(.binary).bytes
        // 3. The request is stored with the facts known so far.
        if working, lock == nil { lock = try store.lockRequest(publicKey: publicKey.derEncoded) }
        let known = try store.request(publicKey: publicKey)
        if working, lock == nil, known?.request != bytes {
            throw CAError(
                .conflict,
                status: .nteExists,
                "Another process works on a request for the same key, and this one would take its place; nothing was sent. Try again when it has "
                    + "ended."
            )
        }
        var pending =
            known
            ?? PendingRequest(
                kind: request.type,
                publicKey: publicKey,
                key: reference,
                request: bytes,
                template: inner.templateName,
                exportable: inner.exportable,
                created: now()
            )
        if pending.request != bytes {
            // This is another request with the same key, so the submission of the first does not concern it.
            pending.kind = request.type
            pending.request = bytes
            pending.submissionKey = nil
            pending.requestID = nil
            pending.disposition = nil
            pending.intent = nil
            pending.exportable = inner.exportable
        }
        pending.renewedCertificate = request.renewalCertificate ?? pending.renewedCertificate
        pending.archivedKeyHash = request.encryptedKeyHash ?? pending.archivedKeyHash
        if !certificateFriendlyName.isEmpty { pending.friendlyName = certificateFriendlyName }
        if !certificateDescription.isEmpty { pending.certificateDescription = certificateDescription }
        if pending != known {
            let changed = pending
            // What is about to be sent is flushed with its submission key.
            try await BlockingWork.run { try store.save(changed, durability: working ? .none : .whole) }
        }
        return pending
    }

    /// The place of the request's key, once it is stored; nil when nobody here has it.
    private func keepKey(of request: X509CertificateRequestPkcs10, in store: EnrollmentStore) async throws -> KeyReference? {
        guard let key = request.key else {
            let made = try await provider(request.providerName).create(request.keySpecification, exportable: request.exportable)
            request.key = RequestKey(publicKey: made.key.publicKey, privateKey: made.key, reference: made.reference)
            if !request.keyContainerNamePrefix.isEmpty {
                let (name, reference) = (request.keyContainerNamePrefix + UUID().uuidString, made.reference)
                try await BlockingWork.run { _ = try store.nameContainer(name, key: reference) }
            }
            return made.reference
        }
        if let reference = key.reference {
            if key.privateKey == nil, !request.isEncoded {
                request.key?.privateKey = try await provider(reference.provider).open(reference)
            }
            return reference
        }
        if let pkcs8 = key.pkcs8 {
            let keeper = StoreKeyProvider(store: store, maker: keys)
            let reference = try await BlockingWork.run { try keeper.keep(pkcs8, of: key.publicKey) }
            request.key?.reference = reference
            request.key?.pkcs8 = nil
            return reference
        }
        guard key.privateKey == nil else {
            throw CAError(
                .malformed,
                status: .xenrollKeyNotExportable,
                "The private key cannot be written out and its place is not known, so its certificate could not be joined with it; nothing was "
                    + "sent. Give initializeFromPrivateKey the key's KeyReference."
            )
        }
        guard let reference = try store.keyReference(of: key.publicKey) else { return nil }
        request.key?.reference = reference
        if !request.isEncoded { request.key?.privateKey = try await provider(reference.provider).open(reference) }
        return reference
    }
}
