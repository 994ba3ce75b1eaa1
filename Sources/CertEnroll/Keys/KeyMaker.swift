public import PKICrypto

/// Makes keys and reads them back. A program may supply one that uses another library; keys are passed as PKCS #8.
public protocol KeyMaker: Sendable {
    /// A new key and its PKCS #8 PrivateKeyInfo in DER.
    func makeKey(_ specification: KeySpecification) throws -> (key: PrivateKey, pkcs8: [UInt8])
    /// A key from its PKCS #8 PrivateKeyInfo in DER.
    func key(pkcs8: [UInt8]) throws -> PrivateKey
}
