import Dispatch

/// Work that blocks its thread: making keys, and writing files through to the disk. It runs on threads of its own, never on the executor of
/// the caller, which may be an event loop with a thousand connections.
enum BlockingWork {
    private static let queue = DispatchQueue(label: "chancery.enrollment", attributes: .concurrent)

    static func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result { try work() }) }
        }
    }
}
