import ArgumentParser
import CAInterface
import CertCli
import CertEnroll
import PKIFormats

/// `certreq submit REQUEST [CERTIFICATE [CHAIN [FULLRESPONSE]]]`.
struct SubmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "submit", abstract: "Sends a request to a CA.")

    @Argument(help: "The request: DER, PEM or base64.", completion: .file())
    var request: String

    @OptionGroup var files: OutputFiles
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var stores: StoreOptions

    @Option(name: .long, help: ArgumentHelp("Attributes beside the request, name:value, separated by \\n.", valueName: "text"))
    var attrib: String?

    @Option(name: .long, help: "The template; the same as --attrib CertificateTemplate:NAME.")
    var template: String?

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    func run() async throws {
        var attributes = AttributeArgument.raw(attrib)
        if let template { attributes = "CertificateTemplate:\(template)\n" + attributes }
        let connection = try await connection.resolved(stores)
        let outputs = try files.outputs(input: request)
        let der = try RequestFile.read(request)
        let connector = RemoteConnector(credential: connection.credential, trust: connection.trust)
        let client = CertCli.CertRequest(connector: connector)
        let config = try await connection.completeConfig(connector)
        let stored = try StoredSubmission(der, stores, config: config, attributes: attributes)
        let code = try await client.submit(
            der,
            flags: files.submitFlags(.binary),
            attributes: RequestAttributes(raw: attributes),
            config: config,
            submissionKey: stored?.key
        )
        let outcome = try RequestOutcome(code, client)
        var aftermath = Aftermath()
        await aftermath.attempt { try stored?.note(client, code) }
        await aftermath.attempt {
            try outcome.announce(json: json, hint: "Ask again later: certreq retrieve \(client.requestID) --config '\(config)' …")
        }
        try await outcome.conclude(client, outputs, stores, config, aftermath, json: json)
    }
}

/// A request id or, without `0x` and not in decimal, a serial number. Source: "certreq" command reference, -retrieve.
enum Selector {
    case requestID(Int)
    case serial(String)

    init(_ text: String) {
        if let id = Int(text), text.count < 10 {
            self = .requestID(id)
        } else if text.lowercased().hasPrefix("0x"), let id = Int(text.dropFirst(2), radix: 16) {
            self = .requestID(id)
        } else {
            self = .serial(text)
        }
    }

    func ask(_ client: CertCli.CertRequest, _ config: String) async throws -> DispositionCode {
        switch self {
        case .requestID(let id): try await client.retrievePending(id, config: config)
        case .serial(let serial): try await client.issuedCertificate(serialNumber: serial, config: config)
        }
    }
}

/// Puts the certificate's issuers into the stores, so that `accept` can later check a certificate that comes without them.
///
/// The caller chose how to authenticate the CA, so its root is trusted as one from a directory would be. If a store does not exist yet, it is not
/// made.
enum ChainKeeper {
    static func keep(_ client: CertCli.CertRequest, _ config: String, _ stores: StoreOptions) async throws {
        let directories = stores.directories.filter { EnrollmentStore.exists(at: $0) }
        guard !directories.isEmpty else { return }
        var issuers = try client.issuers()
        if issuers.isEmpty {
            issuers = try SignedData(
                contentInfo: try await client.caCertificate(exchange: false, config: config, flags: OutputFlags(.binary, .chain)).bytes
            ).certificates
        }
        for directory in directories {
            // This account may not have access to the machine's store. Then it will not accept into it either.
            guard let store = try? EnrollmentStore(directory: directory) else { continue }
            for der in issuers {
                if try Certificate(derEncoded: der).isSelfIssued { try store.addRoot(der) } else { try store.addAuthority(der) }
            }
        }
    }
}
