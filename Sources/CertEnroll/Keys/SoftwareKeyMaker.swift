public import PKICrypto

/// Software keys of PKICrypto.
public struct SoftwareKeyMaker: KeyMaker {
    public init() {}

    public func makeKey(_ specification: KeySpecification) throws -> (key: PrivateKey, pkcs8: [UInt8]) {
        let key = try PrivateKey(generating: specification)
        return (key, try key.pkcs8())
    }

    public func key(pkcs8: [UInt8]) throws -> PrivateKey { try PrivateKey(pkcs8: pkcs8) }
}
