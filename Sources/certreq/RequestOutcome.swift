import ArgumentParser
import CAInterface
import CertCli
import Foundation
import PKIFormats

/// The report of `submit`, `retrieve` and `enroll`: as text, as JSON, and as an exit code.
struct RequestOutcome: Encodable {
    var requestId: Int
    var disposition: String
    var dispositionCode: Int32
    var status: String
    var message: String
    var certificate: String?
    var chain: [String]?
    var reason: DenialReason?
    /// The written files.
    var written: [String] = []
    /// Failures after the CA's answer.
    var failures: [String] = []

    init(_ code: DispositionCode, _ request: CertCli.CertRequest) throws {
        requestId = request.requestID
        disposition = code.name
        dispositionCode = code.rawValue
        // The CA issued it without fault, so its own status is 0.
        status = (code == .revoked && !request.lastStatus.isFailure ? HRESULT.cryptRevoked : request.lastStatus).description
        message = (try? request.dispositionMessage()) ?? ""
        reason = request.denialReason
        if let issued = try? request.certificate(.binary) { add(chain: [issued.bytes] + (try request.issuers())) }
    }

    /// The certificate and its issuers as PEM.
    var certificates: [String] { (certificate.map { [$0] } ?? []) + (chain ?? []) }

    /// - Parameter certificates: DER, the certificate first; empty when there is no certificate.
    mutating func add(chain certificates: [[UInt8]]) {
        let texts = certificates.map { PEMDocument(label: "CERTIFICATE", bytes: $0).text }
        guard let first = texts.first else { return }
        certificate = first
        chain = Array(texts.dropFirst())
    }

    init(
        requestId: Int,
        code: DispositionCode,
        status: HRESULT,
        message: String,
        certificate: String? = nil,
        chain: [String]? = nil,
        reason: DenialReason? = nil
    ) {
        self.requestId = requestId
        disposition = code.name
        dispositionCode = code.rawValue
        self.status = status.description
        self.message = message
        self.certificate = certificate
        self.chain = chain
        self.reason = reason
    }

    private var exitStatus: Int32 {
        switch DispositionCode(rawValue: dispositionCode) {
        case .issued, .issuedOutOfBand: ExitStatus.done
        case .underSubmission: ExitStatus.pending
        case .denied: ExitStatus.denied
        default: ExitStatus.failed
        }
    }

    /// Prints the CA's answer before anything is done with it. JSON is one document and comes at the end.
    /// - Throws: when the answer cannot be printed. The remaining steps must be done anyway.
    func announce(json: Bool, hint: String? = nil) throws(CAError) {
        if json { return }
        switch DispositionCode(rawValue: dispositionCode) {
        case .issued, .issuedOutOfBand: try Console.tell("RequestId: \(requestId)\nIssued: \(message)")
        case .underSubmission:
            try Console.tell("RequestId: \(requestId)\nPending: \(message)")
            if let hint { try Console.tell(hint) }
        case .revoked:
            Console.complain("certreq: the certificate of request \(requestId) was issued and is revoked: \(message) (\(status))")
        default:
            Console.complain("certreq: request \(requestId) was not granted (\(disposition)): \(message) (\(status))")
            if let reason { Console.complain(Console.words(reason, after: message)) }
        }
    }

    /// Writes the files, keeps the chain, reports the results, and ends with the exit code. A certificate without a file is printed.
    func conclude(
        _ client: CertCli.CertRequest,
        _ outputs: CertificateOutputs,
        _ stores: StoreOptions,
        _ config: String,
        _ aftermath: Aftermath,
        json: Bool
    ) async throws {
        var (outcome, aftermath) = (self, aftermath)
        outcome.written = await outputs.write(client, config: config, &aftermath)
        if certificate != nil { await aftermath.attempt { try await ChainKeeper.keep(client, config, stores) } }
        try outcome.end(aftermath, json: json)
    }

    /// Reports the written files and the failures, and throws the exit code unless everything succeeded.
    /// - Parameter printsCertificate: true if a certificate that is in no file and in no store must be printed.
    func end(_ aftermath: Aftermath, json: Bool, printsCertificate: Bool = true) throws {
        var outcome = self
        outcome.failures = aftermath.failures.map { "\($0.message) (\($0.status))" }
        if json {
            try Console.json(outcome)
        } else {
            for file in written { Console.say("Wrote \(file)") }
            if printsCertificate, written.isEmpty, let certificate { Console.say(certificate) }
        }
        for failure in aftermath.failures { Console.complain(failure) }
        if exitStatus == ExitStatus.done, !aftermath.failures.isEmpty { throw ExitCode(ExitStatus.failed) }
        if exitStatus != ExitStatus.done { throw ExitCode(exitStatus) }
    }
}
