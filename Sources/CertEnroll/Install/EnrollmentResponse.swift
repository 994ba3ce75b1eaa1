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

    /// - Parameters:
    ///   - password: the password of a PFX.
    ///   - legacy: computes the ciphers of old PFX files.
    /// - Throws: `CAError`: 0x8007000D unreadable, 0x80070056 wrong password of a PFX, 0x80094003 a response that carries no issued
    ///   certificate.
    init(_ bytes: [UInt8], password: FilePassword = .none, legacy: (any LegacyCiphers)? = nil) throws(CAError) {
        self.bytes = bytes
        if let certificate = try? Certificate(derEncoded: bytes) {
            certificates = [certificate]
            revocationLists = []
            issued = certificate
            pkcs8 = nil
            return
        }
        if Self.looksLikePFX(bytes) {
            (certificates, revocationLists, issued, pkcs8) = try Self.opened(bytes, password, legacy)
            return
        }
        pkcs8 = nil
        do {
            let message = try SignedData(berContentInfo: bytes)
            let certificates = try message.certificates.map { der throws(FormatError) in try Certificate(derEncoded: der) }
            self.certificates = certificates
            revocationLists = message.crls
            if message.contentType == OID.CMC.pkiResponse, let content = message.content {
                issued = try Self.issued(try PKIResponse(derEncoded: content), certificates)
            } else {
                issued = nil
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

    private static func issued(_ response: PKIResponse, _ certificates: [Certificate]) throws(CAError) -> Certificate? {
        if let failed = response.statuses.first(where: { $0.status != CMCStatusInfo.success }) {
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
