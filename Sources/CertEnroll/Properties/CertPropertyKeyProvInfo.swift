import CAInterface

/// 2: the place of the private key. Source: "ICertPropertyKeyProvInfo interface".
///
/// The octets are the provider and its name for the key as text, on a line each. Those of Windows have addresses of a process in them.
public final class CertPropertyKeyProvInfo: CertProperty {
    override class var number: CertEnrollPropertyID? { .keyProvInfo }

    /// - Throws: `CAError` with 0x800704DF the second time.
    public func initialize(_ privateKey: KeyReference) throws {
        try initialize(PropertyText.octets(of: privateKey.provider + "\n" + privateKey.name))
    }

    /// The place of the key. Source: "ICertPropertyKeyProvInfo::get_PrivateKey".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var privateKey: KeyReference { get throws { try Self.reference(try value(for: "privateKey")) } }

    /// Takes the place of a key that is open. Source: "ICertPropertyKeyProvInfo::Initialize".
    /// - Throws: `CAError`: 0x80040007 no key is open, 0x800704DF the second time.
    public func initialize(_ privateKey: X509PrivateKey) throws { try initialize(try privateKey.material().reference) }

    /// The key at that place, opened. Source: "ICertPropertyKeyProvInfo::get_PrivateKey".
    /// - Parameter machineContext: whose store has the key.
    /// - Throws: `CAError`: 0x80040007 before initialization, 0x8009200A when the key cannot be loaded.
    public func openPrivateKey(machineContext: Bool) async throws -> X509PrivateKey {
        let reference = try privateKey
        let key = X509PrivateKey(lookup: lookup)
        try key.setMachineContext(machineContext)
        do {
            try await key.open(reference)
        } catch {
            throw CAError(
                .notFound,
                status: .unexpectedMessageType,
                "The key \(reference.name) of the provider \"\(reference.provider)\" cannot be loaded: \(error)",
                cause: error
            )
        }
        return key
    }

    override func check(_ value: [UInt8]) throws { _ = try Self.reference(value) }

    static func reference(_ value: [UInt8]) throws(CAError) -> KeyReference {
        let lines = try PropertyText.text(of: value).split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 2, !lines[0].isEmpty, !lines[1].isEmpty else {
            throw CAError(
                .malformed,
                status: .invalidData,
                "The property does not name a key: it needs a provider and the name of the key there."
            )
        }
        return KeyReference(provider: String(lines[0]), name: String(lines[1]))
    }
}
