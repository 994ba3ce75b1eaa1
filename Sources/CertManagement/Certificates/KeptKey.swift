import PKICrypto
import PKIFormats

/// How a private key that the service keeps is found.
enum KeptKey {
    /// The name of its secret, whose kind is `privateKey` and whose subject is the profile: the SHA-256 of the SubjectPublicKeyInfo, in lowercase
    /// hexadecimal. It is known before there is a certificate, and the certificate shows it.
    static func name(of key: SubjectPublicKeyInfo) -> String { Hex.encode(Digest.sha256(key.derEncoded)) }

    /// Whether data may have been encrypted to the certificate's key. Only such keys are given to later profiles and other people: a key that only
    /// signs has nothing to read, and somebody else could sign with it.
    static func decrypts(_ certificate: Certificate) -> Bool {
        guard let usage = certificate.keyUsage else { return true }
        return !usage.isDisjoint(with: [.keyEncipherment, .dataEncipherment, .keyAgreement])
    }
}
