import HTTPTypes
import HummingbirdCore
import NIOCore

/// The body of a request, within the limit that every front end shares.
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

/// An answer that no CA was asked about.
enum Refusal: Error {
    case tooLarge
    case wrongMethod(allowed: [String])
    case noSuchPath
    /// The schemes that would do.
    case signInRequired([CredentialScheme])
    case backOff(seconds: Int)
    case forbidden(String)
    /// - Parameter cause: for the log.
    case unavailable(String, cause: String? = nil)
}
