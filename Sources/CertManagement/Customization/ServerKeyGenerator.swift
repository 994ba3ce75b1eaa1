package import PKICrypto

/// Makes the private keys whose certificates the service returns as PFX.
///
/// Source: "SkgOptions"; it mirrors the pluggable server key generator.
package protocol ServerKeyGenerator: Sendable {
    /// - Returns: DER of the PrivateKeyInfo. Who asks for it wipes it after use.
    func pkcs8(_ specification: KeySpecification) async throws -> [UInt8]
}

/// Makes keys in software.
package struct SoftwareKeyGenerator: ServerKeyGenerator {
    package init() {}

    @concurrent
    package func pkcs8(_ specification: KeySpecification) async throws -> [UInt8] { try PrivateKey(generating: specification).pkcs8() }
}
