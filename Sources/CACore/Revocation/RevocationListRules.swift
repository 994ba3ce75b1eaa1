import CAInterface
import PKIFormats
import PortableFoundation

/// How an authority makes its lists, as its settings say.
package struct RevocationListRules: Sendable, Hashable {
    /// Expired certificates stay on the lists.
    let keepsExpired: Bool
    /// Seconds from one delta list to the next; 0 makes none.
    let deltaPeriod: Int
    /// Seconds for which a delta list goes on when the next one is due.
    let deltaOverlap: Int
    /// A delta has the changes since the oldest complete list that has not ended, otherwise since the newest that every client can have by now.
    let startsAtOldestBase: Bool
    /// The partitions of new certificates; 0 divides nothing.
    package let partitionCount: Int
    /// The list without a partition leaves out the certificates of partitions.
    let isExclusive: Bool
    let period: Int
    let overlap: Int

    package init(of authority: StoredAuthority) {
        let configuration = authority.settings.configuration
        (period, overlap) = (authority.crlPeriodSeconds, authority.crlOverlapSeconds)
        guard !configuration.isEmpty else {
            (keepsExpired, startsAtOldestBase, isExclusive) = (false, false, false)
            (deltaPeriod, deltaOverlap, partitionCount) = (0, 0, 0)
            return
        }
        let tree = ConfigurationTree(authority: authority)
        let flags = CRLFlags(rawValue: tree.number("CRLFlags", .ca))
        keepsExpired = flags.contains(.publishExpired)
        startsAtOldestBase = flags.contains(.deltaUsesOldestBase)
        partitionCount = flags.contains(.partitions) ? Int(tree.number("CRLMaxPartitions", .ca)) : 0
        isExclusive = partitionCount > 0 && flags.contains(.partitionZeroIsExclusive)
        let asked = tree.hasDeltaAddress ? tree.seconds("CRLDeltaPeriod") : 0
        // A change of the unit alone may have made the period too short.
        let period = asked == 0 ? 0 : max(asked, AuthoritySettingsRules.period.lowerBound)
        deltaPeriod = period
        deltaOverlap = period == 0 ? 0 : Self.deltaOverlap(period: period, asked: tree.seconds("CRLDeltaOverlap"), skew: tree.skew)
    }

    package var hasDeltas: Bool { deltaPeriod > 0 }

    /// The partitions of which there are lists, 0 first.
    package var partitions: ClosedRange<Int> { 0...partitionCount }

    func query(_ part: RevocationListPart, at date: Date) -> RevocationListQuery {
        RevocationListQuery(part, at: date, showsPartitions: !isExclusive, keepsExpired: keepsExpired)
    }

    /// Source: MS-CSRA §3.1.4.1.6.
    private static func deltaOverlap(period: Int, asked: Int, skew: Int) -> Int {
        let wanted = asked == 0 ? min(period, 12 * 3_600) : asked
        return min(max(wanted, skew * 3 / 2), period) + skew
    }

    /// The complete list to whose changes the next delta has to go back, of the newest ones in descending order. Clients may keep the list before it until that
    /// ends, and cannot combine it with the delta; the longer the delta goes back, the more of them it serves.
    func base(for now: Date, among lists: [StoredRevocationList]) -> StoredRevocationList? {
        let running = lists.filter { $0.nextUpdate > now }
        if startsAtOldestBase { return running.last ?? lists.first }
        // A list that was signed an overlap ago has taken the place of the former one with every client that asks at the regular time.
        return lists.first { $0.signedWhen.addingTimeInterval(Double(overlap)) <= now } ?? running.last ?? lists.first
    }
}

/// The bits of CRLFlags that count here. Source: certsrv.h; MS-CSRA, product note 15.
struct CRLFlags: OptionSet {
    let rawValue: UInt32
    static let deltaUsesOldestBase = CRLFlags(rawValue: 0x1)
    static let publishExpired = CRLFlags(rawValue: 0x200)
    static let partitions = CRLFlags(rawValue: 0x40_0000)
    static let partitionZeroIsExclusive = CRLFlags(rawValue: 0x80_0000)
}

extension ConfigurationTree {
    /// Of an entry with its unit: `CRLDeltaPeriod` and `CRLDeltaPeriodUnits`.
    func seconds(_ name: String) -> Int {
        let count = number(name == "CRLDeltaOverlap" ? "CRLDeltaOverlapUnits" : name + "Units", .ca)
        let unit = text(name == "CRLDeltaOverlap" ? "CRLDeltaOverlapPeriod" : name, .ca)
        return Int(count) * (TimeUnit(word: unit)?.seconds ?? 0)
    }

    var skew: Int { Int(number("ClockSkewMinutes", .ca)) * 60 }

    /// Whether complete lists say where their deltas are. Nobody would look for others.
    var hasDeltaAddress: Bool {
        !isSet("CRLPublicationURLs", .ca) || locations.contains { $0.isHTTP && $0.flags.contains(.addToFreshest) }
    }

    var locations: [PublicationLocation] { texts("CRLPublicationURLs", .ca).compactMap { try? PublicationLocation(line: $0) } }
}
