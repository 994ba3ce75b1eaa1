import ArgumentParser
import CAInterface
import CertCli
import Foundation

/// Which running server an administration command talks to, and as whom.
struct ServerOptions: ParsableArguments {
    @Option(help: "The server's HTTPS address; from the data directory when absent.") var server: String?
    @Option(help: "The server's data directory: address, root certificate and administrator's credentials are read from it.") var data =
        "./chancery-data"
    @Option(help: "File with lines username= and password=; DIR/admin-credentials when absent.") var credentials: String?
    @Option(help: "PEM file of the root to trust; DIR/root.pem when absent.") var trust: String?
    @Option(help: "SHA-256 fingerprint of the root to trust, as the server prints it.") var fingerprint: String?
    @Option(help: "Common name of the CA; the first one that issues when absent.") var authority: String?
    @Flag(help: "Print JSON.") var json = false

    /// Connects and picks the CA.
    func connect() async throws -> RemoteAdministration {
        guard let address = server ?? Endpoints.read(from: data)?.https else {
            throw CommandFailure(
                "No server is known: \(Endpoints.path(in: data)) is absent. Start `chancery serve`, or give --server URL or --data DIR.")
        }
        guard let url = URL(string: address), url.scheme == "https", let host = url.host else {
            throw CommandFailure("\(address) is not an https:// address.", exitCode: 2)
        }
        let file = try AdministratorCredentials.read(from: credentials ?? AdministratorCredentials.path(in: data))
        let config = ConfigString(host: host, port: url.port ?? 443, authority: authority ?? "")
        let administration = try await RemoteAdministration(
            config, credential: .password(file.username, file.password), trust: try serverTrust())
        guard authority == nil else { return administration }
        guard let first = try await administration.authorities().first else {
            throw CommandFailure("The server has no CA that issues certificates.")
        }
        return administration.with(authority: first.name)
    }

    private func serverTrust() throws -> ServerTrust {
        if let fingerprint { return try .root(fingerprint: fingerprint) }
        let path = trust ?? data + "/root.pem"
        if let content = FileManager.default.contents(atPath: path) { return try .anchors(file: [UInt8](content)) }
        guard trust == nil else { throw CommandFailure("The file \(path) cannot be read.") }
        return .system
    }
}
