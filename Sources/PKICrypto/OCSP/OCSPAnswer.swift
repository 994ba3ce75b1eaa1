public import PKIFormats
public import PortableFoundation

/// The content of a verified OCSP response about one certificate.
public struct OCSPAnswer: Hashable, Sendable {
    /// The signer of the response.
    public enum Responder: Hashable, Sendable {
        /// The CA that issued the certificate.
        case issuer
        /// A responder that the CA has authorized by a certificate. Unless `hasNoCheck` is set, the caller still has to find out whether
        /// this certificate is revoked (RFC 6960 §4.2.2.2.1).
        case delegated(Certificate, hasNoCheck: Bool)
    }

    /// Good, revoked, or not known to the responder.
    public let status: RevocationStatus
    /// The whole answer with its times and extensions.
    public let single: OCSPSingleResponse
    /// When the response was signed.
    public let producedAt: Date
    /// The signer of the response.
    public let responder: Responder
    /// The algorithm of the signature. Whether it is strong enough is the caller's policy.
    public let signatureAlgorithm: AlgorithmIdentifier
}
