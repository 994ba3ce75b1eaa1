import AsyncHTTPClient
package import CAMessages
import NIOCore
import NIOHTTP1
import PKICrypto
import PKIFormats

/// Brings one event to an address over HTTP, signed so that the receiver knows whose it is.
package enum WebhookPost {
    /// The header with the signature: `sha256=` and the HMAC-SHA256 of the body, in hexadecimal.
    package static let signatureHeader = "x-chancery-signature"
    /// The header with the id of the event, the same for every repetition.
    package static let eventHeader = "x-chancery-event"

    /// Returns when the receiver has answered with a status from 200 to 299. Redirections are not followed: they would take the event elsewhere.
    /// - Throws: `CAError` with the answer that came instead.
    package static func send(_ body: [UInt8], id: String, to url: String, secret: [UInt8], seconds: Int64 = 30) async throws(CAError) {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(30))
        )
        configuration.httpVersion = .http1Only
        let client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: eventHeader, value: id)
        request.headers.add(
            name: signatureHeader,
            value: "sha256=" + Hex.encode(SharedSecretSignature.sha256(of: body, secret: secret))
        )
        request.body = .bytes(ByteBuffer(bytes: body))
        let result: Result<UInt, any Error>
        do {
            let end = ContinuousClock.now + .seconds(seconds)
            // The client's own limit runs on its event loop, so it judges when the head came, and not when this task goes on.
            let response = try await client.execute(request, timeout: .seconds(seconds))
            // The status decides. That limit ends with the head, so a body that trickles in has one of its own. The rest of a short answer is read, so
            // that the receiver is not cut off.
            _ = try? await within(end) { try await response.body.collect(upTo: 64 << 10) }
            result = .success(response.status.code)
        } catch {
            result = .failure(error)
        }
        try? await client.shutdown()
        switch result {
        case .success(200..<300): return
        case .success(let status):
            throw CAError(.unavailable, status: .rpcServerUnavailable, "\(url) answered with HTTP status \(status).")
        case .failure(let error as HTTPClientError) where [.deadlineExceeded, .readTimeout, .connectTimeout].contains(error):
            throw CAError(.unavailable, status: .rpcServerUnavailable, "\(url) did not answer within \(seconds) seconds.", cause: error)
        case .failure(let error):
            throw CAError(.unavailable, status: .rpcServerUnavailable, "\(url) cannot be reached: \(error).", cause: error)
        }
    }

    /// The result of the work, or an error at that time.
    private static func within<Value: Sendable>(
        _ end: ContinuousClock.Instant,
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(until: end)
                throw HTTPClientError.deadlineExceeded
            }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }
}
