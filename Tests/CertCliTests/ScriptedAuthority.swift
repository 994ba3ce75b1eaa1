import CAInterface
import PKITesting
import Synchronization

/// A CA that gives the answers a test wrote down, and remembers the questions.
final class ScriptedAuthority: CertificateAuthority {
    struct Script: Sendable {
        var answers: [Result<Disposition, CAError>] = []
        var properties: [CAPropertyID: CAPropertyValue] = [.caPropIDMax: .long(45), .caName: .string("Scripted CA")]
        var submissions: [Submission] = []
        var asked: [String] = []
    }

    let script: Mutex<Script>

    init(_ answers: [Result<Disposition, CAError>] = [], properties: [CAPropertyID: CAPropertyValue] = [:]) {
        var script = Script()
        script.answers = answers
        script.properties.merge(properties) { $1 }
        self.script = Mutex(script)
    }

    convenience init(_ disposition: Disposition) { self.init([.success(disposition)]) }

    var submissions: [Submission] { script.withLock { $0.submissions } }
    var asked: [String] { script.withLock { $0.asked } }

    func submit(_ submission: Submission) async throws -> Disposition {
        try script.withLock { script in
            script.submissions.append(submission)
            return try Self.next(&script)
        }
    }

    func disposition(of request: RequestID, wantsFullResponse: Bool) async throws -> Disposition {
        try script.withLock { script in
            script.asked.append("id \(request)")
            return try Self.next(&script)
        }
    }

    func disposition(ofSerial serial: String) async throws -> Disposition {
        try script.withLock { script in
            script.asked.append("serial \(serial)")
            return try Self.next(&script)
        }
    }

    func property(_ id: CAPropertyID, index: Int) async throws -> CAPropertyValue {
        try script.withLock { script in
            script.asked.append("property \(id.rawValue) \(index)")
            guard let value = script.properties[id] else {
                throw CAError(.notFound, status: id.rawValue > 1002 ? .invalidArgument : .fileNotFound, "no such value")
            }
            return value
        }
    }

    private static func next(_ script: inout Script) throws -> Disposition {
        try script.answers.isEmpty
            ? { throw CAError(.unavailable, status: .rpcServerUnavailable, "nothing scripted") }() : script.answers.removeFirst().get()
    }
}

extension Disposition {
    static let certificateBytes: [UInt8] = [0x30, 0x03, 0x02, 0x01, 0x07]

    static func issued(_ id: Int = 42, certificate: [UInt8] = certificateBytes, chain: [[UInt8]] = [], fullResponse: [UInt8]? = nil)
        -> Disposition
    {
        Disposition(
            requestID: RequestID(id),
            code: .issued,
            message: "Issued",
            certificate: certificate,
            chain: chain,
            fullResponse: fullResponse
        )
    }

    static func pending(_ id: Int = 43) -> Disposition {
        Disposition(requestID: RequestID(id), code: .underSubmission, message: "Taken Under Submission")
    }

    static func denied(_ id: Int = 44, _ status: HRESULT = .certsrvKeyLength) -> Disposition {
        Disposition(
            requestID: RequestID(id),
            code: .denied,
            status: status,
            message: "Denied by Policy Module",
            reason: DenialReason(rule: "KeyIsStrongEnough", field: "subjectPublicKeyInfo", value: "RSA 1024", remedy: "Use 2048 bits.")
        )
    }
}

let config = "pki.example.test\\Scripted CA"

/// The status a call fails with; nil when it does not fail.
func failure(_ body: () async throws -> some Any) async -> HRESULT? {
    do {
        _ = try await body()
        return nil
    } catch {
        return (error as? CAError)?.status ?? .unexpected
    }
}
