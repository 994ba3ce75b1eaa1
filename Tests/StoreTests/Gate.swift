import Dispatch
import Synchronization

/// Holds a thread (of the writer, not of the cooperative pool) at a place until the test lets it go.
final class Gate: Sendable {
    private let opened = DispatchSemaphore(value: 0)
    private let arrivals: AsyncStream<Void>
    private let arrived: AsyncStream<Void>.Continuation

    init() { (arrivals, arrived) = AsyncStream.makeStream() }

    /// Called on the thread to hold.
    func pass() {
        arrived.yield()
        opened.wait()
    }

    /// Returns when a thread is held.
    func reached() async {
        for await _ in arrivals { return }
    }

    func open() { opened.signal() }
}
