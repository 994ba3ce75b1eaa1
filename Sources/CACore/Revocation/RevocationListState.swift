package import PortableFoundation

/// The newest lists of a part, compared with the journal.
package struct RevocationListState: Sendable, Hashable {
    /// The newest complete list; nil before the first.
    package let latest: StoredRevocationList?
    /// The newest delta list; nil where none was ever made.
    package let delta: StoredRevocationList?
    /// The number of journal lines of the part that the newest complete list does not cover, and that neither it nor the delta covers.
    package let uncovered: Int
    package let uncoveredByBoth: Int
    /// The place of the last line of the journal.
    package let journalHead: Int
    /// When the next revocation begins that lay ahead when the newest complete list was signed. That list covers its line of the journal, and does not show it.
    package let nextEffective: Date?
    /// The same for the newest list of either kind.
    package let nextEffectiveForBoth: Date?

    package init(
        latest: StoredRevocationList?,
        delta: StoredRevocationList? = nil,
        uncovered: Int,
        uncoveredByBoth: Int? = nil,
        journalHead: Int,
        nextEffective: Date? = nil,
        nextEffectiveForBoth: Date? = nil
    ) {
        self.latest = latest
        self.delta = delta
        self.uncovered = uncovered
        self.uncoveredByBoth = uncoveredByBoth ?? uncovered
        self.journalHead = journalHead
        self.nextEffective = nextEffective
        self.nextEffectiveForBoth = nextEffectiveForBoth ?? nextEffective
    }

    /// The greatest number of the part.
    package var number: Int { max(latest?.number ?? 0, delta?.number ?? 0) }

    /// The time to sign the next complete list: at once without a list, after a revocation that the list does not show, and while the list is not yet valid because
    /// the clock was ahead; otherwise a period after the last one, or when a revocation begins that the list could not show yet.
    ///
    /// A list that was ordered until a time is due at that time, an overlap before its end. One that ends with its authority, sooner than an overlap from now, is due
    /// in the middle of its validity, so that it is not signed again and again.
    /// - Parameter hasDeltas: revocations are on delta lists until the period is over.
    package func due(period: Int, overlap: Int, at now: Date, hasDeltas: Bool = false) -> Date {
        guard let latest, latest.thisUpdate <= now, hasDeltas || uncovered == 0 else { return now }
        let regular = Self.regular(latest, period: period, overlap: overlap)
        return hasDeltas ? regular : min(nextEffective ?? regular, regular)
    }

    /// The time to sign the next delta list: at once when the newest complete list has none beside it, and after a revocation that neither list shows.
    package func deltaDue(period: Int, overlap: Int, at now: Date) -> Date {
        guard let latest, let delta, delta.number >= latest.number, delta.thisUpdate <= now, uncoveredByBoth == 0 else { return now }
        let regular = Self.regular(delta, period: period, overlap: overlap)
        return min(nextEffectiveForBoth ?? regular, regular)
    }

    private static func regular(_ list: StoredRevocationList, period: Int, overlap: Int) -> Date {
        let periodic = list.signedWhen.addingTimeInterval(Double(period))
        let ordered = list.nextUpdate.addingTimeInterval(-Double(overlap))
        return min(periodic, ordered > list.signedWhen ? ordered : list.halfLife)
    }

    /// The same as `due`, but for a key that is kept away and signs only on demand: no period, only what a relying party would miss.
    package func isNeeded(at now: Date, hasDeltas: Bool = false) -> Bool {
        guard let latest else { return true }
        if latest.thisUpdate > now || latest.nextUpdate <= now { return true }
        return hasDeltas ? false : uncovered > 0 || Self.hasBegun(nextEffective, at: now)
    }

    package func isDeltaNeeded(at now: Date) -> Bool {
        guard let delta, delta.number >= latest?.number ?? 0 else { return true }
        return uncoveredByBoth > 0 || delta.thisUpdate > now || delta.nextUpdate <= now || Self.hasBegun(nextEffectiveForBoth, at: now)
    }

    private static func hasBegun(_ date: Date?, at now: Date) -> Bool { date.map { $0 <= now } ?? false }
}
