import ArgumentParser
import AsyncHTTPClient
import CAInterface
import CertCli
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import PKICrypto
import PKIFormats

/// Compares the client's processor time of `RemoteAuthority.submit` with that of the bare AsyncHTTPClient call that sends the same bodies.
///
/// Both send the same request for a certificate to the same server over one connection that is kept, each submission under a key of its own. Blocks of
/// both alternate, so that a slow moment of the machine hits both.
@main
struct SubmitCost: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit-cost",
        abstract: "Processor time of a library submission beside the bare HTTP call."
    )

    @Option(help: "The server's data directory: addresses, root and the administrator's password are read from it.")
    var data = "chancery-data"

    @Option(help: "Submissions in a block.")
    var block = 50

    @Option(help: "Blocks of each kind.")
    var blocks = 11

    private struct Endpoints: Decodable { let https: String }

    private struct Body: Encodable {
        let request: String
        let attributes: [String: String]
        let submissionKey: String
    }

    func run() async throws {
        let root = Array(try Data(contentsOf: URL(filePath: data + "/root.pem")))
        let endpoints = try JSONDecoder().decode(Endpoints.self, from: Data(contentsOf: URL(filePath: data + "/endpoints.json")))
        let account = try account()
        let machine = String(endpoints.https.dropFirst("https://".count))
        let authority = "Chancery Issuing CA"
        let trust = try ServerTrust.anchors(file: root)
        let remote = try await RemoteAuthority(
            try ConfigString(machine + "\\" + authority),
            credential: .password(account.name, account.password),
            trust: trust
        )
        let key = try PrivateKey(generating: .p256)
        let info = CertificationRequestInfo(subject: .empty, subjectPublicKeyInfo: key.publicKey, attributes: []).derEncoded()
        let request = CertificationRequestInfo.assemble(
            info: info,
            algorithm: key.defaultSignatureAlgorithm,
            signature: try await key.sign(info)
        )

        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates(try trust.anchorCertificates.map { try NIOSSLCertificate(bytes: $0, format: .der) })
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
        configuration.httpVersion = .http1Only
        let client = HTTPClient(configuration: configuration)
        let path = authority.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let url = endpoints.https + "/api/v1/authorities/\(path)/requests"
        let authorization = "Basic " + Data("\(account.name):\(account.password)".utf8).base64EncodedString()

        func library() async throws {
            let submission = Submission(
                bytes: request,
                attributes: RequestAttributes(["CertificateTemplate": "ClientAuth"]),
                submissionKey: UUID().uuidString
            )
            let disposition = try await remote.submit(submission)
            guard disposition.code == .issued else { throw CostError(description: "not issued: \(disposition.message)") }
        }
        func bare(_ body: [UInt8]) async throws {
            var call = HTTPClientRequest(url: url)
            call.method = .POST
            call.headers = ["authorization": authorization, "content-type": "application/json", "accept": "application/json"]
            call.body = .bytes(ByteBuffer(bytes: body))
            let answer = try await client.execute(call, timeout: .seconds(60))
            let bytes = try await answer.body.collect(upTo: 1 << 20)
            guard answer.status == .ok, bytes.readableBytes > 100 else { throw CostError(description: "HTTP \(answer.status.code)") }
        }
        func bodies() throws -> [[UInt8]] {
            try (0..<block).map { _ in
                let body = Body(
                    request: Data(request).base64EncodedString(),
                    attributes: ["CertificateTemplate": "ClientAuth"],
                    submissionKey: UUID().uuidString
                )
                return [UInt8](try JSONEncoder().encode(body))
            }
        }

        var costs: (library: [Double], bare: [Double]) = ([], [])
        for round in 0...blocks {
            let prepared = try bodies()
            let start = Self.processorTime()
            for body in prepared { try await bare(body) }
            let middle = Self.processorTime()
            for _ in 0..<block { try await library() }
            let end = Self.processorTime()
            // The first round warms both up.
            guard round > 0 else { continue }
            costs.bare.append((middle - start) / Double(block))
            costs.library.append((end - middle) / Double(block))
        }
        try await client.shutdown()
        let (ours, theirs) = (Self.median(costs.library), Self.median(costs.bare))
        print(
            "library submit: \(Int(ours * 1e6)) µs of processor time, bare call: \(Int(theirs * 1e6)) µs; \(String(format: "%.2f", ours / theirs)) times"
        )
    }

    private func account() throws -> (name: String, password: String) {
        var values: [Substring: String] = [:]
        for line in try String(contentsOfFile: data + "/admin-credentials", encoding: .utf8).split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { values[parts[0]] = String(parts[1]) }
        }
        guard let name = values["username"], let password = values["password"] else {
            throw CostError(description: "\(data)/admin-credentials has no account")
        }
        return (name, password)
    }

    /// User and system time of this process in seconds.
    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

struct CostError: Error, CustomStringConvertible {
    let description: String
}
