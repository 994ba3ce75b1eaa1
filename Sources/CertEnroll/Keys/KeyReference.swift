/// Names a private key: the provider that keeps it, and the key's name there. It holds no key material, so it may be written anywhere.
public struct KeyReference: Sendable, Hashable, Codable {
    /// ``KeyProvider/name`` of the provider, for example `store`.
    public let provider: String
    /// How the provider finds the key: a file, a label, the URI of a token's object.
    public let name: String

    public init(provider: String, name: String) {
        self.provider = provider
        self.name = name
    }
}
