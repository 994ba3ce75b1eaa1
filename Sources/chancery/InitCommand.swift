import ArgumentParser
import CACore
import CAInterface
import CertificateTemplates
import Foundation
import Logging
import PKICrypto
import PKIDirectory
import PKIFormats
import Store
import SystemFiles

/// Makes the first CA of an empty data directory as the operator wants it, instead of the root and issuing CA that the first `serve` makes.
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make the first CA of an empty data directory.",
        discussion: """
            chancery init --name "Example Root CA" --key rsa-4096 --hash sha384 --data ./root
            chancery init --name "Example Issuing CA" --subordinate --public-address http://pki.example.com --data ./issuing

            A root signs CAs only, and its key is opened for each signature. With --issuing it signs itself and issues to accounts. With --subordinate, \
            the request is in DIR/requests, and the CA waits for its certificate: chancery authority install-certificate

            `chancery serve` goes on with this CA and makes no other. Further ones: chancery authority add
            """
    )
    @OptionGroup var authority: NewAuthorityOptions
    @Flag(help: "Write a request for a CA elsewhere.") var subordinate = false
    @Flag(help: "Sign its own certificate and issue to accounts.") var issuing = false
    @Option(help: "A CAPolicy.inf, whose settings count where no option does.", completion: .file()) var capolicy: String?
    @Option(help: "The data directory.", completion: .directory) var data = ServerOptions.defaultData
    @Option(help: "DNS name in config strings, and in the public address when that is absent.") var host: String?
    @Flag(help: "One person may request and approve.") var singleOperator = false
    @OptionGroup var passphrases: SealingPassphraseOptions
    @OptionGroup var token: TokenOptions

    func validate() throws {
        if authority.keyToken != nil, token.module == nil { throw ValidationError("--key-token needs --pkcs11-module FILE.") }
        if subordinate, issuing { throw ValidationError("Give only one of --subordinate and --issuing.") }
    }

    func run() async throws {
        try DirectoryPermission.require(to: data, of: data)
        let keys = try authority.keyToken.map { try token.keys(try TokenOptions.place($0, option: "--key-token")) }
        let place = try await OfflineInstallation.open(data, host: host, passphrases: passphrases, tokens: keys)
        var order = try authority.order(parent: subordinate ? .elsewhere : .itself, issues: subordinate || issuing)
        let policy = try capolicy.map { try CAPolicyFile.read($0) }
        if let policy { try policy.apply(to: &order, keeping: authority) }
        let present = try await place.store.authorities()
        // The process may have died after the CA was stored and before its request was written.
        if subordinate, present.count == 1, let waiting = present.first(where: { $0.name == authority.name }), waiting.generations.isEmpty {
            try await complete(place, waiting, loadsTemplates: order.loadsTemplates)
            return
        }
        guard present.isEmpty else {
            throw CommandError(
                "\(data) has a CA already. Add another one while the server runs: chancery authority add. Or give an empty directory with --data."
            )
        }
        let domain = try await place.store.domainIdentifier()
        let foundation = AuthorityFoundation(store: place.store, keys: place.ring, now: Date(), actor: .service(.command))
        let key = try await foundation.makeKey(for: order, among: [])
        let (made, changes) = try await foundation.found(
            order,
            key: key,
            among: [],
            in: AuthorityFoundation.Surroundings(
                dnsName: place.settings.configHost,
                publicAddress: order.publicAddress ?? "http://\(place.settings.configHost):8080",
                access: FirstStartAuthorities.access(enrolls: order.issues, domain: domain),
                singleOperator: singleOperator
            ),
            parent: nil,
            templates: []
        )
        try await place.store.commit(changes, expecting: .nothing)
        try await complete(place, made, loadsTemplates: order.issues && order.loadsTemplates)
    }

    private func complete(_ place: OfflineInstallation, _ made: StoredAuthority, loadsTemplates: Bool) async throws {
        try await FirstStartAuthorities.completeTemplates(
            in: place.store,
            domain: try await place.store.domainIdentifier(),
            publishedBy: loadsTemplates ? [made.number] : [],
            clock: { Date() }
        )
        try await place.store.close()
        try say(made)
        warn(about: made.publicAddress)
    }

    /// The address goes into certificates, and nothing takes it out of them again.
    private func warn(about address: String) {
        guard let host = URLComponents(string: address)?.host, ListenAddress(host: host, port: 0).isLoopback else { return }
        Terminal.complain(
            """
            chancery: \(address) is in every certificate that this CA signs, and other machines cannot fetch lists there. \
            Unless this is a trial, make the CA again in an empty directory, with --public-address http://HOST.
            """
        )
    }

    /// What a later command needs to reach the key.
    private var tokenOptions: String {
        guard authority.keyToken != nil, let module = token.module else { return "" }
        let pin = token.tokenPinFile.map { " --token-pin-file \(ShellText.word($0))" } ?? " --ask-token-pin"
        return " --pkcs11-module \(ShellText.word(module))\(pin)"
    }

    private func say(_ made: StoredAuthority) throws {
        if let request = made.renewal?.request {
            let directory = data + "/requests"
            try SystemCalls.makeDirectory(directory)
            let file = SanitizedName.of(made.name) + ".req"
            let text = PEMDocument(label: "CERTIFICATE REQUEST", bytes: request).text
            try DurableFile.write(Array(text.utf8), directory: directory, name: file, mode: 0o644)
            Terminal.say(
                """
                \(made.name) waits for its certificate. The request is in \(directory)/\(file).
                Take it to the CA above. Then start the server, and install the answer with every certificate up to the root:
                  chancery serve --data \(ShellText.word(data))\(tokenOptions)
                  chancery authority install-certificate FILE… --ca \(ShellText.word(made.name)) --data \(ShellText.word(data))
                """
            )
            return
        }
        guard let bytes = made.generations.last?.certificate else { return }
        let certificate = try Certificate(derEncoded: bytes)
        Terminal.say(
            """
            \(made.name) is made.
              Certificate SHA-256  \(Hex.encode(Digest.sha256(bytes)))
              Serial               \(certificate.serialHex)
              Valid until          \(certificate.notAfter.formatted(.iso8601))
              Lists                \(PublicLocation.url(made.publicAddress, path: made.keys.last?.listPath ?? ""))
            Start the server: chancery serve --data \(ShellText.word(data))\(tokenOptions)
            """ + (authority.keyToken == nil ? "\nOr sign without one: chancery authority sign-request, chancery authority sign-list" : "")
        )
    }
}
