/// Names a private key: the provider that keeps it, and the provider's name for the key. It contains no key material, so it may be written
/// anywhere.
public struct KeyReference: Sendable, Hashable, Codable {
    /// ``KeyProvider/name`` of the provider, for example `store`.
    public let provider: String
    /// The provider's name for the key: a file, a label, the URI of a token's object.
    public let name: String

    public init(provider: String, name: String) {
        self.provider = provider
        self.name = name
    }
}
