package import PortableFoundation

/// The newest list of a key, compared with the journal.
package struct RevocationListState: Sendable, Hashable {
    /// nil before the first list.
    package let latest: StoredRevocationList?
    /// The number of journal lines that the newest list does not cover, and the place of the last line.
    package let uncovered: Int
    package let journalHead: Int
    /// When the next revocation begins that lay ahead when the newest list was signed. That list covers its line of the journal, and does not show it.
    package let nextEffective: Date?

    package init(latest: StoredRevocationList?, uncovered: Int, journalHead: Int, nextEffective: Date? = nil) {
        self.latest = latest
        self.uncovered = uncovered
        self.journalHead = journalHead
        self.nextEffective = nextEffective
    }

    /// The time to sign the next list: at once without a list, after a revocation that the list does not show, and while the list is not yet valid because
    /// the clock was ahead; otherwise a period after the last one, or when a revocation begins that the list could not show yet.
    ///
    /// A list that was ordered until a time is due at that time, an overlap before its end. One that ends with its authority, sooner than an overlap from now, is due
    /// in the middle of its validity, so that it is not signed again and again.
    package func due(period: Int, overlap: Int, at now: Date) -> Date {
        guard let latest, uncovered == 0, latest.thisUpdate <= now else { return now }
        let periodic = latest.signedWhen.addingTimeInterval(Double(period))
        let ordered = latest.nextUpdate.addingTimeInterval(-Double(overlap))
        return min(nextEffective ?? periodic, periodic, ordered > latest.signedWhen ? ordered : latest.halfLife)
    }

    /// The same as `due`, but for a key that is kept away and signs only on demand: no period, only what a relying party would miss.
    package func isNeeded(at now: Date) -> Bool {
        guard let latest else { return true }
        return uncovered > 0 || latest.thisUpdate > now || latest.nextUpdate <= now || (nextEffective.map { $0 <= now } ?? false)
    }
}
