import PKIFormats

/// The scheme of a signature AlgorithmIdentifier, as far as this library computes it.
struct SignatureScheme: Hashable, Sendable {
    enum Family: Sendable { case rsaPKCS1, rsaPSS, ecdsa, ed25519, mlDSA }

    let family: Family
    /// The hash; meaningless for Ed25519 and ML-DSA, which include their own hash.
    let digest: DigestAlgorithm

    /// `nil` for an unknown algorithm, or for parameters that are not computed here.
    init?(_ algorithm: AlgorithmIdentifier) {
        switch algorithm.oid {
        case OID.Algorithms.ecdsaWithSHA256: self.init(.ecdsa, .sha256)
        case OID.Algorithms.rsaWithSHA256: self.init(.rsaPKCS1, .sha256)
        case OID.Algorithms.ecdsaWithSHA384: self.init(.ecdsa, .sha384)
        case OID.Algorithms.ecdsaWithSHA512: self.init(.ecdsa, .sha512)
        case OID.Algorithms.ecdsaWithSHA1: self.init(.ecdsa, .sha1)
        case OID.Algorithms.rsaWithSHA384: self.init(.rsaPKCS1, .sha384)
        case OID.Algorithms.rsaWithSHA512: self.init(.rsaPKCS1, .sha512)
        case OID.Algorithms.rsaWithSHA1: self.init(.rsaPKCS1, .sha1)
        case OID.Algorithms.ed25519: self.init(.ed25519, .sha512)
        case OID.Algorithms.mlDSA65, OID.Algorithms.mlDSA87:
            guard algorithm.parameters == nil else { return nil }
            self.init(.mlDSA, .sha512)
        case OID.Algorithms.rsassaPSS:
            guard let digest = PSSParameters.digest(of: algorithm.parameters) else { return nil }
            self.init(.rsaPSS, digest)
        case Self.ecdsaWithSpecified:
            guard let parameters = algorithm.parameters, let digest = (try? AlgorithmIdentifier(derEncoded: parameters))?.digest else {
                return nil
            }
            self.init(.ecdsa, digest)
        default: return nil
        }
    }

    init(_ family: Family, _ digest: DigestAlgorithm) {
        self.family = family
        self.digest = digest
    }

    /// ANSI X9.62 ecdsa-with-Specified, whose parameters name the hash; Windows writes it when told to use "alternate" formats.
    static let ecdsaWithSpecified: OID = "1.2.840.10045.4.3"
}
