package import PortableFoundation

/// A secret as it is stored: a PIN, a PUK, a key that the server made. Only the sealing that made it opens it.
package struct SealedSecret: Hashable, Sendable, Identifiable {
    /// The kind of secret. A kind is part of what is sealed, so that a secret cannot be taken for one of another kind.
    package enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
        case pin, puk, adminKey, privateKey, dataItem
    }

    package let id: UUID
    package let kind: Kind
    /// The smart card, request or certificate to which it belongs.
    package let subject: UUID
    /// Names it among the secrets of one kind and subject, such as the number of an option.
    package let name: String
    package let sealed: [UInt8]

    package init(id: UUID, kind: Kind, subject: UUID, name: String = "", sealed: [UInt8]) {
        self.id = id
        self.kind = kind
        self.subject = subject
        self.name = name
        self.sealed = sealed
    }
}

/// Seals and opens secrets. Opening one is an act: who calls it writes an event in the record in the same commit, or before the secret is given away.
package protocol SecretSealing: Sendable {
    /// - Throws: when the key that seals is not there.
    func seal(_ secret: [UInt8], id: UUID, kind: SealedSecret.Kind, subject: UUID, name: String) async throws -> SealedSecret
    /// - Throws: when it was altered, is of another installation, or the key is not there.
    func open(_ secret: SealedSecret) async throws -> [UInt8]
}

/// The sealing of an installation without a key for secrets: nothing is sealed, and nothing can be opened.
package struct MissingSecretKey: SecretSealing {
    package init() {}

    package func seal(_ secret: [UInt8], id: UUID, kind: SealedSecret.Kind, subject: UUID, name: String) throws -> SealedSecret {
        throw Self.error
    }

    package func open(_ secret: SealedSecret) throws -> [UInt8] { throw Self.error }

    private static var error: ManagementError {
        ManagementError(.unavailable, "This server has no key for secrets, so it keeps none. Start it with its whole data directory.")
    }
}
