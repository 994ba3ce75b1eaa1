import ArgumentParser
import CAInterface
import CertCli
import CertEnroll
import Foundation
import PKIFormats

/// `certreq submit REQUEST [CERTIFICATE [CHAIN [FULLRESPONSE]]]`.
struct SubmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "submit", abstract: "Sends a request to a CA.")

    @Argument(help: "The request: DER, PEM or base64.")
    var request: String

    @OptionGroup var files: OutputFiles
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var stores: StoreOptions

    @Option(name: .long, help: ArgumentHelp("Attributes beside the request, name:value, parted by \\n.", valueName: "text"))
    var attrib: String?

    @Option(name: .long, help: "The template; the same as --attrib CertificateTemplate:NAME.")
    var template: String?

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    func run() async throws {
        var attributes = AttributeArgument.raw(attrib)
        if let template { attributes = "CertificateTemplate:\(template)\n" + attributes }
        let connection = try connection.connection
        let connector = RemoteConnector(credential: connection.credential, trust: connection.trust)
        let client = CertCli.CertRequest(connector: connector)
        let config = try await connection.completeConfig(connector)
        let code = try await client.submit(
            try Files.read(request), flags: files.submitFlags(.encodeAny), attributes: RequestAttributes(raw: attributes), config: config)
        try await ChainKeeper.keep(client, config, connection.trust, stores)
        var outcome = try RequestOutcome(code, client)
        outcome.written = try files.write(client)
        try outcome.tell(json: json, hint: "Ask again later: certreq retrieve \(client.requestID) --config '\(config)' …")
        if !json, outcome.written.isEmpty, let certificate = outcome.certificate { Console.say(certificate) }
    }
}

/// `certreq retrieve ID [CERTIFICATE [CHAIN [FULLRESPONSE]]]`.
struct RetrieveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retrieve", abstract: "Asks what became of a request, and fetches its certificate.")

    @Argument(help: "The request id (decimal or 0x…), or the serial number in hex.")
    var id: String

    @OptionGroup var files: OutputFiles
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var stores: StoreOptions

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    func run() async throws {
        let connection = try connection.connection
        let connector = RemoteConnector(credential: connection.credential, trust: connection.trust)
        let client = CertCli.CertRequest(connector: connector)
        let config = try await connection.completeConfig(connector)
        let code = try await Selector(id).ask(client, config)
        try await ChainKeeper.keep(client, config, connection.trust, stores)
        var outcome = try RequestOutcome(code, client)
        outcome.written = try files.write(client)
        try outcome.tell(json: json, hint: "Ask again later.")
        if !json, outcome.written.isEmpty, let certificate = outcome.certificate { Console.say(certificate) }
    }
}

/// A request id, or without `0x` and not decimal, a serial number. Source: "certreq" command reference, -retrieve.
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

/// Puts the CA's chain into the store, so that `accept` can check a bare certificate later.
///
/// The CA was authenticated by the caller's own choice of trust. Where there is no store yet, none is made.
enum ChainKeeper {
    static func keep(_ client: CertCli.CertRequest, _ config: String, _ trust: ServerTrust, _ stores: StoreOptions) async throws {
        let directory = stores.machine ? stores.location.machine : stores.location.user
        guard FileManager.default.fileExists(atPath: directory + "/store.key") else { return }
        let status = client.lastStatus
        guard status == .ok else { return }
        let chain = try SignedData(
            contentInfo: try await client.caCertificate(exchange: false, config: config, flags: [.binary, .chain]).bytes)
        let store = try EnrollmentStore(directory: directory)
        for der in chain.certificates {
            if try Certificate(derEncoded: der).isSelfIssued { try store.addRoot(der) } else { try store.addAuthority(der) }
        }
    }
}

/// The files a certificate goes to, by place as on Windows.
struct OutputFiles: ParsableArguments {
    @Argument(help: "Write the certificate here.")
    var certificate: String?

    @Argument(help: "Write the PKCS #7 chain here.")
    var chain: String?

    @Argument(help: "Write the CMC full response here.")
    var fullResponse: String?

    @Flag(name: .long, help: "Write DER instead of base64.")
    var binary = false

    @Flag(name: .long, help: "Include revocation lists in the chain.")
    var crl = false

    func submitFlags(_ encoding: SubmitFlags) -> SubmitFlags {
        var flags = encoding
        if crl { flags.insert(.crls) }
        if fullResponse != nil { flags.insert(.fullResponse) }
        return flags
    }

    /// What there is to write is written; a file that stands there already is replaced.
    func write(_ client: CertCli.CertRequest) throws -> [String] {
        var written: [String] = []
        let form: OutputFlags = binary ? .binary : .base64Header
        if (try? client.certificate(.binary)) != nil {
            if let certificate {
                try Files.write(try client.certificate(form).fileContents, to: certificate)
                written.append(certificate)
            }
            if let chain {
                let flags: OutputFlags = crl ? [form, .chain, .crls] : [form, .chain]
                try Files.write(try client.certificate(flags).fileContents, to: chain)
                written.append(chain)
            }
        }
        if let fullResponse, let response = try? client.fullResponseProperty(.fullResponse, index: 0, type: .binary, flags: form),
            case .encoded(let bytes) = response
        {
            try Files.write(bytes.fileContents, to: fullResponse)
            written.append(fullResponse)
        }
        return written
    }
}
