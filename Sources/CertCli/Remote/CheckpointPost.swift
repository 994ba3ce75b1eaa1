import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// One `add-checkpoint` of C2SP tlog-witness.
package enum CheckpointPost {
    private static let seconds: Int64 = 10

    /// - Returns: the status, and at most 64 KiB of the answer. Redirections are not followed.
    /// - Throws: when there is no answer within ten seconds.
    package static func send(_ body: [UInt8], to url: String) async throws -> (status: Int, body: [UInt8]) {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(seconds), read: .seconds(seconds))
        )
        configuration.httpVersion = .http1Only
        let client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "text/plain; charset=utf-8")
        request.body = .bytes(ByteBuffer(bytes: body))
        let answer: Result<(Int, [UInt8]), any Error>
        do {
            let response = try await client.execute(request, timeout: .seconds(seconds))
            var octets: [UInt8] = []
            for try await part in response.body where octets.count < 64 << 10 { octets += Array(part.readableBytesView) }
            answer = .success((Int(response.status.code), Array(octets.prefix(64 << 10))))
        } catch { answer = .failure(error) }
        try? await client.shutdown()
        let (status, octets) = try answer.get()
        return (status, octets)
    }
}
