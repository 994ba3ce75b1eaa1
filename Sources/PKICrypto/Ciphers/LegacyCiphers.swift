/// The computation of ciphers that only old files need (see ``LegacyCipher``). `PKICrypto` has none itself: whoever has to read an old
/// file passes a conformer, so that nothing else opens or writes one by accident. `OpenSSLKeys` has one over the system's libcrypto.
public protocol LegacyCiphers: Sendable {
    /// Encrypts; block ciphers fill the last block as RFC 8018 §6.1.1 says (PKCS #7 padding).
    /// - Parameters:
    ///   - vector: ``LegacyCipher/vectorByteCount`` octets.
    /// - Throws: ``KeyError`` of kind `unsupported` when the cipher cannot be had, `refused` for a key or vector of a wrong length.
    func encrypt(_ plain: [UInt8], key: [UInt8], vector: [UInt8], cipher: LegacyCipher) throws(KeyError) -> [UInt8]

    /// Decrypts and takes the padding away.
    /// - Throws: as ``encrypt(_:key:vector:cipher:)``, and ``KeyError`` of kind `undecipherable` when the padding is wrong, which says that
    ///   the key is another or the bytes were changed.
    func decrypt(_ encrypted: [UInt8], key: [UInt8], vector: [UInt8], cipher: LegacyCipher) throws(KeyError) -> [UInt8]
}
