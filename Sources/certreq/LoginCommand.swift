import ArgumentParser
import CAInterface
import CertCli
import CertEnroll
import Foundation
import PKICrypto
import PKIFormats

/// `certreq login` asks a server once and writes down how, so that later commands need no options.
struct LoginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login",
        abstract: "Writes a CA, its trust and your credentials into the client configuration.",
        discussion:
            "The file is $CHANCERY_CLIENT_CONFIG or ~/.config/chancery/client.yaml, with mode 0600. Former versions are kept as client.yaml.before, client.yaml.before-2 and so on."
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
        /// The computer's file, whose authorities are in the account's own file now; nil when there was an own file, or no file.
        var copied: String?
        /// The file that has the former version.
        var former: String?
    }

    func validate() throws {
        if connection.clientCertificate != nil {
            throw ValidationError("login keeps no key files. Import the certificate with certreq pfx import, and give --certificate.")
        }
    }

    func run() async throws {
        let found = try await connection.resolved(stores, mayMissConfiguration: true)
        let connector = RemoteConnector(credential: found.credential, trust: found.trust)
        let address = try await found.completeConfig(connector)
        let path = ClientConfiguration.ownPath()
        let folder = URL(filePath: path).deletingLastPathComponent().path
        var result = Result(file: path, name: name ?? address, address: address)
        try ClientFile.whileAlone(in: folder) {
            let own = try ClientFile.read(path)
            var configuration =
                try own.map { try ClientConfiguration(String(decoding: $0, as: UTF8.self), path: path) }
                ?? ClientConfiguration.load(mayMiss: true) ?? ClientConfiguration(path: path)
            if own == nil, configuration.path != path { result.copied = configuration.path }
            var authority = ClientConfiguration.Authority(name: result.name, address: address)
            authority.trust = connection.trust.map(Self.absolute)
            authority.fingerprint = connection.fingerprint
            authority.credentials = try connection.credentials.map(Self.absolute) ?? passwordFile(folder, address)
            authority.certificate = connection.certificate
            authority.store = connection.certificate == nil ? nil : stores.store.map(Self.absolute)
            configuration.authorities.removeAll { $0.name.lowercased() == authority.name.lowercased() }
            configuration.authorities.append(authority)
            if `default` || configuration.authorities.count == 1 { configuration.defaultName = authority.name }
            let text = Array(configuration.text.utf8)
            if let own, own != text { result.former = try Self.keep(own, of: path) }
            try ClientFile.write(text, to: path)
        }
        if json { return try Console.json(result) }
        Console.say("Wrote \(result.name) to \(path). Next: certreq enroll TEMPLATE")
        if let former = result.former { Console.say("The former version is \(former).") }
        if let copied = result.copied {
            Console.say(
                "Its other authorities come from \(copied), which this account reads no longer; later changes there do not reach it."
            )
        }
    }

    /// Keeps a former version under a name that no other version has.
    private static func keep(_ bytes: [UInt8], of path: String) throws -> String {
        var number = 1
        while true {
            let name = path + ".before" + (number == 1 ? "" : "-\(number)")
            if try ClientFile.writeFirst(bytes, to: name) == bytes { return name }
            number += 1
        }
    }

    /// A password that was given by itself is kept in a file of mode 0600 beside the configuration. Its name ends in a digest of account and CA,
    /// because two of them may differ only in characters that a file's name does not take.
    private func passwordFile(_ folder: String, _ address: String) throws -> String? {
        guard let user = connection.user, let file = connection.passwordFile else { return nil }
        let password = try CredentialFile.password(file)
        let safe = String((user + "-" + address).map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "." ? $0 : "-" }.prefix(80))
        let digest = Hex.encode(Digest.sha256(Array("\(user)\0\(address.lowercased())".utf8)).prefix(8))
        let path = folder + "/credentials-\(safe)-\(digest)"
        try ClientFile.write(Array("username=\(user)\npassword=\(password)\n".utf8), to: path)
        return path
    }

    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}
