public import PKIFormats

public import PortableFoundation

extension OCSPResponseData {
    /// The data of an answer to `request`. It repeats the nonce of the request (RFC 6960 §4.4.1).
    /// - Parameters:
    ///   - responder: the certificate of the signer, which is the CA's own or a delegated responder's.
    ///   - byKey: whether the responder is named by the hash of its key instead of by its name.
    ///   - answer: the answer to each question, in order. Use `.unknown` for a certificate of another issuer.
    public init(
        answering request: OCSPRequest,
        responder: Certificate,
        byKey: Bool = false,
        at time: Date,
        extensions: [CertificateExtension] = [],
        answer: (OCSPSingleRequest) throws -> OCSPSingleResponse
    ) rethrows {
        let nonce = request.extensions.filter { $0.oid == OCSPNonce.oid }.map { CertificateExtension($0.oid, value: $0.value) }
        self.init(
            responderID: OCSPResponderID(responder, byKey: byKey),
            producedAt: time,
            responses: try request.requests.map(answer),
            extensions: nonce + extensions
        )
    }

    /// The response signed by the responder.
    /// - Parameters:
    ///   - certificates: for a delegated responder its certificate first; empty when the CA itself signs.
    ///   - algorithm: `nil` for the key's default; see ``OCSPRequest/signatureAlgorithm(for:)``.
    /// - Throws: ``KeyError``, or whatever a custom key throws.
    public func signed(
        with key: PrivateKey,
        certificates: [Certificate] = [],
        algorithm: AlgorithmIdentifier? = nil
    ) async throws -> OCSPResponse {
        let tbs = derEncoded()
        let algorithm = algorithm ?? key.defaultSignatureAlgorithm
        let signature = OCSPSignature(
            algorithm: algorithm,
            value: try await key.sign(tbs, using: algorithm),
            certificates: certificates.map(\.derEncoded)
        )
        return OCSPResponse(type: OID.OCSP.basicResponse, response: BasicOCSPResponse.assemble(tbs: tbs, signature: signature))
    }
}
