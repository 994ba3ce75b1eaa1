import ArgumentParser
import CAInterface
import CertCli
import Foundation

/// The running server that an administration command talks to, and the account it uses.
struct ServerOptions: ParsableArguments {
    static let defaultData = "./chancery-data"

    @Option(help: "The server's HTTPS address; from the data directory, or the last login, when absent.") var server: String?
    @Option(
        help:
            "The server's data directory, for its address, root certificate and administrator's credentials; ./chancery-data when absent.",
        completion: .directory
    )
    var data: String?
    @Option(help: "File with lines username= and password=; the kept login, or DIR/admin-credentials, when absent.", completion: .file())
    var credentials: String?
    @Option(help: "PEM file of the root to trust; DIR/root.pem when absent.", completion: .file()) var trust: String?
    @Option(help: "SHA-256 fingerprint of the root to trust, as the server prints it.") var fingerprint: String?
    @Option(help: "Common name of the CA; the first one that issues when absent.") var authority: String?
    @Flag(help: "Print JSON.") var json = false

    /// The connection to the server, for a command.
    struct Target {
        let url: String
        let host: String
        let port: Int
    }

    /// The connection of a command, and the account it signs in as.
    struct Session {
        let administration: RemoteAdministration
        let account: AdministratorCredentials
        /// The entry of the login file, if one was used.
        let login: LoginFile.Entry?
        /// The credentials file, if one was used instead.
        let credentialsFile: String?
    }

    /// Connects and picks the CA.
    func connect() async throws -> RemoteAdministration { try await session().administration }

    func session() async throws -> Session {
        let target = try target()
        let login = try login(for: target)
        let file = credentials ?? (data ?? Self.defaultData) + "/admin-credentials"
        let account: AdministratorCredentials
        if let login {
            account = AdministratorCredentials(username: login.username, password: login.password)
        } else {
            guard credentials != nil || FileManager.default.fileExists(atPath: file) else {
                throw CommandError(
                    "There is no login to \(target.url), and no \(file). Sign in with `chancery login NAME --server \(target.url)`, or give --credentials FILE."
                )
            }
            account = try AdministratorCredentials.read(from: file)
        }
        let administration = try await administration(at: target, as: account, trust: try trust(for: login))
        return Session(
            administration: try await picked(administration),
            account: account,
            login: login,
            credentialsFile: login == nil ? file : nil
        )
    }

    func administration(at target: Target, as account: AdministratorCredentials, trust: ServerTrust) async throws -> RemoteAdministration {
        let config = ConfigString(host: target.host, port: target.port, authority: authority ?? "")
        return try await RemoteAdministration(config, credential: .password(account.username, account.password), trust: trust)
    }

    private func picked(_ administration: RemoteAdministration) async throws -> RemoteAdministration {
        guard authority == nil else { return administration }
        guard let first = try await administration.authorities().first else {
            throw CommandError("The server has no CA that issues certificates.")
        }
        return administration.with(authority: first.name)
    }

    /// The data directory for a command that we print; `DIR` when none is here.
    var dataShown: String {
        let directory = data ?? Self.defaultData
        return Endpoints.read(from: directory) == nil ? "DIR" : ShellText.word(directory)
    }

    func target() throws -> Target {
        if server == nil {
            let directory = data ?? Self.defaultData
            try DirectoryPermission.require(to: Endpoints.path(in: directory), of: directory)
        }
        let known = try server ?? Endpoints.read(from: data ?? Self.defaultData)?.https ?? (data == nil ? lastLogin()?.server : nil)
        guard let known else {
            throw CommandError(
                "No server is known: \(Endpoints.path(in: data ?? Self.defaultData)) is absent. Start `chancery serve`, or give --server URL or --data DIR."
            )
        }
        guard let url = URL(string: known), url.scheme == "https", let host = url.host, let port = WebAddress.port(of: url) else {
            throw CommandError("\(known) is not an https:// address with a port from 1 to 65535.", exitCode: 2)
        }
        return Target(url: known, host: host, port: port)
    }

    /// The kept login to this server. A data directory or credentials file that the caller names comes first, if it has an account.
    private func login(for target: Target) throws -> LoginFile.Entry? {
        if credentials != nil { return nil }
        if let data, FileManager.default.fileExists(atPath: AdministratorCredentials.path(in: data)) { return nil }
        return try LoginFile.read(from: LoginFile.path()).entry(target.url)
    }

    private func lastLogin() throws -> LoginFile.Entry? { try LoginFile.read(from: LoginFile.path()).entry(nil) }

    /// The file of certificates to trust; nil when none is named and the data directory has none.
    func trustFile() throws -> [UInt8]? {
        let path = trust ?? (data ?? Self.defaultData) + "/root.pem"
        if let content = FileManager.default.contents(atPath: path) { return [UInt8](content) }
        guard trust == nil else { throw CommandError("The file \(path) cannot be read.") }
        return nil
    }

    func trust(for login: LoginFile.Entry?) throws -> ServerTrust {
        if let fingerprint { return try .root(fingerprint: fingerprint) }
        // Somebody who can read the server's own files recognizes it by its key, whatever the dates of its certificate.
        let directory = data ?? Self.defaultData
        if server == nil, trust == nil, Endpoints.read(from: directory) != nil, let own = ServerCertificate.certificate(in: directory) {
            return .key(of: own)
        }
        if trust == nil, let login {
            if let fingerprint = login.fingerprint { return try .root(fingerprint: fingerprint) }
            if let root = login.root { return try .anchors(file: Array(root.utf8)) }
        }
        return try trustFile().map { try .anchors(file: $0) } ?? .system
    }
}
