package import PKICrypto
package import PortableFoundation

/// Makes the keys of certificates whose key is not the client's. A program may give the service another one, such as a hardware module that lets
/// its keys out once. Source: the documented interface IServerKeyGenerator; its members are chosen.
package protocol ServerKeyGenerator: Sendable {
    /// Makes a key that can be written out, because the service seals it and gives it to its user. A call may take seconds; it must not block the
    /// threads that serve requests.
    /// - Parameters:
    ///   - template: the name of the certificate template.
    ///   - target: the object GUID of the user who gets the key.
    func key(_ specification: KeySpecification, template: String, target: UUID) async throws -> PrivateKey
}

/// Makes keys in this process, on threads of its own.
package struct SoftwareKeyGenerator: ServerKeyGenerator {
    package init() {}

    package func key(_ specification: KeySpecification, template: String, target: UUID) async throws -> PrivateKey {
        try await BlockingWork.run { try PrivateKey(generating: specification) }
    }
}
