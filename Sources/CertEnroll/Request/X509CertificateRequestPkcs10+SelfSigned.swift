import CAInterface
package import PortableFoundation
import PKICrypto
import PKIFormats

extension X509CertificateRequestPkcs10 {
    /// A certificate with the request's names and extensions, signed by its own key. Source: "certreq" command reference, RequestType = Cert.
    /// - Returns: DER.
    /// - Throws: `CAError` with 0x80090016 before the request has a key.
    package func selfSignedCertificate(notBefore: Date, notAfter: Date) async throws -> [UInt8] {
        guard let privateKey else {
            throw CAError(.wrongState, status: .badKeyset, "The request has no key yet, so no certificate can be signed. Encode it first.")
        }
        var serial = SecureRandom.bytes(16)
        serial[0] = serial[0] & 0x7F | 0x40
        let algorithm = try signatureInformation.algorithm(for: privateKey)
        let body = TBSCertificate(
            serialNumber: serial,
            signatureAlgorithm: algorithm,
            issuer: subject,
            notBefore: notBefore,
            notAfter: notAfter,
            subject: subject,
            subjectPublicKeyInfo: privateKey.publicKey,
            extensions: extensions(of: privateKey.publicKey)
        ).derEncoded()
        return TBSCertificate.assemble(tbs: body, algorithm: algorithm, signature: try await privateKey.sign(body, using: algorithm))
    }
}
