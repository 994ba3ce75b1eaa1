import PKICrypto
import PKIFormats

/// The part of a full response beside its status, when the requester has to answer a challenge.
///
/// Source: MS-WCCE §3.2.2.6.2.1.2 (the attributes 1.3.6.1.4.1.311.21.25, .27, .28 and .29).
struct ChallengeMessage: Sendable {
    let attributes: [CMSAttribute]
    /// The exchange certificate and its issuers.
    let certificates: [[UInt8]]

    /// The cipher in which the answer comes.
    static let cipher = AlgorithmIdentifier(OID.Algorithms.aes256CBC)
    /// The name of Windows' provider for TPMs.
    static let standardProvider = "Microsoft Platform Crypto Provider"

    init(challenge: [UInt8], provider: String?, exchange: Certificate, chain: [[UInt8]]) {
        attributes = [
            AttestationChallenge(challenge).asAttribute(), AttestationEncryptionAlgorithm(Self.cipher).asAttribute(),
            KeyStorageProviderName(provider ?? Self.standardProvider).asAttribute(),
            ExchangeCertificateHash(Digest.sha1(exchange.derEncoded)).asAttribute(),
        ]
        certificates = [exchange.derEncoded] + chain
    }
}
