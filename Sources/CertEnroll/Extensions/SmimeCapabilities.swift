import CAInterface
public import PKIFormats

/// Ciphers for mail, the preferred one first. Source: "ISmimeCapabilities interface".
public final class SmimeCapabilities: ObjectCollection<SmimeCapability> {
    /// An empty collection.
    public init() { super.init() }

    /// The collection of these capabilities.
    public init(_ values: [SMIMECapabilities.Capability]) { super.init(values.map { SmimeCapability($0) }) }

    /// Adds the ciphers that this library decrypts by itself: AES with 256, 192 and 128 bits. Source:
    /// "ISmimeCapabilities::AddAvailableSmimeCapabilities".
    /// - Parameter machineContext: without effect, because the ciphers of both contexts are the same.
    public func addAvailableSmimeCapabilities(_ machineContext: Bool) throws {
        for cipher in [OID.Algorithms.aes256CBC, OID.Algorithms.aes192CBC, OID.Algorithms.aes128CBC] {
            try add(SmimeCapability(.init(cipher)))
        }
    }

    /// Adds the ciphers of a provider that this library computes, the strongest of each algorithm first. Source:
    /// "ISmimeCapabilities::AddFromCsp".
    /// - Throws: `CAError` with 0x80040007 for a provider that is not initialized.
    public func addFromCsp(_ provider: CspInformation) throws {
        for algorithm in try provider.cspAlgorithms where algorithm.type == .cipherInterface && algorithm.valid {
            for cipher in algorithm.identifiers { try add(SmimeCapability(.init(cipher))) }
        }
    }

    /// The capabilities as plain values.
    public var values: [SMIMECapabilities.Capability] { get throws { try map { try $0.value } } }

    func requiredValue() throws -> SMIMECapabilities {
        guard !isEmpty else { throw CAError.empty("S/MIME capabilities need a cipher. Add one, or leave the extension out.") }
        return SMIMECapabilities(try values)
    }

    override func accept(_ element: SmimeCapability) throws { _ = try element.value }
}
