import AsyncHTTPClient
package import CAMessages
import NIOCore
import NIOHTTP1

/// Reads and writes a revocation list at another server: GET and PUT with its tag (RFC 9110 §13.1).
package struct ListUpload: Sendable {
    /// As long as the longest list that is kept.
    private static let largest = 256 << 20

    package init() {}

    /// - Returns: nil when nothing is there.
    package func get(_ url: String, seconds: Int64 = 60) async throws(CAError) -> (bytes: [UInt8], tag: String?)? {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "cache-control", value: "no-cache")
        let answer = try await send(request, seconds: seconds)
        switch answer.status {
        case 200: return (answer.bytes, answer.tag)
        case 404, 410: return nil
        default: throw Self.refusal(url, answer.status)
        }
    }

    /// - Parameter former: the tag of what is replaced; nil when nothing may be there.
    /// - Returns: false when something else is there.
    package func put(_ bytes: [UInt8], to url: String, replacing former: String?, seconds: Int64 = 120) async throws(CAError) -> Bool {
        var request = HTTPClientRequest(url: url)
        request.method = .PUT
        request.headers.add(name: "content-type", value: "application/pkix-crl")
        if let former {
            request.headers.add(name: "if-match", value: former)
        } else {
            request.headers.add(name: "if-none-match", value: "*")
        }
        request.body = .bytes(ByteBuffer(bytes: bytes))
        let answer = try await send(request, seconds: seconds)
        switch answer.status {
        case 200, 201, 204: return true
        case 412: return false
        default: throw Self.refusal(url, answer.status)
        }
    }

    private static func refusal(_ url: String, _ status: UInt) -> CAError {
        CAError(.unavailable, status: .rpcServerUnavailable, "\(url) answered with HTTP status \(status).")
    }

    private struct Answer {
        let status: UInt
        let bytes: [UInt8]
        let tag: String?
    }

    private func send(_ request: HTTPClientRequest, seconds: Int64) async throws(CAError) -> Answer {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(30))
        )
        configuration.httpVersion = .http1Only
        let client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
        let result: Result<Answer, any Error>
        do {
            let response = try await client.execute(request, timeout: .seconds(seconds))
            let body = try await response.body.collect(upTo: response.status == .ok ? Self.largest : 64 << 10)
            result = .success(
                Answer(status: response.status.code, bytes: Array(body.readableBytesView), tag: response.headers.first(name: "etag"))
            )
        } catch {
            result = .failure(error)
        }
        try? await client.shutdown()
        switch result {
        case .success(let answer): return answer
        case .failure(let error):
            throw CAError(.unavailable, status: .rpcServerUnavailable, "\(request.url) cannot be reached: \(error).", cause: error)
        }
    }
}
