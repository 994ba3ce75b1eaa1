import Dispatch

/// The queue on which memory-hard functions run, away from the threads that serve requests, because one takes a tenth of a second of
/// processor time.
enum HashingQueue {
    private static let queue = DispatchQueue(label: "chancery.password-hashing", attributes: .concurrent)

    static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: work)) }
        }
    }
}
