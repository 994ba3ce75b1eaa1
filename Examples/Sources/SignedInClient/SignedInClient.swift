import AsyncHTTPClient
import CertCli
import CertEnroll
import Foundation
import NIOCore

/// Enrolls for a client certificate, and signs in with it to a web service that believes the same CA: here Chancery's own API.
///
///     SignedInClient 'pki.example.com\Issuing CA' USER-TEMPLATE credentials root.pem STORE https://pki.example.com/api/v1/…
@main
struct SignedInClient {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 7 else {
            FileHandle.standardError.write(Data("usage: SignedInClient CA TEMPLATE CREDENTIALS ROOT STORE URL\n".utf8))
            exit(2)
        }
        let trust = try ServerTrust.anchors(file: Array(try Data(contentsOf: URL(filePath: arguments[4]))))
        let enroller = try CertificateEnroller(
            ca: arguments[1],
            template: arguments[2],
            credential: try credential(file: arguments[3]),
            trust: trust,
            stores: .init(directory: arguments[5])
        )
        let identity = try await enroller.identity()

        let client = HTTPClient(configuration: .init(tlsConfiguration: try identity.tls.clientConfiguration(trust: trust)))
        let response = try await client.execute(HTTPClientRequest(url: arguments[6]), timeout: .seconds(30))
        print("HTTP \(response.status)")
        print(String(buffer: try await response.body.collect(upTo: 1 << 20)))
        try await client.shutdown()
    }

    /// The account of a file with the lines `username=` and `password=`.
    private static func credential(file path: String) throws -> Credential {
        var values: [Substring: String] = [:]
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { values[parts[0]] = String(parts[1]) }
        }
        return .password(values["username"] ?? "", values["password"] ?? "")
    }
}
