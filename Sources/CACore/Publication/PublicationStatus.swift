package import PortableFoundation
import Metrics
import Synchronization

/// The state of publication for each authority: the last failure, and lists that are about to end. `/readyz`, metrics and the log show it.
package final class PublicationStatus: Sendable {
    /// The state of the lists of one part at the last look.
    package struct Entry: Sendable, Hashable {
        package let authority: String
        package let partition: Int
        package let list: StoredRevocationList?
        /// Only where the authority makes deltas.
        package let delta: StoredRevocationList?
        /// Revocations and releases that neither list shows.
        package let uncovered: Int
        /// True if its key is open here, so that new lists are signed without a person.
        package let keyIsOpen: Bool
        /// The reason why the last attempt failed, in words for everybody; nil when it succeeded.
        package let failure: String?
        /// Seconds between lists; of deltas 0 where there are none.
        package let period: Int
        package let deltaPeriod: Int

        package init(
            authority: String,
            part: RevocationListPart,
            state: RevocationListState?,
            rules: RevocationListRules,
            keyIsOpen: Bool,
            failure: String?
        ) {
            self.authority = authority
            partition = part.partition
            list = state?.latest
            delta = rules.hasDeltas ? state?.delta : nil
            uncovered = (rules.hasDeltas ? state?.uncoveredByBoth : state?.uncovered) ?? 0
            self.keyIsOpen = keyIsOpen
            self.failure = failure
            period = rules.period
            deltaPeriod = rules.deltaPeriod
        }

        /// A warning for the operator; nil when everything is in order.
        /// - Parameter dataDirectory: for the command that the warning names, as a shell reads it.
        package func warning(at now: Date, dataDirectory: String = "DIR") -> String? {
            let remedy = remedy(dataDirectory)
            let name = authority.quoted + (partition > 0 ? ", partition \(partition)," : "")
            guard let list else { return failure ?? "\(name) has no revocation list yet." }
            if let warning = warning(list, "revocation list", name, at: now, remedy) { return warning }
            if deltaPeriod > 0 {
                guard let delta else { return failure ?? "\(name) has no delta list yet. \(remedy)" }
                if let warning = warning(delta, "delta list", name, at: now, remedy) { return warning }
            }
            if uncovered > 0 {
                return "\(uncovered) revocations or releases of \(name) are not on its published list. \(failure ?? remedy)"
            }
            if let failure { return failure }
            return lateness(of: list, "revocation list", name, period, at: now, remedy)
                ?? delta.flatMap { lateness(of: $0, "delta list", name, deltaPeriod, at: now, remedy) }
        }

        private func warning(_ list: StoredRevocationList, _ kind: String, _ name: String, at now: Date, _ remedy: String) -> String? {
            if list.nextUpdate <= now { return "The \(kind) of \(name) ended at \(Self.text(list.nextUpdate)). \(failure ?? remedy)" }
            if list.thisUpdate > now {
                return "The \(kind) of \(name) is not valid before \(Self.text(list.thisUpdate)). \(failure ?? remedy)"
            }
            return nil
        }

        /// If its key is open, a list is replaced long before its end; an hour after the due time counts as late.
        private func lateness(
            of list: StoredRevocationList,
            _ kind: String,
            _ name: String,
            _ period: Int,
            at now: Date,
            _ remedy: String
        ) -> String? {
            let late = keyIsOpen ? list.signedWhen.addingTimeInterval(Double(period) + 3600) : list.halfLife
            guard now >= late else { return nil }
            return "The \(kind) of \(name) ends at \(Self.text(list.nextUpdate)). \(remedy)"
        }

        private func remedy(_ dataDirectory: String) -> String {
            keyIsOpen
                ? "The server tries every minute; its log has the reason."
                : "Its key is kept away: sign a list with `chancery revocation-list publish --ca \"\(authority)\" --ask-passphrase --data \(dataDirectory)`."
        }

        private static func text(_ date: Date) -> String { date.formatted(.iso8601) }
    }

    /// A place at another server to which lists are brought.
    package struct Target: Sendable, Hashable {
        package let part: RevocationListPart
        package let isDelta: Bool
        package let url: String
        /// When the attempts began to fail, and why the last one did; nil while all is well.
        package let since: Date?
        package let fault: String?

        /// Scheme, host and port.
        fileprivate var server: String {
            url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
        }
    }

    private let targets = Mutex<[Target]>([])

    package var allTargets: [Target] { targets.withLock { $0 } }

    func set(targets all: [Target]) {
        targets.withLock { $0 = all }
        Gauge(label: "chancery_list_targets_failing").record(all.count { $0.fault != nil })
    }

    private let entries = Mutex<[RevocationListPart: Entry]>([:])
    /// Other failures, such as a CA certificate that could not be published.
    private let others = Mutex<[AuthorityNumber: String]>([:])

    package init() {}

    package var all: [RevocationListPart: Entry] { entries.withLock { $0 } }

    /// In the order of authorities and keys.
    package func warnings(at now: Date) -> [String] {
        all.sorted { Self.place($0.key) < Self.place($1.key) }
            .compactMap { $0.value.warning(at: now) } + targetWarnings
            + others.withLock { $0.sorted { $0.key.rawValue < $1.key.rawValue }.map(\.value) }
    }

    private var targetWarnings: [String] {
        // One line for each server: a CA may have thousands of lists.
        let servers = Dictionary(grouping: allTargets.filter { $0.fault != nil }, by: \.server)
        return servers.sorted { $0.key < $1.key }.compactMap { server, failing in
            let first = failing.min { ($0.since ?? .distantFuture) < ($1.since ?? .distantFuture) }
            guard let target = first, let since = target.since, let fault = target.fault else { return nil }
            let lists = failing.count == 1 ? "The newest list is not at \(target.url)" : "\(failing.count) lists are not at \(server)"
            return "\(lists) since \(since.formatted(.iso8601)): \(fault) The server tries again."
        }
    }

    private static func place(_ part: RevocationListPart) -> (Int, Int, Int) {
        (part.key.authority.rawValue, part.key.index, part.partition)
    }

    func set(_ part: RevocationListPart, _ entry: Entry, at now: Date) {
        let late = entries.withLock { entries in
            entries[part] = entry
            return entries.count { $0.key.key == part.key && $0.key.partition > 0 && $0.value.warning(at: now) != nil }
        }
        let labels = [("authority", entry.authority), ("key", String(part.key.index))]
        func gauge(_ name: String, _ value: Double) { Gauge(label: "chancery_revocation_list_" + name, dimensions: labels).record(value) }
        // Of partitions only how many want attention: there may be thousands.
        if part.partition > 0 { return gauge("partitions_with_warning", Double(late)) }
        if let delta = entry.delta {
            gauge("delta_number", Double(delta.number))
            gauge("delta_next_update_timestamp_seconds", delta.nextUpdate.timeIntervalSince1970)
        }
        if let list = entry.list {
            gauge("number", Double(list.number))
            gauge("this_update_timestamp_seconds", list.thisUpdate.timeIntervalSince1970)
            gauge("next_update_timestamp_seconds", list.nextUpdate.timeIntervalSince1970)
        }
        gauge("uncovered_revocations", Double(entry.uncovered))
        gauge("key_open", entry.keyIsOpen ? 1 : 0)
        gauge("warning", entry.warning(at: now) == nil ? 0 : 1)
        // Shown before the first failure, so that an alert has a value to compare with.
        Self.failures(of: entry.authority).increment(by: 0)
    }

    func set(_ authority: AuthorityNumber, failure: String?) { others.withLock { $0[authority] = failure } }

    func countFailure(of authority: String) { Self.failures(of: authority).increment() }

    private static func failures(of authority: String) -> Counter {
        Counter(label: "chancery_publication_failures_total", dimensions: [("authority", authority)])
    }
}
