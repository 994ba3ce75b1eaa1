import AsyncHTTPClient
package import CAMessages
import NIOCore
import NIOHTTP1
import NIOSSL
import PortableFoundation

/// Fetches a document from an address that the operator configured, from that host alone: over TLS, and what is signed itself also without.
package enum TrustedFetch {
    /// - Parameters:
    ///   - url: an `https://` address; redirections are not followed.
    ///   - roots: DER of the certificates that may be at the root of the server's chain; nil for those of the system.
    ///   - limit: the largest number of octets.
    ///   - seconds: the longest time for the whole answer.
    /// - Throws: `CAError` with the answer that came instead.
    package static func bytes(of url: String, roots: [[UInt8]]?, atMost limit: Int, seconds: Int64) async throws(CAError) -> [UInt8] {
        guard let address = URL(string: url), address.scheme?.lowercased() == "https", WebAddress.port(of: address) != nil else {
            throw CAError(.malformed, status: .invalidArgument, "\(url) is not an https:// address. Check it.")
        }
        return try await bytes(of: url, roots: roots, limit: limit, seconds: seconds)
    }

    /// The same without TLS, for revocation lists: whoever changes them on the way breaks their signature.
    /// - Parameter url: an `http://` address; redirections are not followed.
    package static func plainBytes(of url: String, atMost limit: Int, seconds: Int64) async throws(CAError) -> [UInt8] {
        guard let address = URL(string: url), address.scheme?.lowercased() == "http", address.host?.isEmpty == false else {
            throw CAError(.malformed, status: .invalidArgument, "\(url) is not an http:// address. Check it.")
        }
        return try await bytes(of: url, roots: nil, limit: limit, seconds: seconds)
    }

    private static func bytes(of url: String, roots: [[UInt8]]?, limit: Int, seconds: Int64) async throws(CAError) -> [UInt8] {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        do {
            if let roots { tls.trustRoots = .certificates(try roots.map { try NIOSSLCertificate(bytes: $0, format: .der) }) }
        } catch {
            throw CAError(.malformed, status: .invalidArgument, "A root for \(url) is not a certificate. Check the file.", cause: error)
        }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls,
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(10))
        )
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
        let result: Result<(status: UInt, bytes: [UInt8]), any Error>
        do {
            let answer = try await withThrowingTaskGroup(of: (status: UInt, bytes: [UInt8]).self) { group in
                defer { group.cancelAll() }
                group.addTask {
                    let response = try await client.execute(HTTPClientRequest(url: url), timeout: .seconds(seconds))
                    return (response.status.code, Array(buffer: try await response.body.collect(upTo: limit)))
                }
                // The client's own limit ends with the head of the answer; a body that trickles in would go on.
                group.addTask {
                    try await Task.sleep(for: .seconds(seconds))
                    throw HTTPClientError.deadlineExceeded
                }
                guard let first = try await group.next() else { throw CancellationError() }
                return first
            }
            result = .success(answer)
        } catch {
            result = .failure(error)
        }
        try? await client.shutdown()
        switch result {
        case .success(let answer) where answer.status == 200: return answer.bytes
        case .success(let answer):
            throw CAError(
                .unavailable,
                status: .rpcServerUnavailable,
                "\(url) answered with HTTP status \(answer.status). Check the address."
            )
        case .failure(let error):
            throw CAError(.unavailable, status: .rpcServerUnavailable, "\(url) cannot be fetched: \(error).", cause: error)
        }
    }
}
