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
