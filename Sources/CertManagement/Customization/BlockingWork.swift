import Dispatch

/// Work that takes a processor for a while: making keys, and deriving the keys of PFX files from passwords. It runs on two threads of its own, so
/// that neither the threads that serve requests wait for it nor every processor has it.
enum BlockingWork {
    private static let queues = [DispatchQueue(label: "chancery.management-keys.0"), DispatchQueue(label: "chancery.management-keys.1")]

    static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queues[Int.random(in: queues.indices)].async { continuation.resume(with: Result { try work() }) }
        }
    }
}
