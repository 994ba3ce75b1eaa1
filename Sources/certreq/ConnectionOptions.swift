import Foundation
import CertEnroll
import ArgumentParser
import CAInterface
import CertCli
import PKIFormats

/// The options that name the CA, the account and the trusted roots.
struct ConnectionOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("The CA. Its name may be omitted when the server has only one CA.", valueName: "host[:port]\\CA")
    )
    var config: String?

    @Option(name: .long, help: ArgumentHelp("The server, instead of --config.", valueName: "https://host:port"))
    var server: String?

    @Option(name: .long, help: "The account to sign in as.")
    var user: String?

    @Option(name: .long, help: ArgumentHelp("A file whose first line is the password of --user.", valueName: "file"), completion: .file())
    var passwordFile: String?

    @Option(
        name: .long,
        help: ArgumentHelp("A file with lines username= and password=, as the server writes it.", valueName: "file"),
        completion: .file()
    )
    var credentials: String?

    @Option(
        name: .long,
        help: ArgumentHelp("A client certificate (PEM, its issuers after it) to sign in with.", valueName: "file"),
        completion: .file()
    )
    var clientCertificate: String?

    @Option(name: .long, help: ArgumentHelp("The PEM key of --client-certificate.", valueName: "file"), completion: .file())
    var clientKey: String?

    @Option(
        name: .long,
        help: ArgumentHelp("A certificate of the store to sign in with: thumbprint, serial number or name.", valueName: "certificate")
    )
    var certificate: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Trust these root certificates instead of the system's.", valueName: "file"),
        completion: .file()
    )
    var trust: String?

    @Option(name: .long, help: ArgumentHelp("Trust the root with this SHA-256 fingerprint, as the server prints it.", valueName: "hex"))
    var fingerprint: String?

    func validate() throws {
        if config != nil, server != nil { throw ValidationError("Give --config or --server, not both.") }
        if trust != nil, fingerprint != nil { throw ValidationError("Give --trust or --fingerprint, not both.") }
        if (user == nil) != (passwordFile == nil) { throw ValidationError("Give --user and --password-file together.") }
        if (clientCertificate == nil) != (clientKey == nil) {
            throw ValidationError("Give --client-certificate and --client-key together.")
        }
        if [user, credentials, clientCertificate, certificate].compactMap({ $0 }).count > 1 {
            throw ValidationError("Give only one of --user, --credentials, --certificate and --client-certificate.")
        }
    }

    /// The connection, with what the client configuration adds.
    /// - Parameter stores: where a certificate to sign in with is looked up.
    func resolved(_ stores: StoreOptions, mayMissConfiguration: Bool = false) async throws -> Connection {
        let configuration = server == nil ? try ClientConfiguration.load(mayMiss: mayMissConfiguration) : nil
        var known = configuration?.authority(config)
        if known == nil, config == "-" { known = try await configuration?.chosen() }
        var credential = try await given(stores)
        if credential == nil { credential = try await known?.credential(stores) }
        return Connection(
            config: try known?.address ?? configText,
            credential: credential ?? .anonymous,
            trust: try givenTrust ?? known?.serverTrust ?? .system
        )
    }

    private var configText: String {
        get throws {
            if let config, config != "-" { return config }
            guard let server else {
                throw ValidationError(
                    "Name the CA: --config 'host[:port]\\CA name' or --server https://host:port; certreq login writes a file that names it for you."
                )
            }
            guard let url = URLComponents(string: server), url.scheme == "https", let host = url.host, !host.isEmpty else {
                throw ValidationError("--server \(server) is not an https:// address.")
            }
            return host + (url.port.map { ":\($0)" } ?? "")
        }
    }

    private func given(_ stores: StoreOptions) async throws -> Credential? {
        if let credentials { return try CredentialFile.read(credentials) }
        if let user, let passwordFile { return .password(user, try CredentialFile.password(passwordFile)) }
        if let certificate { return try await StoredCertificate.find(certificate, stores).credential() }
        if let clientCertificate, let clientKey { return try CredentialFile.certificate(clientCertificate, key: clientKey) }
        return nil
    }

    private var givenTrust: ServerTrust? {
        get throws {
            if let trust { return try .anchors(file: try Files.read(trust)) }
            if let fingerprint { return try .root(fingerprint: fingerprint) }
            return nil
        }
    }
}

/// The options after their files have been read.
struct Connection {
    let config: String
    var credential: Credential
    let trust: ServerTrust

    /// Whether nobody signs in.
    var isAnonymous: Bool { credential.isAnonymous }

    /// The config string, including its CA part.
    func completeConfig(_ connector: RemoteConnector) async throws -> String {
        try await connector.completed(try ConfigString(config, authorityRequired: false)).description
    }
}
