import Dispatch

/// The number of writes that the next transaction waits for.
///
/// A flush to disk costs the same for one write as for ten. A single caller never waits. Only when more writes arrived during a transaction does the next one wait for as
/// many and one more. It never waits for all callers, because then the cores would be idle while the disk flushes.
struct GatheringPace: Sendable {
    /// Shorter than a person or a program notices beside the network, and longer than a loaded server needs for a few signatures.
    static let longestWait = DispatchTimeInterval.microseconds(8000)
    /// Measured with 8 to 64 callers: with a larger number, two cores wait for the disk; with a smaller one, more flushes cost more than
    /// they gain.
    static let largestTarget = 12

    private(set) var target = 1

    /// - Parameters:
    ///   - batch: the number of writes in the transaction that ended.
    ///     - queuedMeanwhile: the number of writes that arrived during it.
    mutating func finished(batch: Int, queuedMeanwhile: Int) {
        if queuedMeanwhile == 0 {
            // All callers were in it.
            target = max(1, batch / 2)
        } else if batch < target {
            // The wait timed out: there are fewer callers than expected.
            target = batch
        } else {
            target = min(Self.largestTarget, batch + 1)
        }
    }
}
