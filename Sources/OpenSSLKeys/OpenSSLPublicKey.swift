public import PKIFormats

/// The public half of private keys of any kind that the system's libcrypto reads.
public enum OpenSSLPublicKey {
    /// The public key that belongs to a private one. It is computed if the file does not contain it.
    /// - Parameter pkcs8: the DER of a PrivateKeyInfo, not encrypted.
    /// - Returns: `nil` when OpenSSL does not know the kind of key, or cannot read this one.
    public static func of(pkcs8: [UInt8]) -> SubjectPublicKeyInfo? {
        guard let handle = try? PKeyHandle.reading(pkcs8: pkcs8), let der = try? handle.publicKeyDER() else { return nil }
        return try? SubjectPublicKeyInfo(derEncoded: der)
    }
}
