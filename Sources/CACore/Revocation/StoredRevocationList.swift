package import PortableFoundation

/// A signed revocation list as the store knows it. Its bytes are an object of the `ObjectStore`, which was on disk before this row.
package struct StoredRevocationList: Sendable, Hashable {
    package let key: AuthorityKeyID
    package let number: Int
    /// When it was signed, by our clock. `thisUpdate` lies before it by the clock skew that relying parties are granted.
    package let signedWhen: Date
    package let thisUpdate: Date
    package let nextUpdate: Date
    package let count: Int
    /// The place in the revocation journal through which it shows everything.
    package let coversThrough: Int
    package let object: ObjectID

    package init(
        key: AuthorityKeyID,
        number: Int,
        signedWhen: Date,
        thisUpdate: Date,
        nextUpdate: Date,
        count: Int,
        coversThrough: Int,
        object: ObjectID
    ) {
        self.key = key
        self.number = number
        self.signedWhen = signedWhen
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.count = count
        self.coversThrough = coversThrough
        self.object = object
    }

    /// The middle of its life.
    package var halfLife: Date { thisUpdate.addingTimeInterval(nextUpdate.timeIntervalSince(thisUpdate) / 2) }
}

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

/// What a new list is made from, read at one moment.
package struct RevocationListContent: Sendable {
    package let entries: [RevokedCertificate]
    /// The end of the journal at that moment, and the number of the newest list; 0 when there is none.
    package let coversThrough: Int
    package let formerNumber: Int

    package init(entries: [RevokedCertificate], coversThrough: Int, formerNumber: Int) {
        self.entries = entries
        self.coversThrough = coversThrough
        self.formerNumber = formerNumber
    }
}
