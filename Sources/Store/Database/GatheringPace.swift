import Dispatch

/// How many writes the next transaction waits for.
///
/// A flush to disk costs the same for one write as for thirty. A lone caller is never delayed: only when further writes came in while a transaction ran does the next one wait
/// for as many, a little more each time, until the wait brings nothing more.
struct GatheringPace: Sendable {
    /// Below what a person or a program notices beside the network, above the time in which a loaded server finishes a handful of signatures.
    static let longestWait = DispatchTimeInterval.microseconds(8000)
    static let largestTarget = 32

    private(set) var target = 1

    /// - Parameters:
    ///   - batch: the number of writes in the transaction that ended.
    ///   - queuedMeanwhile: how many came while it ran.
    mutating func finished(batch: Int, queuedMeanwhile: Int) {
        if batch < target {
            // The wait ended by time: fewer callers than thought.
            target = max(1, batch)
        } else if queuedMeanwhile > 0 {
            target = min(Self.largestTarget, max(target, batch) + 1)
        }
        if queuedMeanwhile == 0, batch == 1 { target = 1 }
    }
}
