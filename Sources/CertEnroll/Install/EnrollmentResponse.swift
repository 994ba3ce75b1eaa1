import CAInterface
import PKICrypto
import PKIFormats

/// A CA's answer after it was recognized: its certificates, and the one that the answer names as issued.
struct EnrollmentResponse {
    /// The answer, unchanged.
    let bytes: [UInt8]
    let certificates: [Certificate]
    let revocationLists: [[UInt8]]
    /// The certificate named by a CMC full response, or that of the key in a PFX.
    let issued: Certificate?
    /// PKCS #8 of the key of `issued`, when a PFX contained it.
    let pkcs8: [UInt8]?
    /// The answer of a CMC full response about an archived key: the hash of what the CA received, nil when it received none. Other answers have
    /// no place for it.
    let archivedKeyHash: [UInt8]??

    /// - Parameters:
    ///   - password: the password of a PFX.
    ///   - legacy: computes the ciphers of old PFX files.
    ///   - verifier: verifies signatures that `PKICrypto` does not compute.
    /// - Throws: `CAError`: 0x8007000D unreadable, 0x80070056 wrong password of a PFX, 0x80094003 a response that carries no issued
    ///   certificate, 0x80090006 a full response that was changed after it was signed.
    init(
        _ bytes: [UInt8],
        password: FilePassword = .none,
        legacy: (any LegacyCiphers)? = nil,
        verifier: (any SignatureVerifier)? = nil
    ) throws(CAError) {
        self.bytes = bytes
        if let certificate = try? Certificate(derEncoded: bytes) {
            certificates = [certificate]
            revocationLists = []
            issued = certificate
            pkcs8 = nil
            archivedKeyHash = nil
            return
        }
        if Self.looksLikePFX(bytes) {
            (certificates, revocationLists, issued, pkcs8) = try Self.opened(bytes, password, legacy)
            archivedKeyHash = nil
            return
        }
        pkcs8 = nil
        do {
            let message = try SignedData(berContentInfo: bytes)
            let certificates = try message.certificates.map { der throws(FormatError) in try Certificate(derEncoded: der) }
            self.certificates = certificates
            revocationLists = message.crls
            if message.contentType == OID.CMC.pkiResponse, let content = message.content {
                try Self.checkSigners(of: message, verifier)
                let response = try PKIResponse(derEncoded: content)
                issued = try Self.issued(response, certificates)
                archivedKeyHash = .some(response.encryptedKeyHash)
            } else {
                issued = nil
                archivedKeyHash = nil
            }
        } catch let error as CAError {
            throw error
        } catch {
            throw CAError(
                .malformed,
                status: .invalidData,
                "The response is neither a certificate, a PKCS #7 chain nor a CMC full response: \(error).",
                cause: error
            )
        }
    }

    /// A full response may be unsigned, and who signed it does not matter: the chain of the certificate decides about trust. But a signature
    /// that does not fit shows that the response is not what its maker sent.
    private static func checkSigners(of message: SignedData, _ verifier: (any SignatureVerifier)?) throws(CAError) {
        for signer in message.signers {
            guard let certificate = message.certificate(of: signer) else { continue }
            // An algorithm that is not computed here says nothing about the response.
            guard let fault = try? message.fault(of: signer, certificate: certificate, verifier: verifier) else { continue }
            throw CAError(
                .untrustedServer,
                status: .badSignature,
                "The full response was changed after \"\(certificate.subject.rfc4514)\" signed it: \(fault). Fetch it again."
            )
        }
    }

    private static func issued(_ response: PKIResponse, _ certificates: [Certificate]) throws(CAError) -> Certificate? {
        let statuses =
            response.statuses.map { (status: $0.status, statusString: $0.statusString) }
            + response.extendedStatuses.map { (status: $0.status, statusString: $0.statusString) }
        if let failed = statuses.first(where: { $0.status != CMCStatusInfo.success }) {
            let text = failed.statusString.map { " (\($0))" } ?? ""
            throw CAError(
                .wrongState,
                status: .certsrvBadRequestStatus,
                failed.status == CMCStatusInfo.pending
                    ? "The response says the request is pending\(text). Retrieve it again later."
                    : "The response says the request was not granted: CMC status \(failed.status)\(text)."
            )
        }
        guard let hash = response.issuedCertificateHash else { return nil }
        guard let issued = certificates.first(where: { Digest.sha1($0.derEncoded) == hash }) else {
            throw CAError(
                .malformed,
                status: .hashValue,
                "No certificate of the response has the hash the response names. Fetch the response again."
            )
        }
        return issued
    }

    private static func opened(
        _ bytes: [UInt8],
        _ password: FilePassword,
        _ legacy: (any LegacyCiphers)?
    ) throws(CAError) -> ([Certificate], [[UInt8]], Certificate?, [UInt8]?) {
        do {
            let pfx = try PKCS12(pfx: bytes, password: password, legacy: legacy)
            let certificates = try pfx.certificates.map { item throws(FormatError) in try Certificate(derEncoded: item.derEncoded) }
            let lists = pfx.revocationLists.map(\.derEncoded)
            guard let key = pfx.keys.first else { return (certificates, lists, nil, nil) }
            let publicKey = try PrivateKey(pkcs8: key.pkcs8).publicKey
            // The localKeyId in the file names the certificate of the key; the public key decides whether that is right.
            guard let issued = certificates.first(where: { $0.subjectPublicKeyInfo == publicKey }) else {
                throw CAError(.malformed, status: .cryptNotFound, "The PFX holds no certificate of its private key.")
            }
            return (certificates, lists, issued, key.pkcs8)
        } catch let error as CAError {
            throw error
        } catch let error as KeyError where error.kind == .wrongPassphrase {
            throw CAError(.accessDenied, status: .invalidPassword, "The PFX cannot be opened: \(error).", cause: error)
        } catch let error as KeyError where error.kind == .unsupported {
            throw CAError(.notImplemented, status: .unknownAlgorithm, "The PFX cannot be opened: \(error).", cause: error)
        } catch {
            throw CAError(.malformed, status: .invalidData, "The PFX cannot be read: \(error).", cause: error)
        }
    }

    /// PFX ::= SEQUENCE { version INTEGER {v3(3)}, … }
    private static func looksLikePFX(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 8, bytes[0] == 0x30 else { return false }
        // An indefinite length is one octet, like a short length.
        let header = bytes[1] <= 0x80 ? 2 : 2 + Int(bytes[1] & 0x7f)
        return bytes.count > header + 3 && Array(bytes[header..<header + 3]) == [0x02, 0x01, 0x03]
    }
}

extension EnrollmentResponse {
    /// The certificates, one of which answers a request: that which the answer names, or any.
    var candidates: [Certificate] { issued.map { [$0] } ?? certificates }

    /// The store that has the request of this response: `own`, or the one of the other context. "certreq" command reference, -accept: the
    /// context need not be named when a request of either matches the public key.
    func awaitingStore(_ own: EnrollmentStore, orAt other: String) throws(CAError) -> EnrollmentStore {
        guard other != own.directory, EnrollmentStore.exists(at: other), try !isAwaited(in: own) else { return own }
        // A store that this user may not open has no request of this user.
        guard let store = try? EnrollmentStore(directory: other), (try? isAwaited(in: store)) == true else { return own }
        return store
    }

    private func isAwaited(in store: EnrollmentStore) throws(CAError) -> Bool {
        for certificate in candidates where try store.request(publicKey: certificate.subjectPublicKeyInfo) != nil { return true }
        return false
    }
}
