import Dispatch

/// How many writes the next transaction waits for.
///
/// A flush to disk costs the same for one write as for ten. A lone caller is never delayed: only when further writes came in while a transaction ran does the next one wait
/// for as many and one more. It never waits for everybody, or the cores would have nothing to do while what all of them are in is flushed.
struct GatheringPace: Sendable {
    /// Below what a person or a program notices beside the network, above the time in which a loaded server finishes a handful of signatures.
    static let longestWait = DispatchTimeInterval.microseconds(8000)
    /// Measured at 8 to 64 callers: with more, two cores wait for the disk; with fewer, they pay for more flushes than the rate gains.
    static let largestTarget = 12

    private(set) var target = 1

    /// - Parameters:
    ///   - batch: the number of writes in the transaction that ended.
    ///   - queuedMeanwhile: how many came while it ran.
    mutating func finished(batch: Int, queuedMeanwhile: Int) {
        if queuedMeanwhile == 0 {
            // Everybody was in it.
            target = max(1, batch / 2)
        } else if batch < target {
            // The wait ended by time: fewer callers than thought.
            target = batch
        } else {
            target = min(Self.largestTarget, batch + 1)
        }
    }
}
