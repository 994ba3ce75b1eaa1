package import PortableFoundation
import Metrics
import Synchronization

/// The state of publication for each authority: the last failure, and lists that are about to end. `/readyz`, metrics and the log show it.
package final class PublicationStatus: Sendable {
    /// The state of one key's list at the last look.
    package struct Entry: Sendable, Hashable {
        package let authority: String
        package let list: StoredRevocationList?
        /// Revocations and releases that the list does not show.
        package let uncovered: Int
        /// True if its key is open here, so that new lists are signed without a person.
        package let keyIsOpen: Bool
        /// The reason why the last attempt failed, in words for everybody; nil when it succeeded.
        package let failure: String?
        /// Seconds between lists.
        package let period: Int

        package init(
            authority: String,
            list: StoredRevocationList?,
            uncovered: Int,
            keyIsOpen: Bool,
            failure: String?,
            period: Int
        ) {
            self.authority = authority
            self.list = list
            self.uncovered = uncovered
            self.keyIsOpen = keyIsOpen
            self.failure = failure
            self.period = period
        }

        /// A warning for the operator; nil when everything is in order.
        /// - Parameter dataDirectory: for the command that the warning names, as a shell reads it.
        package func warning(at now: Date, dataDirectory: String = "DIR") -> String? {
            let remedy = remedy(dataDirectory)
            let name = authority.quoted
            guard let list else { return failure ?? "\(name) has no revocation list yet." }
            if list.nextUpdate <= now {
                return "The revocation list of \(name) ended at \(Self.text(list.nextUpdate)). \(failure ?? remedy)"
            }
            if list.thisUpdate > now {
                return "The revocation list of \(name) is not valid before \(Self.text(list.thisUpdate)). \(failure ?? remedy)"
            }
            if uncovered > 0 {
                return "\(uncovered) revocations or releases of \(name) are not on its published list. \(failure ?? remedy)"
            }
            if let failure { return failure }
            // If its key is open, a list is replaced long before its end; an hour after the due time counts as late.
            let late = keyIsOpen ? list.signedWhen.addingTimeInterval(Double(period) + 3600) : list.halfLife
            guard now >= late else { return nil }
            return "The revocation list of \(name) ends at \(Self.text(list.nextUpdate)). \(remedy)"
        }

        private func remedy(_ dataDirectory: String) -> String {
            keyIsOpen
                ? "The server tries every minute; its log has the reason."
                : "Its key is kept away: sign a list with `chancery revocation-list publish --ca \"\(authority)\" --ask-passphrase --data \(dataDirectory)`."
        }

        private static func text(_ date: Date) -> String { date.formatted(.iso8601) }
    }

    private let entries = Mutex<[AuthorityKeyID: Entry]>([:])
    /// Other failures, such as a CA certificate that could not be published.
    private let others = Mutex<[AuthorityNumber: String]>([:])

    package init() {}

    package var all: [AuthorityKeyID: Entry] { entries.withLock { $0 } }

    /// In the order of authorities and keys.
    package func warnings(at now: Date) -> [String] {
        all.sorted { ($0.key.authority.rawValue, $0.key.index) < ($1.key.authority.rawValue, $1.key.index) }
            .compactMap { $0.value.warning(at: now) } + others.withLock { $0.sorted { $0.key.rawValue < $1.key.rawValue }.map(\.value) }
    }

    func set(_ key: AuthorityKeyID, _ entry: Entry, at now: Date) {
        entries.withLock { $0[key] = entry }
        let labels = [("authority", entry.authority), ("key", String(key.index))]
        func gauge(_ name: String, _ value: Double) { Gauge(label: "chancery_revocation_list_" + name, dimensions: labels).record(value) }
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
