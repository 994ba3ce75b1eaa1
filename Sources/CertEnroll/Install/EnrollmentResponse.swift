import CAInterface
import PKICrypto
import PKIFormats

/// A CA's answer, recognised: the certificates in it, and which of them the answer says was issued.
struct EnrollmentResponse {
    let certificates: [Certificate]
    let revocationLists: [[UInt8]]
    /// Named by a CMC full response.
    let issued: Certificate?

    /// - Throws: `CAError`: 0x8007000D unreadable, 0x80004001 PFX, 0x80094003 a response that carries no issued certificate.
    init(_ bytes: [UInt8]) throws(CAError) {
        if let certificate = try? Certificate(derEncoded: bytes) {
            certificates = [certificate]
            revocationLists = []
            issued = certificate
            return
        }
        if Self.looksLikePFX(bytes) {
            throw CAError(
                .notImplemented, status: .notImplemented,
                "The response is a PFX (PKCS #12), which cannot be read yet. Convert it: openssl pkcs12 -in FILE -nodes.")
        }
        do {
            let message = try SignedData(contentInfo: bytes)
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
                .malformed, status: .invalidData,
                "The response is neither a certificate, a PKCS #7 chain nor a CMC full response: \(error).", cause: error)
        }
    }

    private static func issued(_ response: PKIResponse, _ certificates: [Certificate]) throws(CAError) -> Certificate? {
        if let failed = response.statuses.first(where: { $0.status != CMCStatusInfo.success }) {
            let text = failed.statusString.map { " (\($0))" } ?? ""
            throw CAError(
                .wrongState, status: .certsrvBadRequeststatus,
                failed.status == CMCStatusInfo.pending
                    ? "The response says the request is pending\(text). Retrieve it again later."
                    : "The response says the request was not granted: CMC status \(failed.status)\(text).")
        }
        guard let hash = response.issuedCertificateHash else { return nil }
        guard let issued = certificates.first(where: { Digest.sha1($0.derEncoded) == hash }) else {
            throw CAError(
                .malformed, status: .hashValue, "No certificate of the response has the hash the response names. Fetch the response again.")
        }
        return issued
    }

    /// PFX ::= SEQUENCE { version INTEGER {v3(3)}, … }
    private static func looksLikePFX(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 8, bytes[0] == 0x30 else { return false }
        let header = bytes[1] & 0x80 == 0 ? 2 : 2 + Int(bytes[1] & 0x7f)
        return bytes.count > header + 3 && Array(bytes[header..<header + 3]) == [0x02, 0x01, 0x03]
    }
}
