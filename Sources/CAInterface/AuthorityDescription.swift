import PKIFormats

/// The facts about a CA that anybody signed in may read.
public struct AuthorityDescription: Sendable, Hashable {
    public let name: String
    public let sanitizedName: String
    /// `host[:port]\name`.
    public let configString: String
    /// DER of the CA's newest certificate, and of its issuers up to and including the root.
    public let certificate: [UInt8]
    public let chain: [[UInt8]]
    /// One person may request and approve here; certificate management follows it.
    public let isSingleOperator: Bool

    public init(
        name: String,
        sanitizedName: String,
        configString: String,
        certificate: [UInt8],
        chain: [[UInt8]],
        isSingleOperator: Bool = false
    ) {
        self.name = name
        self.sanitizedName = sanitizedName
        self.configString = configString
        self.certificate = certificate
        self.chain = chain
        self.isSingleOperator = isSingleOperator
    }
}
