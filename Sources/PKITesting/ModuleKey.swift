import PKICrypto
package import PKIFormats

/// The certified key of a ``SoftwareModule``, with what a client asks of its module.
package actor ModuleKey: CustomPrivateKey {
    private let module: SoftwareModule
    package nonisolated let publicKey: SubjectPublicKeyInfo
    package nonisolated let supportedSignatureAlgorithms: [AlgorithmIdentifier]

    package init() throws {
        let module = try SoftwareModule()
        publicKey = try module.key
        supportedSignatureAlgorithms = [try module.algorithm]
        self.module = module
    }

    package func sign(_ message: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] { try module.sign(message) }
    package func endorsementKey() -> SubjectPublicKeyInfo { module.endorsementKey }
    package func activate(_ challenge: [UInt8]) throws -> [UInt8] { try module.activate(challenge) }

    package func statement(about key: SubjectPublicKeyInfo) throws -> KeyAttestationStatement {
        guard key == publicKey else { throw ContractError("the module holds another key") }
        return module.statement()
    }
}
