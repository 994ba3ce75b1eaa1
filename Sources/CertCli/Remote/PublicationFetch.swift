import AsyncHTTPClient
package import CAMessages
import PortableFoundation
import NIOCore
import NIOHTTP1

/// Fetches the objects that a CA publishes for everybody, revocation lists and certificates, over plain HTTP as relying parties do.
package enum PublicationFetch {
    /// A list of a million revoked certificates has about 40 MB.
    private static let largestObject = 256 << 20

    /// - Parameter url: an `http://` or `https://` address; redirections are not followed.
    /// - Throws: `CAError` with the answer that came instead.
    package static func bytes(of url: String) async throws(CAError) -> [UInt8] {
        let answer = try await answer(of: url, seconds: 300)
        guard answer.status == 200 else {
            throw CAError(.notFound, status: .fileNotFound, "\(url) answered with HTTP status \(answer.status). Check the address.")
        }
        return answer.bytes
    }

    /// The answer, whatever its status.
    /// - Parameter seconds: the longest time for the whole answer.
    package static func answer(of url: String, seconds: Int64) async throws(CAError) -> (status: UInt, bytes: [UInt8]) {
        guard let address = URL(string: url), WebAddress.port(of: address) != nil else {
            throw CAError(.malformed, status: .invalidArgument, "\(url) is not an address with a port from 1 to 65535. Check it.")
        }
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(60))
        )
        configuration.httpVersion = .http1Only
        let client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
        let result: Result<(status: UInt, bytes: [UInt8]), any Error>
        do {
            let response = try await client.execute(HTTPClientRequest(url: url), timeout: .seconds(seconds))
            result = .success((response.status.code, Array(buffer: try await response.body.collect(upTo: largestObject))))
        } catch {
            result = .failure(error)
        }
        try? await client.shutdown()
        switch result {
        case .success(let answer): return answer
        case .failure(let error):
            throw CAError(
                .unavailable,
                status: .rpcServerUnavailable,
                "\(url) cannot be fetched: \(error). Check the address and the network.",
                cause: error
            )
        }
    }
}
