package import PortableFoundation

/// The time at which a certificate is renewed, and the wait after a failure.
package struct RenewalSchedule: Sendable, Hashable {
    package let notBefore: Date
    package let notAfter: Date
    /// The template's renewal period in seconds; nil while it is not known.
    package var overlap: TimeInterval?

    package init(notBefore: Date, notAfter: Date, overlap: TimeInterval?) {
        (self.notBefore, self.notAfter, self.overlap) = (notBefore, notAfter, overlap)
    }

    /// Renewal begins the template's period before the end, but not before a fifth of the lifetime is over: a period longer than the lifetime would
    /// renew without end. Without a known period, it begins when a third is left.
    package var window: TimeInterval {
        let lifetime = max(notAfter.timeIntervalSince(notBefore), 0)
        return min(overlap ?? lifetime / 3, lifetime * 4 / 5)
    }

    /// - Parameter share: 0 to below 1; the first quarter of the window is spread by it.
    package func due(share: Double) -> Date { notAfter.addingTimeInterval(-window + window / 4 * share) }

    /// The wait after the `failures`th failure in a row: one minute, doubled each time up to an hour, and never longer than a tenth of what is left,
    /// but at least ten seconds.
    package func wait(failures: Int, at time: Date, share: Double) -> TimeInterval {
        let grown = min(60 * TimeInterval(1 << min(max(failures, 1) - 1, 6)), 3_600)
        let left = max(notAfter.timeIntervalSince(time), 0)
        return max(left > 0 ? min(grown, left / 10) : grown, 10) * (1 + share / 4)
    }
}
