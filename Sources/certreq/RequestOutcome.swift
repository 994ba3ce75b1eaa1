import ArgumentParser
import CAInterface
import CertCli
import Foundation
import PKIFormats

/// What `submit`, `retrieve` and `enroll` tell: to people, as JSON, and as an exit code.
struct RequestOutcome: Encodable {
    var requestId: Int
    var disposition: String
    var dispositionCode: Int32
    var status: String
    var message: String
    var certificate: String?
    var chain: [String]?
    var reason: DenialReason?
    /// Files that were written.
    var written: [String] = []

    init(_ code: DispositionCode, _ request: CertCli.CertRequest) throws {
        requestId = request.requestID
        disposition = code.name
        dispositionCode = code.rawValue
        status = request.lastStatus.description
        message = (try? request.dispositionMessage()) ?? ""
        reason = request.denialReason
        if let issued = try? request.certificate(.binary) {
            certificate = PEMDocument(label: "CERTIFICATE", bytes: issued.bytes).text
            chain = try request.issuers().map { PEMDocument(label: "CERTIFICATE", bytes: $0).text }
        }
    }

    init(
        requestId: Int, code: DispositionCode, status: HRESULT, message: String, certificate: String? = nil, chain: [String]? = nil,
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

    /// Prints, and ends with the exit code.
    func tell(json: Bool, hint: String? = nil) throws {
        if json {
            try Console.json(self)
        } else {
            switch DispositionCode(rawValue: dispositionCode) {
            case .issued, .issuedOutOfBand: Console.say("RequestId: \(requestId)\nIssued: \(message)")
            case .underSubmission:
                Console.say("RequestId: \(requestId)\nPending: \(message)")
                if let hint { Console.say(hint) }
            default:
                Console.complain("certreq: request \(requestId) was not granted (\(disposition)): \(message) (\(status))")
                if let reason { Console.complain(Console.words(reason)) }
            }
            for file in written { Console.say("Wrote \(file)") }
        }
        if exitStatus != ExitStatus.done { throw ExitCode(exitStatus) }
    }
}
