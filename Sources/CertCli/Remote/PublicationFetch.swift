import AsyncHTTPClient
package import CAInterface
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
        guard let address = URL(string: url), WebAddress.port(of: address) != nil else {
            throw CAError(.malformed, status: .invalidArgument, "\(url) is not an address with a port from 1 to 65535. Check it.")
        }
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(60))
        )
        configuration.httpVersion = .http1Only
        let client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
        let result: Result<(UInt, [UInt8]), any Error>
        do {
            let response = try await client.execute(HTTPClientRequest(url: url), timeout: .seconds(300))
            result = .success((response.status.code, Array(buffer: try await response.body.collect(upTo: largestObject))))
        } catch {
            result = .failure(error)
        }
        try? await client.shutdown()
        switch result {
        case .success((200, let bytes)): return bytes
        case .success((let status, _)):
            throw CAError(.notFound, status: .fileNotFound, "\(url) answered with HTTP status \(status). Check the address.")
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
