public import PKIFormats

extension AlgorithmIdentifier {
    /// The signature algorithm of a key of `kind` with the hash `digest`: PKCS #1 v1.5 for RSA, ECDSA, or Ed25519 and ML-DSA, which include
    /// their own hash.
    /// `nil` for MD5 and for kinds of key that are not known.
    public static func signature(of kind: KeyKind, with digest: DigestAlgorithm) -> AlgorithmIdentifier? {
        switch (kind, digest) {
        case (.ed25519, _): .ed25519
        case (.mlDSA65, _): .mlDSA65
        case (.mlDSA87, _): .mlDSA87
        case (.rsa, .sha1): .rsaWithSHA1
        case (.rsa, .sha256): .rsaWithSHA256
        case (.rsa, .sha384): .rsaWithSHA384
        case (.rsa, .sha512): .rsaWithSHA512
        case (.ec, .sha1): .ecdsaWithSHA1
        case (.ec, .sha256): .ecdsaWithSHA256
        case (.ec, .sha384): .ecdsaWithSHA384
        case (.ec, .sha512): .ecdsaWithSHA512
        default: nil
        }
    }

    /// The hash of a signature algorithm, also when the parameters name it (RSA-PSS, ecdsa-with-Specified); SHA-512 for Ed25519 and ML-DSA.
    /// `nil` when the algorithm is not supported by ``Signature``.
    public var signatureDigest: DigestAlgorithm? { SignatureScheme(self)?.digest ?? PSSVerification(self)?.digest }

    /// Whether the signature algorithm takes the unhashed message, so that CMS may name any digest beside it.
    package var hashesOnItsOwn: Bool {
        oid == OID.Algorithms.ed25519 || oid == OID.Algorithms.mlDSA65 || oid == OID.Algorithms.mlDSA87
    }
}
