import ArgumentParser
import CAInterface
import CertCli
import CertEnroll
import Foundation

/// `certreq login` asks a server once and writes down how, so that later commands need no options.
struct LoginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login",
        abstract: "Writes a CA, its trust and your credentials into the client configuration.",
        discussion:
            "The file is $CHANCERY_CLIENT_CONFIG or ~/.config/chancery/client.yaml, with mode 0600. A former version is kept as client.yaml.before."
    )

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var stores: StoreOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The name for the CA in command lines, such as 'DC01\\Corp CA'; its config string when absent.",
            valueName: "name"
        )
    )
    var name: String?

    @Flag(name: .long, help: "Use this CA when a command names none.")
    var `default` = false

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    struct Result: Encodable {
        let file: String
        let name: String
        let address: String
    }

    func run() async throws {
        let found = try await connection.resolved(stores, mayMissConfiguration: true)
        let connector = RemoteConnector(credential: found.credential, trust: found.trust)
        let address = try await found.completeConfig(connector)
        let path = ClientConfiguration.ownPath()
        var configuration =
            try ClientFile.read(path).map { try ClientConfiguration(String(decoding: $0, as: UTF8.self), path: path) }
            ?? ClientConfiguration(path: path)
        let folder = URL(filePath: path).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        var authority = ClientConfiguration.Authority(name: name ?? address, address: address)
        authority.trust = connection.trust.map(Self.absolute)
        authority.fingerprint = connection.fingerprint
        authority.credentials = try connection.credentials.map(Self.absolute) ?? passwordFile(folder, address)
        authority.certificate = connection.certificate
        authority.store = connection.certificate == nil ? nil : stores.store.map(Self.absolute)
        if connection.clientCertificate != nil {
            throw ValidationError("login keeps no key files. Import the certificate with certreq pfx import, and give --certificate.")
        }
        configuration.authorities.removeAll { $0.name.lowercased() == authority.name.lowercased() }
        configuration.authorities.append(authority)
        if `default` || configuration.authorities.count == 1 { configuration.defaultName = authority.name }
        if let former = try ClientFile.read(path) { try ClientFile.write(former, to: path + ".before") }
        try ClientFile.write(Array(configuration.text.utf8), to: path)
        if json {
            try Console.json(Result(file: path, name: authority.name, address: address))
        } else {
            Console.say("Wrote \(authority.name) to \(path). Next: certreq enroll TEMPLATE")
        }
    }

    /// A password that was given by itself is kept in a file of mode 0600 beside the configuration.
    private func passwordFile(_ folder: String, _ address: String) throws -> String? {
        guard let user = connection.user, let file = connection.passwordFile else { return nil }
        let password = try CredentialFile.password(file)
        let safe = String((user + "-" + address).map { $0.isLetter || $0.isNumber || $0 == "." ? $0 : "-" })
        let path = folder + "/credentials-" + safe
        try ClientFile.write(Array("username=\(user)\npassword=\(password)\n".utf8), to: path)
        return path
    }

    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}
