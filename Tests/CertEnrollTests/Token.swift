import CAInterface
import CertEnroll
import PKICrypto
import PKIFormats
import Synchronization

/// Keys that never leave: a token of this process.
final class Token: KeyProvider {
    let name = "token"
    private let keys = Mutex<[String: PrivateKey]>([:])

    private struct Handle: CustomPrivateKey {
        let key: PrivateKey
        var publicKey: SubjectPublicKeyInfo { key.publicKey }
        var supportedSignatureAlgorithms: [AlgorithmIdentifier] { key.supportedSignatureAlgorithms }
        func sign(_ message: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
            try await key.sign(message, using: algorithm)
        }
    }

    func create(_ specification: KeySpecification, exportable: Bool) async throws -> (key: PrivateKey, reference: CertEnroll.KeyReference) {
        let key = PrivateKey(custom: Handle(key: try PrivateKey(generating: specification)))
        let label = "object=\(keys.withLock { $0.count })"
        keys.withLock { $0[label] = key }
        return (key, KeyReference(provider: name, name: label))
    }

    func open(_ reference: CertEnroll.KeyReference) async throws -> PrivateKey {
        guard let key = keys.withLock({ $0[reference.name] }) else { throw CAError(.notFound, status: .badKeyset, "no such object") }
        return key
    }

    func export(_ reference: CertEnroll.KeyReference) async throws -> [UInt8] {
        throw CAError(.accessDenied, status: .xenrollKeyNotExportable, "the key stays on its token")
    }
}
