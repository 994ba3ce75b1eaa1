public import CAInterface
import CertCli
public import PKICrypto
public import PKIFormats

/// Asks a CA for a certificate of a key that a ``SecurityModule`` holds, and answers the CA's challenge.
///
///     let enrollment = AttestedEnrollment(authority: authority, module: module, anchors: roots)
///     let disposition = try await enrollment.enroll(key: key, template: "AttestedMachine")
public struct AttestedEnrollment: Sendable {
    private let authority: any CertificateAuthority
    private let module: any SecurityModule
    private let anchors: [Certificate]

    /// - Parameter anchors: the roots to which the CA's exchange certificate must lead.
    public init(authority: any CertificateAuthority, module: any SecurityModule, anchors: [Certificate]) {
        self.authority = authority
        self.module = module
        self.anchors = anchors
    }

    /// Sends the attested request, and the module's answer where the CA wants one.
    /// - Parameters:
    ///   - key: a key in the module, which signs the request.
    ///   - attributes: beside the request.
    /// - Returns: the CA's last word: issued, denied, or pending for an officer.
    public func enroll(
        key: PrivateKey,
        subject: DistinguishedName = .empty,
        extensions: [CertificateExtension] = [],
        template: String,
        attributes: RequestAttributes = .none
    ) async throws -> Disposition {
        let exchange = try await AttestationRequest.exchangeCertificate(of: authority, anchors: anchors)
        var own = try await AttestationRequest.attributes(for: key.publicKey, by: module, exchange: exchange)
        if !extensions.isEmpty { own.append(ExtensionRequest(extensions).asAttribute()) }
        let info = CertificationRequestInfo(subject: subject, subjectPublicKeyInfo: key.publicKey, attributes: own).derEncoded()
        let algorithm = key.defaultSignatureAlgorithm
        let request = CertificationRequestInfo.assemble(
            info: info,
            algorithm: algorithm,
            signature: try await key.sign(info, using: algorithm)
        )
        let answer = try await authority.submit(
            Submission(bytes: request, format: .pkcs10, attributes: attributes, template: template, wantsFullResponse: true)
        )
        return try await respond(to: answer)
    }

    /// Answers the challenge of a request that was sent before; another disposition than pending with a challenge is returned as it is.
    public func respond(to answer: Disposition) async throws -> Disposition {
        guard answer.code == .underSubmission, let response = answer.fullResponse else { return answer }
        let challenge = CertificateAttestationChallenge(module: module, anchors: anchors)
        do {
            try challenge.initialize(.binary, pendingFullResponse: response)
        } catch let error as CAError where error.status == .certsrvPropertyEmpty {
            // It waits for an officer.
            return answer
        }
        let secret = try await challenge.decryptChallenge(.binary)
        return try await authority.submit(
            Submission(
                bytes: secret.bytes,
                format: .challengeResponse,
                attributes: RequestAttributes(["RequestId": try challenge.requestID]),
                wantsFullResponse: true
            )
        )
    }
}
