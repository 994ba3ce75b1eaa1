import NIOCore
import PortableFoundation

/// The five calls of a client of certificate management, on connections of their own: start an Enroll request, read it, read its generation options, hand
/// in the certificate request, and complete it.
struct ManagementWalk: Sendable {
    static let prefix = "/CertificateManagement/api/v1.0"
    /// The profile template of every installation.
    static let profileTemplate = "c4a25a3e-901b-4f6d-8e27-31d50c7a1101"

    let server: ServerAddress
    let requests: [[UInt8]]

    /// What one connection did.
    struct Result: Sendable {
        /// Of the whole walk, in nanoseconds.
        var latencies: [UInt64] = []
        var firstFailure: String?
    }

    /// Walks on one connection until the time is over. The first failure ends it.
    func run(on line: LoadConnection, number: Int, until end: ContinuousClock.Instant) async -> Result {
        var result = Result()
        var at = number * 7
        while ContinuousClock.now < end {
            let start = ContinuousClock.now
            do { try await walk(line, requests[at % requests.count]) } catch {
                result.firstFailure = "\(error)"
                return result
            }
            let (seconds, attoseconds) = start.duration(to: .now).components
            result.latencies.append(UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds) / 1_000_000_000)
            at += 1
        }
        return result
    }

    private func walk(_ line: LoadConnection, _ request: [UInt8]) async throws {
        let created = try await call(
            line,
            "POST",
            "/requests",
            #"{"profiletemplateuuid":"\#(Self.profileTemplate)","datacollection":"[]","type":"Enroll","comment":""}"#,
            expecting: 201
        )
        let path = "/requests/" + (created.split(separator: "/").last ?? "").filter { $0 != "\"" }
        let shown = try await call(line, "GET", path, expecting: 200)
        guard shown.contains(#""Status":3"#) else { throw LoadError(description: "the request is not approved: \(shown.prefix(200))") }
        _ = try await call(line, "GET", path + "/certificaterequestgenerationoptions", expecting: 200)
        let data = try await call(
            line,
            "POST",
            path + "/certificatedata",
            #"{"pfxpassword":"","certificaterequests":["\#(Data(request).base64EncodedString())"]}"#,
            expecting: 200
        )
        guard data.contains(#""isPkcs7":true"#) else { throw LoadError(description: "no certificate: \(data.prefix(400))") }
        _ = try await call(line, "PUT", path, #"{"status":"Completed"}"#, expecting: 200)
    }

    private func call(_ line: LoadConnection, _ method: String, _ path: String, _ body: String = "", expecting status: Int) async throws
        -> String
    {
        let head =
            "\(method) \(Self.prefix)\(path) HTTP/1.1\r\nHost: \(server.host):\(server.port)\r\nAuthorization: \(server.authorization)\r\n"
            + (body.isEmpty ? "\r\n" : "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        let answer = try await line.exchange(Array(head.utf8)).get()
        let text = String(decoding: answer.body, as: UTF8.self)
        guard answer.status == status else {
            throw LoadError(description: "\(method) \(path) answered \(answer.status) \(text.prefix(400))")
        }
        return text
    }
}

/// The figures of the walks of all connections.
struct WalkReport: Encodable {
    let connections: Int
    let seconds: Double
    let walks: Int
    let walksPerSecond: Double
    let p50Milliseconds: Double
    let p99Milliseconds: Double
    let firstFailure: String?

    init(_ results: [ManagementWalk.Result], elapsed: Duration) {
        connections = results.count
        seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        let latencies = results.flatMap(\.latencies).sorted()
        walks = latencies.count
        walksPerSecond = Double(walks) / seconds
        func percentile(_ share: Double) -> Double {
            latencies.isEmpty ? 0 : Double(latencies[min(latencies.count - 1, Int(Double(latencies.count) * share))]) / 1e6
        }
        p50Milliseconds = percentile(0.50)
        p99Milliseconds = percentile(0.99)
        firstFailure = results.compactMap(\.firstFailure).first
    }

    /// - Parameter load: of submissions in the same run.
    func text(beside load: LoadReport) -> String {
        func rounded(_ value: Double) -> String { String(Double(Int((value * 100).rounded())) / 100) }
        return """
            \(walks) walks of certificate management in \(rounded(seconds)) s over \(connections) connections
              \(rounded(walksPerSecond)) walks/s, p50 \(rounded(p50Milliseconds)) ms, p99 \(rounded(p99Milliseconds)) ms
              \(rounded(walksPerSecond / max(load.certificatesPerSecond, 1))) walks for each certificate; p99 \(rounded(p99Milliseconds / max(load.p99Milliseconds, 0.001))) times that of a submission
            """ + (firstFailure.map { "\n  first error: \($0)" } ?? "")
    }
}
