import HTTPTypes
import HummingbirdCore
import NIOCore

/// Collects the body that an answer writes.
final class CollectedBody: ResponseBodyWriter {
    private(set) var octets: [UInt8] = []
    /// The length of the longest part that it received.
    private(set) var longestPart = 0

    static func octets(of response: Response) async throws -> [UInt8] {
        let collected = CollectedBody()
        try await response.body.write(collected)
        return collected.octets
    }

    func write(_ buffer: ByteBuffer) {
        octets += buffer.readableBytesView
        longestPart = max(longestPart, buffer.readableBytes)
    }
    func finish(_ trailers: HTTPFields?) {}
}
