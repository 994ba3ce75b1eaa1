import Dispatch

/// The thread of one card: whatever the card's actor does runs here, one thing after the other, so that a reader which takes seconds blocks
/// nobody else.
package final class CardThread: SerialExecutor {
    private let queue = DispatchQueue(label: "chancery.card")

    package init() {}

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    package func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }
}
