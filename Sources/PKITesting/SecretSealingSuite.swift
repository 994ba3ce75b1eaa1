package import CertManagement
import PortableFoundation

/// The promises of `SecretSealing`. Run by the tests of every implementation.
package struct SecretSealingSuite: Sendable, CustomStringConvertible {
    package let description: String
    /// Throws `ContractError`, or the implementation's own error.
    package let check: @Sendable (any SecretSealing) async throws -> Void

    package static let promises: [SecretSealingSuite] = [
        .init(description: "a secret opens as it was sealed, whatever its length", check: opens),
        .init(description: "an altered octet is noticed", check: altered),
        .init(description: "a secret does not open as another one's, of another kind, subject or name", check: bound),
        .init(description: "the sealed octets do not show the secret", check: hides),
    ]

    private static let secret = Array("correct horse battery staple".utf8)

    private static func sealed(_ sealing: any SecretSealing, _ octets: [UInt8] = secret) async throws -> SealedSecret {
        try await sealing.seal(octets, id: UUID(), kind: .privateKey, subject: UUID(), name: "name")
    }

    private static func requireClosed(_ what: String, _ secret: SealedSecret, _ sealing: any SecretSealing) async throws {
        do { _ = try await sealing.open(secret) } catch { return }
        throw ContractError("\(what) was opened")
    }

    @Sendable private static func opens(_ sealing: any SecretSealing) async throws {
        for octets in [[], [0], secret, [UInt8](repeating: 0xA5, count: 5_000)] {
            let sealed = try await sealed(sealing, octets)
            guard try await sealing.open(sealed) == octets else { throw ContractError("\(octets.count) octets came back changed") }
        }
    }

    @Sendable private static func altered(_ sealing: any SecretSealing) async throws {
        let good = try await sealed(sealing)
        for index in good.sealed.indices {
            var octets = good.sealed
            octets[index] ^= 1
            let bad = SealedSecret(id: good.id, kind: good.kind, subject: good.subject, name: good.name, sealed: octets)
            try await requireClosed("octet \(index)", bad, sealing)
        }
        let short = SealedSecret(id: good.id, kind: good.kind, subject: good.subject, name: good.name, sealed: Array(good.sealed.prefix(4)))
        try await requireClosed("a beginning", short, sealing)
    }

    @Sendable private static func bound(_ sealing: any SecretSealing) async throws {
        let good = try await sealed(sealing)
        func moved(_ id: UUID? = nil, _ kind: SealedSecret.Kind? = nil, _ subject: UUID? = nil, _ name: String? = nil) -> SealedSecret {
            SealedSecret(
                id: id ?? good.id,
                kind: kind ?? good.kind,
                subject: subject ?? good.subject,
                name: name ?? good.name,
                sealed: good.sealed
            )
        }
        try await requireClosed("another id", moved(UUID()), sealing)
        try await requireClosed("another kind", moved(nil, .pin), sealing)
        try await requireClosed("another subject", moved(nil, nil, UUID()), sealing)
        try await requireClosed("another name", moved(nil, nil, nil, "name2"), sealing)
    }

    @Sendable private static func hides(_ sealing: any SecretSealing) async throws {
        let sealed = try await sealed(sealing).sealed
        let windows = sealed.indices.dropLast(secret.count - 1).contains { sealed[$0..<$0 + secret.count].elementsEqual(secret) }
        if windows { throw ContractError("the secret is readable") }
    }
}
