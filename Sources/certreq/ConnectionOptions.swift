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
        if [user, credentials, clientCertificate].compactMap({ $0 }).count > 1 {
            throw ValidationError("Give only one of --user, --credentials and --client-certificate.")
        }
    }

    var connection: Connection {
        get throws {
            Connection(config: try configText, credential: try credential, trust: try serverTrust)
        }
    }

    private var configText: String {
        get throws {
            if let config { return config }
            guard let server else { throw ValidationError("Name the CA: --config 'host[:port]\\CA name' or --server https://host:port.") }
            guard let url = URLComponents(string: server), url.scheme == "https", let host = url.host, !host.isEmpty else {
                throw ValidationError("--server \(server) is not an https:// address.")
            }
            return host + (url.port.map { ":\($0)" } ?? "")
        }
    }

    private var credential: Credential {
        get throws {
            if let credentials { return try CredentialFile.read(credentials) }
            if let user, let passwordFile {
                let text = String(decoding: try Files.read(passwordFile), as: UTF8.self)
                guard let first = text.split(whereSeparator: \.isNewline).first else {
                    throw CAError(
                        .malformed,
                        status: .invalidData,
                        "The password file \(passwordFile) is empty. Its first line must be the password."
                    )
                }
                return .password(user, String(first))
            }
            if let clientCertificate, let clientKey { return try CredentialFile.certificate(clientCertificate, key: clientKey) }
            return .anonymous
        }
    }

    private var serverTrust: ServerTrust {
        get throws {
            if let trust { return try .anchors(file: try Files.read(trust)) }
            if let fingerprint { return try .root(fingerprint: fingerprint) }
            return .system
        }
    }
}

/// The options after their files have been read.
struct Connection {
    let config: String
    let credential: Credential
    let trust: ServerTrust

    /// The config string, including its CA part.
    func completeConfig(_ connector: RemoteConnector) async throws -> String {
        try await connector.completed(try ConfigString(config, authorityRequired: false)).description
    }
}
