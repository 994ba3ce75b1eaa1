package import CAInterface
package import CertCli
package import PKICrypto
package import PKIFormats

/// A PKCS #7 or CMC request around a PKCS #10 request: a renewal signed by the certificate that it replaces, or a request that an enrollment agent
/// signs for somebody else.
///
/// Source: "IX509CertificateRequestPkcs7 interface"; "IX509CertificateRequestCmc interface"; MS-WCCE §2.2.2.6.2 and §2.2.2.6.4. The documented
/// members are not here; this is what `certreq` needs of them.
package final class SignedCertificateRequest: IX509CertificateRequest {
    /// The certificate that signs, with its key.
    package struct Signer: Sendable {
        let certificate: Certificate
        let chain: [[UInt8]]
        let key: PrivateKey

        package init(certificate: Certificate, chain: [[UInt8]] = [], key: PrivateKey) {
            (self.certificate, self.chain, self.key) = (certificate, chain, key)
        }
    }

    package let type: X509RequestType
    package let innermost: X509CertificateRequestPkcs10
    /// The certificate to be renewed.
    package let renewalCertificate: [UInt8]?
    package let encryptedKeyHash: [UInt8]? = nil
    private let signers: [Signer]
    /// Pairs of name and value outside of the PKCS #10 request.
    private let pairs: [EnrollmentNameValuePair]
    private var encoded: [UInt8]?

    /// - Parameters:
    ///   - type: PKCS #7, which needs one signer, or CMC.
    ///   - renewing: the certificate to be renewed; it is among the signers.
    package init(
        _ type: X509RequestType,
        around inner: X509CertificateRequestPkcs10,
        signers: [Signer],
        renewing: Certificate? = nil,
        pairs: [EnrollmentNameValuePair] = []
    ) throws(CAError) {
        guard type == .cmc || type == .pkcs7 && signers.count == 1 else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "A PKCS #7 request is signed by one certificate: that to be renewed, or an enrollment agent's. Name it, or use CMC."
            )
        }
        (self.type, innermost, self.signers, self.pairs) = (type, inner, signers, pairs)
        renewalCertificate = renewing?.derEncoded
        if let renewing { inner.cryptAttributes.append(.renewalCertificate(renewing.derEncoded)) }
    }

    package var format: RequestFormat { type == .cmc ? .cmc : .pkcs7 }
    package var enrollmentContext: X509CertificateEnrollmentContext { innermost.enrollmentContext }
    package var publicKey: SubjectPublicKeyInfo? { innermost.publicKey }

    package func innerRequest(_ level: InnerRequestLevel) throws -> any IX509CertificateRequest { innermost }

    package func encode(with keys: any KeyMaker) async throws {
        guard encoded == nil else { return }
        try await innermost.encode(with: keys)
        let inner = try innermost.rawData(.binary).bytes
        do {
            encoded = type == .cmc ? try await message(inner) : try await envelope(inner)
        } catch let error as KeyError {
            throw CAError(.wrongState, status: .badKeyset, "The signing certificate's key cannot sign: \(error).", cause: error)
        }
    }

    package func resetForEncode() throws {
        encoded = nil
        try innermost.resetForEncode()
    }

    package func rawData(_ encoding: EncodingType) throws -> EncodedBytes {
        guard let encoded else { throw CAError(.wrongState, status: .invalidState, "The request is not encoded. Call encode first.") }
        return try encoding.encode(encoded)
    }

    /// Continues with a request of the store, as it was sent.
    func adopt(_ pending: PendingRequest) throws(CAError) {
        try innermost.adopt(pending)
        encoded = pending.request
    }

    private func envelope(_ inner: [UInt8]) async throws -> [UInt8] {
        guard let signer = signers.first else { return inner }
        return try await PKCS7Request.signed(
            inner,
            certificate: signer.certificate,
            key: signer.key,
            pairs: pairs,
            certificates: signer.chain
        )
    }

    private func message(_ inner: [UInt8]) async throws -> [UInt8] {
        guard let key = innermost.privateKey else {
            throw CAError(.wrongState, status: .badKeyset, "The key of the request is not here, so it cannot sign the CMC message.")
        }
        var builder = CMCRequestBuilder(try CertificationRequest(derEncoded: inner))
        builder.registrationPairs = pairs
        builder.certificates = signers.flatMap(\.chain)
        return try await builder.signed(by: [.requestKey(key)] + signers.map { .certificate($0.certificate, $0.key) })
    }
}
