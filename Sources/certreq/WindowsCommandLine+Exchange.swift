import CAInterface
import CertCli
import CertEnroll
import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats

/// The verbs that talk to a CA, with the lines and codes that scripts match.
extension WindowsCommandLine {
    func submit() async throws -> Int32 {
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
            flags: submitFlags,
            attributes: RequestAttributes(raw: attributes),
            config: config,
            submissionKey: stored?.key
        )
        var aftermath = Aftermath()
        await aftermath.attempt { try stored?.note(client, code) }
        return await finished(code, client, config, outputs, aftermath)
    }

    func retrieve() async throws -> Int32 {
        let selector = Selector(try operand(0, "a request id or serial number"))
        let outputs = try self.outputs()
        let connection = try await connection()
        let connector = RemoteConnector(credential: connection.credential, trust: connection.trust)
        let client = CertCli.CertRequest(connector: connector)
        let config = try await connection.completeConfig(connector)
        let code = try await selector.ask(client, config)
        var aftermath = Aftermath()
        await aftermath.attempt { try StoredSubmission(requestID: client.requestID, stores, config: config)?.note(client, code) }
        return await finished(code, client, config, outputs, aftermath)
    }

    func enroll() async throws -> Int32 {
        let template = try operand(0, "a template name")
        let connection = try await connection()
        let server = try RemoteEnrollmentServer(config: connection.config, credential: connection.credential, trust: connection.trust)
        let enrollment = stores.enrollment(server: server, anchors: connection.trust.anchorCertificates)
        enrollment.holdsRequestUntilCollected = true
        try await enrollment.initializeFromTemplateName(stores.context, templateName: template)
        try enrollment.innermostRequest.clientID = 9
        return try await sent(enrollment)
    }

    func renew() async throws -> Int32 {
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

    private var submitFlags: SubmitFlags {
        var flags = SubmitFlags.binary
        if operands.count > 3 { flags = flags.adding(.fullResponse) }
        // The CA decides whether the signer may renew for somebody else.
        if set.contains("renewonbehalfof") { flags = flags.adding(.robo) }
        return flags
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
        if let certificate = try? client.certificate(OutputFlags(.base64Header, .noCR)) {
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

    func failed(_ error: CAError) -> Int32 {
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
