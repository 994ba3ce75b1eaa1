package import PortableFoundation

/// How the newest list of a key stands to the journal.
package struct RevocationListState: Sendable, Hashable {
    /// nil before the first list.
    package let latest: StoredRevocationList?
    /// Lines of the journal that the newest list does not cover, and the place of the last line.
    package let uncovered: Int
    package let journalHead: Int

    package init(latest: StoredRevocationList?, uncovered: Int, journalHead: Int) {
        self.latest = latest
        self.uncovered = uncovered
        self.journalHead = journalHead
    }

    /// When the next list is to be signed: at once without a list, with a revocation that the list does not show, and while the list is not yet valid because
    /// it was signed when the clock was ahead; otherwise a period after the last.
    package func due(period: Int, at now: Date) -> Date {
        guard let latest, uncovered == 0, latest.thisUpdate <= now else { return now }
        return latest.signedWhen.addingTimeInterval(Double(period))
    }

    /// As `due`, but for a key that is kept away and signs when somebody asks for it: no period, only what a relying party would miss.
    package func isNeeded(at now: Date) -> Bool {
        guard let latest else { return true }
        return uncovered > 0 || latest.thisUpdate > now || latest.nextUpdate <= now
    }
}
