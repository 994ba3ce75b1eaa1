import ArgumentParser
import Foundation
import FrontEnds

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Start everything. An empty data directory is set up first; a start that was killed is completed by the next.",
        discussion: """
            The first start creates a root and an issuing CA, a TLS certificate, the built-in templates, a sample profile template, \
            an administrator and this host's machine principal. The administrator's password is in DIR/admin-credentials.
            """)

    @Option(help: "The data directory; created with mode 0700 when absent.") var data = "./chancery-data"
    @Option(help: "HOST:PORT of the HTTPS listener; port 0 takes a free one.") var https = ListenAddress(host: "127.0.0.1", port: 8443)
    @Option(help: "HOST:PORT of the plain listener for CRLs and CA certificates.") var http = ListenAddress(host: "127.0.0.1", port: 8080)
    @Option(name: .customLong("host"), help: "A name this server is reached by; may be repeated.") var hosts: [String] = []
    @Option(help: "The domain suffix of the built-in directory.") var domain: String?
    @Option(help: "What the CRL and CA certificate URLs begin with; fixed at first start.") var publicHttp: String?
    @Option(help: "O of the CA certificates' names, at first start.") var organization = "Chancery"
    @Flag(help: "Let one person request and approve. Marked in the record; doctor reports it.") var singleOperator = false
    @Option(help: "File holding the passphrase of the CA and server keys.") var passphraseFile: String?
    @Option(help: "Open file descriptor to read that passphrase from.") var passphraseFd: Int32?
    @Flag(help: "Ask for that passphrase on the terminal.") var askPassphrase = false
    @Option(help: "File holding the passphrase of the root key.") var rootPassphraseFile: String?
    @Option(
        name: .customLong("trusted-proxy"),
        help: "ADDRESS or ADDRESS/BITS of a proxy whose connections begin with a PROXY protocol header, version 2; may be repeated.")
    var trustedProxies: [AddressBlock] = []
    @Option(help: "trace, debug, info, notice, warning, error.") var logLevel = "notice"

    func run() async throws {
        var settings = Settings()
        settings.dataDirectory = data
        settings.https = https
        settings.http = http
        settings.hosts = hosts
        settings.domain = domain
        settings.publicHTTP = try publicHttp.map(checkedPublicAddress)
        settings.organization = organization
        settings.singleOperator = singleOperator
        settings.passphrase = try Passphrase.read(file: passphraseFile, descriptor: passphraseFd, ask: askPassphrase)
        settings.rootPassphrase = try Passphrase.read(file: rootPassphraseFile, descriptor: nil, ask: false)
        settings.logLevel = logLevel
        settings.trustedProxies = trustedProxies
        try await Server.run(settings)
    }

    private func checkedPublicAddress(_ text: String) throws -> String {
        let trimmed = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard let url = URL(string: trimmed), url.scheme == "http", url.host != nil else {
            throw CommandFailure(
                "--public-http \(text) is not an http:// URL. Give one that relying parties can reach, e.g. http://pki.example.com.",
                exitCode: 2)
        }
        return trimmed
    }
}

extension AddressBlock: ExpressibleByArgument {
    package init?(argument: String) { self.init(text: argument) }
}
