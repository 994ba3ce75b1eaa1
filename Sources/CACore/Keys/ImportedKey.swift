import PKICrypto
package import PKIFormats

/// A private key of another installation, read to be put where it belongs. It signs nothing.
package struct ImportedKey: Sendable {
    package let publicKey: SubjectPublicKeyInfo
    /// PrivateKeyInfo DER. Secret.
    package private(set) var pkcs8: [UInt8]

    /// - Throws: `KeyError` for a kind of key that is not used here.
    init(pkcs8: [UInt8]) throws {
        let key = try PrivateKey(pkcs8: pkcs8)
        publicKey = key.publicKey
        // As this program writes it, without what other programs add.
        self.pkcs8 = try key.pkcs8()
    }

    /// Overwrites the key in memory.
    mutating func wipe() { pkcs8.wipe() }
}
