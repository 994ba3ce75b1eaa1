/// Computes the ciphers that only old files need (see ``LegacyCipher``). `PKICrypto` has no conformer: a caller that has to read an old
/// file passes one, so that nothing else uses these ciphers by accident. `OpenSSLKeys` has a conformer over the system's libcrypto.
public protocol LegacyCiphers: Sendable {
    /// Encrypts; block ciphers fill the last block as RFC 8018 §6.1.1 says (PKCS #7 padding).
    /// - Parameters:
    ///   - vector: ``LegacyCipher/vectorByteCount`` octets.
    /// - Throws: ``KeyError`` of kind `unsupported` when the cipher is not available, `refused` for a wrong length of key or vector.
    func encrypt(_ plain: [UInt8], key: [UInt8], vector: [UInt8], cipher: LegacyCipher) throws(KeyError) -> [UInt8]

    /// Decrypts and removes the padding.
    /// - Throws: as ``encrypt(_:key:vector:cipher:)``, and ``KeyError`` of kind `undecipherable` when the padding is wrong, because the key
    ///   is another or the bytes were changed.
    func decrypt(_ encrypted: [UInt8], key: [UInt8], vector: [UInt8], cipher: LegacyCipher) throws(KeyError) -> [UInt8]
}
