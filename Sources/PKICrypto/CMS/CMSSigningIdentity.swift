public import PKIFormats

/// The signer of a message, and how it signs.
public struct CMSSigningIdentity: Sendable {
    /// The signer's certificate.
    public var certificate: Certificate
    /// The signer's key; it must be the key of ``certificate``.
    public var key: PrivateKey
    /// The hash; `nil` for the one of the signature algorithm. Ed25519 takes SHA-512 only (RFC 8419 §3), ML-DSA has SHA-512 (RFC 9882).
    public var digest: DigestAlgorithm?
    /// The signature algorithm, for example RSA-PSS; `nil` for the key's own with ``digest``.
    public var signatureAlgorithm: AlgorithmIdentifier?
    /// Whether the certificate is named by its subject key identifier instead of issuer and serial number.
    public var usesKeyIdentifier: Bool
    /// Whether a signed attribute protects the algorithms (RFC 6211, RFC 8933).
    public var protectsAlgorithms: Bool
    /// Whether a signed attribute names the certificate by its hash (signingCertificateV2, RFC 5035), as CAdES demands.
    public var namesCertificate: Bool
    /// More signed attributes.
    public var attributes: [CMSAttribute]

    public init(
        certificate: Certificate,
        key: PrivateKey,
        digest: DigestAlgorithm? = nil,
        signatureAlgorithm: AlgorithmIdentifier? = nil,
        usesKeyIdentifier: Bool = false,
        protectsAlgorithms: Bool = false,
        namesCertificate: Bool = false,
        attributes: [CMSAttribute] = []
    ) {
        self.certificate = certificate
        self.key = key
        self.digest = digest
        self.signatureAlgorithm = signatureAlgorithm
        self.usesKeyIdentifier = usesKeyIdentifier
        self.protectsAlgorithms = protectsAlgorithms
        self.namesCertificate = namesCertificate
        self.attributes = attributes
    }

    /// The signature algorithm, and the digest that the signer names beside it.
    func algorithms() throws(KeyError) -> (signature: AlgorithmIdentifier, digest: DigestAlgorithm) {
        let digest = digest ?? (signatureAlgorithm ?? key.defaultSignatureAlgorithm).signatureDigest ?? .sha256
        let kind = key.publicKey.kind
        guard digest != .md5, digest != .sha1, let algorithm = signatureAlgorithm ?? .signature(of: kind, with: digest),
            algorithm.hashesOnItsOwn ? kind != .ed25519 || digest == .sha512 : algorithm.signatureDigest == digest
        else {
            throw KeyError(.algorithmMismatch, "a \(kind.algorithmName) key does not sign with \(digest.displayName) here")
        }
        return (algorithm, digest)
    }
}
