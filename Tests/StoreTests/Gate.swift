import Dispatch
import Synchronization

/// Stops a thread (of the writer, not of the cooperative pool) at a place until the test releases it.
final class Gate: Sendable {
    private let opened = DispatchSemaphore(value: 0)
    private let arrivals: AsyncStream<Void>
    private let arrived: AsyncStream<Void>.Continuation

    init() { (arrivals, arrived) = AsyncStream.makeStream() }

    /// Called on the thread that is to stop.
    func pass() {
        arrived.yield()
        opened.wait()
    }

    /// Returns when a thread has stopped.
    func reached() async {
        for await _ in arrivals { return }
    }

    func open() { opened.signal() }
}
