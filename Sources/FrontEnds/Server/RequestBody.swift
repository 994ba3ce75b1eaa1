import NIOCore
import HTTPTypes
import HummingbirdCore

/// The body of a request, within the limit that all front ends share.
enum RequestBody {
    /// 1 MiB.
    static let limit = 1 << 20

    /// - Throws: `Refusal.tooLarge`.
    static func bytes(of request: Request) async throws -> [UInt8] {
        if let length = request.headers.value(of: .contentLength).flatMap(Int.init), length > limit { throw Refusal.tooLarge }
        var bytes: [UInt8] = []
        for try await chunk in request.body {
            guard bytes.count + chunk.readableBytes <= limit else { throw Refusal.tooLarge }
            chunk.withUnsafeReadableBytes { bytes.append(contentsOf: $0) }
        }
        return bytes
    }
}
