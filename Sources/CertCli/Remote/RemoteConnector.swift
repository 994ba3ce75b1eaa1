public import CAInterface

/// Finds CAs over HTTPS. One transport serves all CAs of one server.
public actor RemoteConnector: AuthorityConnector {
    private let credential: Credential
    private let trust: ServerTrust
    private let options: HTTPOptions
    private var transports: [String: HTTPTransport] = [:]

    public init(credential: Credential, trust: ServerTrust, options: HTTPOptions = HTTPOptions()) {
        self.credential = credential
        self.trust = trust
        self.options = options
    }

    public nonisolated func connector(for credential: Credential) -> (any AuthorityConnector)? {
        RemoteConnector(credential: credential, trust: trust, options: options)
    }

    public func authority(_ config: ConfigString) async throws -> any CertificateAuthority {
        RemoteAuthority(transport: try await transport(config), name: config.authority)
    }

    /// The CAs of a server that issue certificates.
    public func authorities(_ config: ConfigString) async throws -> [AuthorityDescription] {
        try await RemoteAdministration(transport: try await transport(config), authority: config.authority).authorities()
    }

    /// The config string with its CA part: unchanged if it has one, completed with the server's only CA otherwise.
    /// - Throws: `CAError` with 0x80070057 when there are several to choose from.
    public func completed(_ config: ConfigString) async throws -> ConfigString {
        guard config.authority.isEmpty else { return config }
        let found = try await authorities(config)
        guard let only = found.first, found.count == 1 else {
            let names = found.map(\.name).joined(separator: ", ")
            throw CAError(
                .malformed,
                status: .invalidArgument,
                found.isEmpty
                    ? "The server at \(config.machine) has no CA that issues."
                    : "The server at \(config.machine) has several CAs; name one as \(config.machine)\\NAME: \(names)."
            )
        }
        return ConfigString(host: config.host, port: config.port, authority: only.name)
    }

    /// The server's administration, over the same connections.
    package func administration(_ config: ConfigString) async throws -> RemoteAdministration {
        RemoteAdministration(transport: try await transport(config), authority: config.authority)
    }

    func transport(_ config: ConfigString) async throws -> HTTPTransport {
        if let known = transports[config.machine] { return known }
        let made = try await HTTPTransport.connect(to: config, credential: credential, trust: trust, options: options)
        transports[config.machine] = made
        return made
    }
}
