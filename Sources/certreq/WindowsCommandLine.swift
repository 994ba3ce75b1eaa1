import ArgumentParser
import CAInterface
import CertCli
import CertEnroll
import Foundation
import PKICrypto
import PKIFormats

/// The dashed spelling: Windows' options, console lines and exit codes, so that scripts written for it go on working.
///
/// Exit codes are 0 for success, pending included, and otherwise the low octet of the HRESULT (1 when that is 0): a Unix process has no more.
/// Options of our own are `-credentials FILE`, `-trust FILE`, `-fingerprint HEX`, `-store DIR`. Source: "certreq" command reference.
struct WindowsCommandLine {
    private static let verbs = [
        "new", "submit", "retrieve", "accept", "enroll", "policy", "sign", "enrollaik", "enrollcredguardcert", "enrolllogon", "post",
    ]
    private static let valued = [
        "attrib", "config", "policyserver", "username", "p", "pin", "cert", "xchg", "clientcertificate", "hashalgorithm", "credentials",
        "trust",
        "fingerprint", "store", "passwordfile",
    ]
    private static let flags = [
        "binary", "crl", "rpc", "any", "f", "q", "v", "user", "machine", "adminforcemachine", "renewonbehalfof", "nochallenge", "anonymous",
        "kerberos",
        "unicode", "unicodetext", "noeku", "alternatesignaturealgorithm",
    ]

    private let verb: String
    private var values: [String: String] = [:]
    private var set: Set<String> = []
    private var operands: [String] = []
    private var problem: String?

    /// nil when the line is not in the dashed spelling.
    init?(_ arguments: [String]) {
        guard let first = arguments.first, first.hasPrefix("-"), !first.hasPrefix("--"), !["-h", "-?"].contains(first) else { return nil }
        var verb: String?
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            index += 1
            guard argument.hasPrefix("-"), argument.count > 1 else {
                operands.append(argument)
                continue
            }
            let name = argument.dropFirst().lowercased()
            if Self.verbs.contains(name), verb == nil {
                verb = name
            } else if Self.valued.contains(name) {
                if index < arguments.count {
                    values[name] = arguments[index]
                    index += 1
                } else {
                    problem = problem ?? "\(argument) needs a value"
                }
            } else if Self.flags.contains(name) {
                set.insert(name)
            } else {
                problem = problem ?? "\(argument) is not an option of certreq"
            }
        }
        self.verb = verb ?? "submit"
    }

    func run() async -> Int32 {
        do {
            if let problem { throw CAError(.malformed, status: .invalidArgument, "\(problem). certreq --help lists what there is.") }
            for name in ["p", "pin"] where values[name] != nil {
                throw CAError(
                    .malformed, status: .invalidArgument,
                    "-\(name) would put a secret on the command line, where others can read it. Use -credentials FILE or -passwordfile FILE."
                )
            }
            switch verb {
            case "new": return try await new()
            case "submit": return try await submit()
            case "retrieve": return try await retrieve()
            case "accept": return try await accept()
            case "enroll": return try await enroll()
            default:
                throw CAError(
                    .notImplemented, status: .notImplemented, "-\(verb) is not built. Use -new, -submit, -retrieve, -accept or -enroll.")
            }
        } catch let error as CAError {
            return failed(error)
        } catch {
            return failed(CAError(.internal, status: .fail, "certreq failed: \(error)"))
        }
    }

    // MARK: Verbs

    private func new() async throws -> Int32 {
        let policy = try operand(0, "a policy file")
        let made = try await RequestMaker.make(policy, attributes: values["attrib"], stores: stores, binary: set.contains("binary"))
        if operands.count > 1 { try write(made.contents, to: operands[1]) } else { Console.say(made.text) }
        Console.say("\nCertReq: Request Created")
        return 0
    }

    private func submit() async throws -> Int32 {
        let bytes = try Files.read(try operand(0, "a request file"))
        let connector = try self.connector
        let client = CertCli.CertRequest(connector: connector)
        var flags: SubmitFlags = .encodeAny
        if set.contains("crl") { flags.insert(.crls) }
        if set.contains("rpc") { flags.insert(.rpc) }
        if set.contains("renewonbehalfof") { flags.insert(.robo) }
        if operands.count > 3 { flags.insert(.fullResponse) }
        let code = try await client.submit(
            bytes, flags: flags, attributes: RequestAttributes(raw: AttributeArgument.raw(values["attrib"])),
            config: try await config(connector))
        Console.say("RequestId: \(client.requestID)")
        Console.say("RequestId: \"\(client.requestID)\"")
        return try told(code, client)
    }

    private func retrieve() async throws -> Int32 {
        let connector = try self.connector
        let client = CertCli.CertRequest(connector: connector)
        let code = try await Selector(try operand(0, "a request id or serial number")).ask(client, try await config(connector))
        Console.say("RequestId: \(client.requestID)")
        Console.say("RequestId: \"\(client.requestID)\"")
        return try told(code, client)
    }

    private func accept() async throws -> Int32 {
        let enrollment = try await ResponseAcceptor.accept(
            try Files.read(try operand(0, "the CA's answer")), stores: stores, trust: values["trust"], fingerprint: values["fingerprint"],
            allowUntrustedRoot: false)
        guard let first = try enrollment.issuedChain().first else { return 0 }
        let certificate = try Certificate(derEncoded: first)
        Console.say("Installed Certificate:")
        Console.say("  Serial Number: \(certificate.serialHex)")
        Console.say("  Subject: \(certificate.subject.rfc4514)")
        Console.say("  NotBefore: \(certificate.notBefore.formatted(.iso8601))")
        Console.say("  NotAfter: \(certificate.notAfter.formatted(.iso8601))")
        Console.say("  Thumbprint: \(Hex.encode(Digest.sha1(first)))")
        return 0
    }

    private func enroll() async throws -> Int32 {
        let template = try operand(0, "a template name")
        let trust = try serverTrust
        let server = try RemoteEnrollmentServer(config: try configText, credential: try credential, trust: trust)
        let enrollment = X509Enrollment(stores: stores.location, server: server, keys: ProgramKeys(), anchors: trust.anchorCertificates)
        try await enrollment.initializeFromTemplateName(stores.context, templateName: template)
        try enrollment.innermostRequest.clientID = 9
        try await enrollment.enroll()
        Console.say("RequestId: \(enrollment.requestID)")
        Console.say("RequestId: \"\(enrollment.requestID)\"")
        switch enrollment.status.status {
        case .enrolled:
            Console.say("Certificate retrieved(Issued) \(enrollment.status.text)")
            return 0
        case .enrollPended:
            Console.say("Certificate request is pending: \(enrollment.status.text) (0)")
            return 0
        default:
            return refused(
                enrollment.status.error, enrollment.status.text, word: enrollment.status.status == .enrollDenied ? "Denied" : "Error")
        }
    }

    // MARK: Lines and codes

    private func told(_ code: DispositionCode, _ client: CertCli.CertRequest) throws -> Int32 {
        let message = (try? client.dispositionMessage()) ?? "Issued"
        switch code {
        case .issued, .issuedOutOfBand:
            Console.say("Certificate retrieved(Issued) \(message)")
            try writeCertificates(client)
            return 0
        case .underSubmission:
            Console.say("Certificate request is pending: \(message) (\(client.lastStatus.signed))")
            return 0
        case .revoked: return refused(client.lastStatus == .ok ? .certRevoked : client.lastStatus, message, word: "Revoked")
        default: return refused(client.lastStatus, message, word: code == .denied ? "Denied" : "Error")
        }
    }

    private func refused(_ status: HRESULT, _ message: String, word: String) -> Int32 {
        Console.say("Certificate not issued (\(word)) \(message) \(ErrorText.of(status))")
        return exitCode(status)
    }

    private func failed(_ error: CAError) -> Int32 {
        Console.complain("Certificate Request Processor: \(error.message) \(error.status) (\(error.status.signed))")
        if let reason = error.reason { Console.complain(Console.words(reason)) }
        return exitCode(error.status)
    }

    private func exitCode(_ status: HRESULT) -> Int32 {
        let low = Int32(status.rawValue & 0xff)
        return low == 0 ? 1 : low
    }

    // MARK: Files and options

    private func writeCertificates(_ client: CertCli.CertRequest) throws {
        let form: OutputFlags = set.contains("binary") ? .binary : .base64Header
        if operands.count > 1 { try write(try client.certificate(form).fileContents, to: operands[1]) }
        if operands.count > 2 {
            try write(try client.certificate(set.contains("crl") ? [form, .chain, .crls] : [form, .chain]).fileContents, to: operands[2])
        }
        if operands.count > 3,
            case .encoded(let bytes) = try client.fullResponseProperty(.fullResponse, index: 0, type: .binary, flags: form)
        {
            try write(bytes.fileContents, to: operands[3])
        }
        if operands.count == 1 { Console.say(try client.certificate(.base64Header).text) }
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        guard set.contains("f") || !FileManager.default.fileExists(atPath: path) else {
            throw CAError(.conflict, status: .fileExists, "The file \(path) exists. Give -f to overwrite it.")
        }
        try Files.write(bytes, to: path)
    }

    private func operand(_ index: Int, _ what: String) throws -> String {
        guard operands.indices.contains(index) else {
            throw CAError(.malformed, status: .invalidArgument, "certreq -\(verb) needs \(what). certreq --help lists what there is.")
        }
        return operands[index]
    }

    private var stores: StoreOptions {
        var options = StoreOptions()
        options.store = values["store"]
        options.machine = set.contains("machine") || set.contains("adminforcemachine")
        return options
    }

    private var connector: RemoteConnector { get throws { RemoteConnector(credential: try credential, trust: try serverTrust) } }

    private var configText: String {
        get throws {
            guard let config = values["config"], config != "-" else {
                throw CAError(
                    .malformed, status: .invalidArgument, "Say which CA: -config \"host[:port]\\CA name\". There is no chooser here.")
            }
            return config
        }
    }

    private func config(_ connector: RemoteConnector) async throws -> String {
        try await connector.completed(try ConfigString(try configText, authorityRequired: false)).description
    }

    private var credential: Credential {
        get throws {
            if let path = values["credentials"] { return try CredentialFile.read(path) }
            if let name = values["username"] {
                guard let path = values["passwordfile"] else {
                    throw CAError(
                        .malformed, status: .invalidArgument, "-UserName needs -passwordfile FILE; a password is never an argument.")
                }
                let text = String(decoding: try Files.read(path), as: UTF8.self)
                return .password(name, text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "")
            }
            return .anonymous
        }
    }

    private var serverTrust: ServerTrust {
        get throws {
            if let path = values["trust"] { return try .anchors(file: try Files.read(path)) }
            if let fingerprint = values["fingerprint"] { return try .root(fingerprint: fingerprint) }
            return .system
        }
    }
}

/// The text of a code with number and name.
enum ErrorText {
    static func of(_ status: HRESULT) -> String {
        CertCli.CertRequest(connector: NoConnector()).errorMessageText(status, flags: .hresultString)
    }

    private struct NoConnector: AuthorityConnector {
        func authority(_ config: ConfigString) async throws -> any CertificateAuthority {
            throw CAError(.unavailable, status: .rpcServerUnavailable, "There is no CA here.")
        }
    }
}
