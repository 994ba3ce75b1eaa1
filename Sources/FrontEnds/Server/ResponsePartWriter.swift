import HTTPTypes
import HummingbirdCore
import NIOCore

/// Writes the body of an answer part by part, and waits while the client does not read: a long list is in memory once, not once for each client.
struct ResponsePartWriter: ResponseBodyWriter {
    static let partSize = 1 << 16
    let connection: NIOLoopBound<HTTPConnection>

    func write(_ buffer: ByteBuffer) async throws {
        var rest = buffer
        while rest.readableBytes > 0, let part = rest.readSlice(length: min(rest.readableBytes, Self.partSize)) {
            try await connection.value.write(part)?.get()
        }
    }

    consuming func finish(_ trailers: HTTPFields?) async throws {
        connection.value.finish(trailers)
    }
}
