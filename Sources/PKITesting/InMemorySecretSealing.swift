package import CertManagement
package import PortableFoundation
import PKICrypto
import PKIFormats

/// Seals with a key that lives as long as the process.
package struct InMemorySecretSealing: SecretSealing {
    private let key: [UInt8]

    package init(key: [UInt8] = (0..<32).map { _ in UInt8.random(in: 0...255) }) { self.key = key }

    package func seal(_ secret: [UInt8], id: UUID, kind: SealedSecret.Kind, subject: UUID, name: String) -> SealedSecret {
        let tag = Digest.sha256(key + Self.context(id, kind, subject, name) + secret)
        let sealed = zip(secret, stream(tag, count: secret.count)).map { $0 ^ $1 }
        return SealedSecret(id: id, kind: kind, subject: subject, name: name, sealed: tag + sealed)
    }

    package func open(_ secret: SealedSecret) throws -> [UInt8] {
        let tag = Array(secret.sealed.prefix(32))
        let opened = zip(secret.sealed.dropFirst(32), stream(tag, count: secret.sealed.count - tag.count)).map { $0 ^ $1 }
        guard Digest.sha256(key + Self.context(secret.id, secret.kind, secret.subject, secret.name) + opened) == tag else {
            throw ContractError("the secret \(secret.id) was altered")
        }
        return opened
    }

    private func stream(_ tag: [UInt8], count: Int) -> [UInt8] {
        var octets: [UInt8] = []
        while octets.count < count { octets += Digest.sha256(key + tag + [UInt8(truncatingIfNeeded: octets.count / 32)]) }
        return octets
    }

    private static func context(_ id: UUID, _ kind: SealedSecret.Kind, _ subject: UUID, _ name: String) -> [UInt8] {
        Array("\(id) \(kind.rawValue) \(subject) \(name)\n".utf8)
    }
}
