import CAInterface
public import CertCli
import PKICrypto
public import PKIFormats

/// Answers the challenge of a CA with a ``SecurityModule``.
public final class CertificateAttestationChallenge: ICertificateAttestationChallenge2 {
    private struct Challenge {
        let request: String
        let bytes: [UInt8]
        let exchange: Certificate
        let cipher: ContentCipher
    }

    private let module: any SecurityModule
    private let anchors: [Certificate]
    private var challenge: Challenge?

    /// - Parameter anchors: the roots to which the CA's exchange certificate must lead.
    public init(module: any SecurityModule, anchors: [Certificate]) {
        self.module = module
        self.anchors = anchors
    }

    public func initialize(_ encoding: EncodingType, pendingFullResponse: [UInt8]) throws {
        guard challenge == nil else {
            throw CAError(.wrongState, status: .alreadyInitialized, "The challenge was initialized before. Use a new object.")
        }
        let message: SignedData
        let response: PKIResponse
        let certificates: [Certificate]
        do {
            message = try SignedData(berContentInfo: try encoding.decode(pendingFullResponse))
            response = try PKIResponse(derEncoded: message.content ?? [])
            certificates = try message.certificates.map { try Certificate(derEncoded: $0) }
        } catch let error as FormatError {
            throw CAError(.malformed, status: .invalidData, "The CA's full response cannot be read: \(error).", cause: error)
        }
        let attributes = try? response.addedAttributes
        guard let attributes, let bytes = try AttestationChallenge.find(in: attributes).first?.bytes,
            let hash = try ExchangeCertificateHash.find(in: attributes).first?.bytes,
            let exchange = certificates.first(where: { Digest.sha1($0.derEncoded) == hash }),
            case .pendInfo(let token, _) = response.statuses.first?.otherInfo
        else {
            throw CAError(.notFound, status: .certsrvPropertyEmpty, "The full response has no challenge for a security module.")
        }
        try AttestationRequest.check(exchange, with: certificates, anchors: anchors)
        challenge = Challenge(
            request: String(decoding: token, as: UTF8.self),
            bytes: bytes,
            exchange: exchange,
            cipher: try Self.cipher(AttestationEncryptionAlgorithm.find(in: attributes).first?.algorithm)
        )
    }

    public func decryptChallenge(_ encoding: EncodingType) async throws -> EncodedBytes {
        let challenge = try initialized()
        var secret = try await module.activate(challenge.bytes)
        defer { secret.wipe() }
        let envelope = try await EnvelopedData.sealing(secret, for: [.certificate(challenge.exchange)], cipher: challenge.cipher)
        return try encoding.encode(ContentInfo(contentType: OID.CMS.envelopedData, content: envelope.derEncoded).derEncoded)
    }

    public var requestID: String { get throws { try initialized().request } }

    public func setKeyContainerName(_ name: String) throws { throw Self.windowsOnly("put_KeyContainerName") }

    public func setKeyBlob(_ encoding: EncodingType, _ blob: [UInt8]) throws { throw Self.windowsOnly("put_KeyBlob") }

    private func initialized() throws -> Challenge {
        guard let challenge else { throw CAError(.wrongState, status: .blank, "The challenge is not initialized.") }
        return challenge
    }

    /// The cipher that the CA names; AES-256 where it names none.
    private static func cipher(_ algorithm: AlgorithmIdentifier?) throws -> ContentCipher {
        switch algorithm?.oid {
        case nil, OID.Algorithms.aes256CBC: return .aes256CBC
        case OID.Algorithms.aes192CBC: return .aes192CBC
        case OID.Algorithms.aes128CBC: return .aes128CBC
        default:
            throw CAError(
                .notImplemented,
                status: .unknownAlgorithm,
                "The CA wants its answer encrypted with \(algorithm?.oid.dotted ?? ""); AES in CBC mode is written here."
            )
        }
    }

    private static func windowsOnly(_ member: String) -> CAError {
        CAError(
            .notImplemented,
            status: .notImplemented,
            "ICertificateAttestationChallenge2::\(member) names a key of Windows' providers. The SecurityModule finds its identity key itself."
        )
    }
}
