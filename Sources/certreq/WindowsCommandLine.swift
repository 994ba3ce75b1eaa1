import ArgumentParser
import CAInterface
import CertCli
import CertEnroll
import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats

/// The dashed spelling: Windows' options, console lines and exit codes, so that existing scripts continue to work.
///
/// Exit codes are 0 for success, including pending, and otherwise the low octet of the HRESULT (1 when that is 0), because a Unix process has
/// no more.
/// Options of our own are `-credentials FILE`, `-trust FILE`, `-fingerprint HEX`, `-store DIR`. Source: "certreq" command reference.
struct WindowsCommandLine {
    private static let verbs = [
        "new", "submit", "retrieve", "accept", "enroll", "policy", "sign", "enrollaik", "enrollcredguardcert", "enrolllogon", "post",
    ]
    private let verb: String
    private var values: [String: String] = [:]
    private var set: Set<String> = []
    private var operands: [String] = []
    private var problem: String?

    /// nil when the line does not use the dashed spelling.
    init?(_ arguments: [String]) {
        guard let first = arguments.first, Self.isDashed(first) else { return nil }
        var verb: String?
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            index += 1
            let name = argument.dropFirst().lowercased()
            // A slash begins an option only with its exact name, because it also begins a path.
            let isOption =
                argument.hasPrefix("-") || argument.hasPrefix("/") && (Self.verbs.contains(name) || WindowsOption.table[name] != nil)
            guard isOption, argument.count > 1 else {
                operands.append(argument)
                continue
            }
            if Self.verbs.contains(name), verb == nil {
                verb = name
            } else if let option = WindowsOption.table[name] {
                if !option.takesValue {
                    set.insert(name)
                } else if index < arguments.count {
                    values[name] = arguments[index]
                    index += 1
                } else {
                    problem = problem ?? "\(argument) needs a value"
                }
            } else {
                // Mixing the two spellings is the usual mistake: -submit --trust FILE.
                let plain = argument.hasPrefix("--") && WindowsOption.table[String(name.dropFirst())] != nil
                let nearest = Nearest.to(name, among: Self.verbs + WindowsOption.table.keys.sorted())
                let remedy =
                    plain ? " with -\(verb ?? "submit"); write \(argument.dropFirst())" : nearest.map { "; the nearest one is -\($0)" }
                problem = problem ?? "\(argument) is not an option of certreq\(remedy ?? "")"
            }
        }
        self.verb = verb ?? "submit"
    }

    /// A dash, a slash before a verb, or the name of a file, which the default verb sends.
    private static func isDashed(_ first: String) -> Bool {
        if first.hasPrefix("--") || first == "-h" || first == "-" { return false }
        if first.hasPrefix("-") { return true }
        if first.hasPrefix("/"),
            verbs.contains(first.dropFirst().lowercased()) || WindowsOption.table[first.dropFirst().lowercased()] != nil
        {
            return true
        }
        let isCommand = Certreq.configuration.subcommands.contains { $0._commandName == first } || first == "help"
        return !isCommand && FileManager.default.fileExists(atPath: first)
    }

    func run() async -> Int32 {
        do {
            if let problem {
                throw CAError(.malformed, status: .invalidArgument, "\(problem). certreq --help lists all verbs and options.")
            }
            _ = try ClientConfiguration.load(mayMiss: true)
            try checkOptions()
            switch verb {
            case "new": return try await new()
            case "submit": return try await submit()
            case "retrieve": return try await retrieve()
            case "accept": return try await accept()
            case "enroll": return try await values["cert"] == nil ? enroll() : renew()
            case "policy": return try await policy()
            case "sign": return try await sign()
            default:
                throw CAError(
                    .notImplemented,
                    status: .notImplemented,
                    "-\(verb) is not built: it serves Windows' own logon, or sends files to any address."
                )
            }
        } catch let error as CAError {
            return failed(error)
        } catch {
            return failed(CAError(.internal, status: .fail, "certreq failed: \(error)"))
        }
    }

    /// Every given option has an effect. Otherwise the command is refused, and the message names the option.
    private func checkOptions() throws {
        if values["pin"] != nil {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "-pin would put a secret on the command line, where others can read it, and the store has no cards that need one."
            )
        }
        if values["p"] != nil, values["username"] == nil {
            throw CAError(.malformed, status: .invalidArgument, "-p is the password of -UserName, which is missing.")
        }
        if let server = values["policyserver"], !["*", "-", "ldap:"].contains(server.lowercased()) {
            throw CAError(
                .notImplemented,
                status: .notImplemented,
                "-PolicyServer \"\(server)\" is not built; templates come from the CA's server. Omit the option."
            )
        }
        for name in (Array(values.keys) + set).sorted() {
            switch WindowsOption.table[name]?.meaning {
            case .notBuilt:
                throw CAError(
                    .notImplemented,
                    status: .notImplemented,
                    "-\(name) is not built; without it the result would differ from your request. Nothing was done."
                )
            case .verbs(let verbs) where !verbs.contains(verb):
                throw CAError(
                    .malformed,
                    status: .invalidArgument,
                    "-\(name) has no meaning with -\(verb), only with \(verbs.sorted().map { "-" + $0 }.joined(separator: ", "))."
                )
            default: break
            }
        }
        if set.contains("anonymous"), values["credentials"] != nil || values["username"] != nil {
            throw CAError(.malformed, status: .invalidArgument, "-anonymous and an account contradict each other. Give only one of them.")
        }
        if set.contains("user"), set.contains("machine") || set.contains("adminforcemachine") {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "-user and the machine's store contradict each other. Give only one of them."
            )
        }
        if let most = verb == "enroll" && values["cert"] == nil ? 1 : WindowsOption.operands[verb], operands.count > most {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "certreq -\(verb) takes \(most) files or names at most; \"\(operands[most])\" is one too many."
            )
        }
    }

    // MARK: Verbs

    private func new() async throws -> Int32 {
        let policy = try operand(0, "a policy file")
        let output = operands.count > 1 ? try OutputFile(operands[1], overwrites: set.contains("f")) : nil
        let maker = RequestMaker(
            attributes: values["attrib"],
            stores: stores,
            binary: set.contains("binary"),
            signer: values["cert"],
            replaces: set.contains("f")
        )
        let made = try await maker.make(policy)
        if let output { try output.write(made.contents) } else { Console.say(made.text) }
        Console.say("\nCertReq: Request Created")
        made.remarks.forEach(Console.complain)
        if !made.ignored.isEmpty { Console.complain("These keys have no effect here: \(made.ignored.joined(separator: ", "))") }
        return 0
    }

    private func submit() async throws -> Int32 {
        let der = try RequestFile.read(try operand(0, "a request file"))
        let outputs = try self.outputs()
        let connection = try await connection()
        let connector = RemoteConnector(credential: connection.credential, trust: connection.trust)
        let client = CertCli.CertRequest(connector: connector)
        let config = try await connection.completeConfig(connector)
        let attributes = AttributeArgument.raw(values["attrib"])
        let stored = try StoredSubmission(der, stores, config: config, attributes: attributes)
        let code = try await client.submit(
            der,
            flags: operands.count > 3 ? [.binary, .fullResponse] : .binary,
            attributes: RequestAttributes(raw: attributes),
            config: config,
            submissionKey: stored?.key
        )
        var aftermath = Aftermath()
        await aftermath.attempt { try stored?.note(client, code) }
        return await finished(code, client, config, outputs, aftermath)
    }

    private func retrieve() async throws -> Int32 {
        let selector = Selector(try operand(0, "a request id or serial number"))
        let outputs = try self.outputs()
        let connection = try await connection()
        let connector = RemoteConnector(credential: connection.credential, trust: connection.trust)
        let client = CertCli.CertRequest(connector: connector)
        let config = try await connection.completeConfig(connector)
        let code = try await selector.ask(client, config)
        return await finished(code, client, config, outputs, Aftermath())
    }

    private func accept() async throws -> Int32 {
        let enrollment = try await ResponseAcceptor.accept(
            try Files.read(try operand(0, "the CA's answer")),
            stores: stores,
            trust: values["trust"],
            fingerprint: values["fingerprint"],
            allowUntrustedRoot: false
        )
        try tellInstalled(enrollment)
        return 0
    }

    private func tellInstalled(_ enrollment: X509Enrollment) throws {
        guard let first = try enrollment.issuedChain().first else { return }
        let certificate = try Certificate(derEncoded: first)
        Console.say("Installed Certificate:")
        Console.say("  Serial Number: \(certificate.serialHex)")
        Console.say("  Subject: \(certificate.subject.rfc4514)")
        Console.say("  NotBefore: \(certificate.notBefore.formatted(.iso8601))")
        Console.say("  NotAfter: \(certificate.notAfter.formatted(.iso8601))")
        Console.say("  Thumbprint: \(Hex.encode(Digest.sha1(first)))")
    }

    private func enroll() async throws -> Int32 {
        let template = try operand(0, "a template name")
        let connection = try await connection()
        let server = try RemoteEnrollmentServer(config: connection.config, credential: connection.credential, trust: connection.trust)
        let enrollment = X509Enrollment(
            stores: stores.location,
            server: server,
            keys: ProgramKeys(),
            anchors: connection.trust.anchorCertificates,
            verifier: OpenSSLVerifier()
        )
        enrollment.holdsRequestUntilCollected = true
        try await enrollment.initializeFromTemplateName(stores.context, templateName: template)
        try enrollment.innermostRequest.clientID = 9
        return try await sent(enrollment)
    }

    private func renew() async throws -> Int32 {
        let words = operands.map { $0.lowercased() }
        guard words.first == "renew", words.count == 1 || words[1] == "reusekeys" else {
            throw CAError(.malformed, status: .invalidArgument, "-enroll -cert is followed by Renew, or by Renew ReuseKeys.")
        }
        let old = try StoredCertificate.find(values["cert"] ?? "", stores)
        var connection = try await connection()
        // The certificate itself signs in when nobody else does.
        if connection.isAnonymous, !set.contains("anonymous") { connection.credential = try await old.credential() }
        let server = try RemoteEnrollmentServer(config: connection.config, credential: connection.credential, trust: connection.trust)
        let work = RenewalWork(old: old, reusesKey: words.count == 2)
        return try await sent(try await work.enrollment(server, anchors: connection.trust.anchorCertificates, stores: stores))
    }

    private func sign() async throws -> Int32 {
        guard let name = values["cert"] else {
            throw CAError(.malformed, status: .invalidArgument, "-sign needs -cert and a certificate of the store.")
        }
        let der = try RequestFile.read(try operand(0, "a request file"))
        let output = operands.count > 1 ? try OutputFile(operands[1], overwrites: set.contains("f")) : nil
        let signed = try await RequestSigning.sign(der, with: try StoredCertificate.find(name, stores))
        try deliver(signed, to: output)
        return 0
    }

    private func policy() async throws -> Int32 {
        let der = try RequestFile.read(try operand(0, "a request file"))
        let file = operands.count > 1 ? operands[1] : nil
        let outputs = try operands.dropFirst(2).map { try OutputFile($0, overwrites: set.contains("f")) }
        try OutputFile.requireDistinct(outputs)
        let policy = try file.map { try PolicyRequest(try Files.read($0), path: $0, isPolicyOnly: true) }
        let signer = try values["cert"].map { try StoredCertificate.find($0, stores) }
        let message = try await RequestSigning.policy(der, policy, attributes: values["attrib"], signer: signer)
        try deliver(message, to: outputs.first)
        if outputs.count > 1 { try deliver(der, to: outputs[1]) }
        return 0
    }

    private func deliver(_ request: [UInt8], to output: OutputFile?) throws {
        let form: OutputFlags = set.contains("binary") ? .binary : .base64RequestHeader
        if let output {
            try output.write(EncodedBytes(request, as: form).fileContents)
        } else {
            Console.say(EncodedBytes(request, as: [.base64RequestHeader, .noCR]).text)
        }
    }

    private func sent(_ enrollment: X509Enrollment) async throws -> Int32 {
        do {
            try await enrollment.enroll()
        } catch let error as CAError where enrollment.issuedCertificate != nil {
            // The certificate was issued but could not be installed: print the request and the certificate first.
            Console.say("RequestId: \(enrollment.requestID)")
            Console.say("RequestId: \"\(enrollment.requestID)\"")
            if let issued = enrollment.issuedCertificate { Console.say(PEMDocument(label: "CERTIFICATE", bytes: issued.certificate).text) }
            throw error
        }
        Console.say("RequestId: \(enrollment.requestID)")
        Console.say("RequestId: \"\(enrollment.requestID)\"")
        switch enrollment.status.status {
        case .enrolled:
            Console.say("Certificate retrieved(Issued) \(enrollment.status.text)")
            try tellInstalled(enrollment)
            // The very last act: see EnrollCommand.
            try enrollment.collected()
            Console.endAtOnce(0)
        case .enrollPended:
            Console.say("Certificate request is pending: \(enrollment.status.text) (0)")
            return 0
        default:
            return refused(
                enrollment.status.error,
                enrollment.status.text,
                word: enrollment.status.status == .enrollDenied ? "Denied" : "Error"
            )
        }
    }

    // MARK: Lines and codes

    /// Prints the CA's answer before anything is done with it.
    private func tell(_ code: DispositionCode, _ client: CertCli.CertRequest) throws(CAError) {
        try Console.tell("RequestId: \(client.requestID)")
        try Console.tell("RequestId: \"\(client.requestID)\"")
        let message = (try? client.dispositionMessage()) ?? "Issued"
        switch code {
        case .issued, .issuedOutOfBand: try Console.tell("Certificate retrieved(Issued) \(message)")
        case .underSubmission: try Console.tell("Certificate request is pending: \(message) (\(client.lastStatus.signed))")
        default: break
        }
    }

    /// Prints the result, writes the files and keeps the chain for `-accept`. Failures are reported with their codes; a certificate without a file
    /// is printed.
    private func finished(
        _ code: DispositionCode,
        _ client: CertCli.CertRequest,
        _ config: String,
        _ outputs: CertificateOutputs,
        _ aftermath: Aftermath
    ) async -> Int32 {
        var aftermath = aftermath
        await aftermath.attempt { try tell(code, client) }
        if let certificate = try? client.certificate([.base64Header, .noCR]) {
            let written = await outputs.write(client, config: config, &aftermath)
            await aftermath.attempt { try await ChainKeeper.keep(client, config, stores) }
            if written.isEmpty { await aftermath.attempt { try Console.tell(certificate.text) } }
        }
        let codes = aftermath.failures.map(failed)
        let message = (try? client.dispositionMessage()) ?? "Issued"
        switch code {
        case .issued, .issuedOutOfBand, .underSubmission: return codes.first ?? 0
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
        if let reason = error.reason { Console.complain(Console.words(reason, after: error.message)) }
        if error.code == .signInRequired {
            Console.complain("Give -credentials FILE, or -UserName NAME with -passwordfile FILE.")
        }
        return exitCode(error.status)
    }

    private func exitCode(_ status: HRESULT) -> Int32 {
        let low = Int32(status.rawValue & 0xff)
        return low == 0 ? 1 : low
    }

    // MARK: Files and options

    /// The files after the request or its id.
    private func outputs() throws -> CertificateOutputs {
        try CertificateOutputs(
            Array(operands.dropFirst()),
            binary: set.contains("binary"),
            revocationLists: set.contains("crl"),
            overwrites: set.contains("f")
        )
    }

    private func operand(_ index: Int, _ what: String) throws -> String {
        guard operands.indices.contains(index) else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "certreq -\(verb) needs \(what). certreq --help lists all verbs and options."
            )
        }
        return operands[index]
    }

    private var stores: StoreOptions {
        var options = StoreOptions()
        options.store = values["store"]
        options.machine = set.contains("machine") || set.contains("adminforcemachine")
        return options
    }

    private func connection() async throws -> Connection {
        let known = try ClientConfiguration.load()?.authority(values["config"])
        guard let config = known?.address ?? values["config"], config != "-" else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "Name the CA: -config \"host[:port]\\CA name\". There is no chooser here, and no client configuration has a default; certreq login "
                    + "writes one."
            )
        }
        var credential = try await givenCredential()
        if credential == nil { credential = try await known?.credential(stores) }
        return Connection(config: config, credential: credential ?? .anonymous, trust: try givenTrust ?? known?.serverTrust ?? .system)
    }

    private func givenCredential() async throws -> Credential? {
        if set.contains("anonymous") { return .anonymous }
        if let path = values["credentials"] { return try CredentialFile.read(path) }
        if let certificate = values["clientcertificate"] { return try await StoredCertificate.find(certificate, stores).credential() }
        guard let name = values["username"] else { return nil }
        if let path = values["passwordfile"] { return .password(name, try CredentialFile.password(path)) }
        guard let password = values["p"] else {
            throw CAError(.malformed, status: .invalidArgument, "-UserName needs -passwordfile FILE, or -p PASSWORD as on Windows.")
        }
        if !set.contains("q") {
            Console.complain(
                "Other accounts of this computer can see the password of -p; -passwordfile FILE or a client configuration hides it."
            )
        }
        return .password(name, password)
    }

    private var givenTrust: ServerTrust? {
        get throws {
            if let path = values["trust"] { return try .anchors(file: try Files.read(path)) }
            if let fingerprint = values["fingerprint"] { return try .root(fingerprint: fingerprint) }
            return nil
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
