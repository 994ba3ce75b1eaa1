import PortableFoundation
package import Logging
import Metrics
package import PKIDirectory
import Synchronization

/// Collects failed sign-ins for a few log lines a minute, a counter, and the hourly rows of the record, so that an attacker can fill neither log
/// nor record.
package final class FailedSignIns: Sendable {
    /// The most log lines in one minute. The next line after them says how many were suppressed.
    static let linesAMinute = 10
    /// The most accounts to distinguish in one hour. Failures of further accounts are counted with those that named no account.
    static let mostAccounts = 10_000

    fileprivate struct State {
        var gathered: [UUID?: AuditEvent.SignInFailures] = [:]
        var minute = Date.distantPast
        var lines = 0
        var leftOut = 0
    }

    private let state = Mutex(State())
    private let logger: Logger
    private let ofAccounts = Counter(label: "chancery_sign_in_failures_total", dimensions: [("account", "known")])
    private let ofNobody = Counter(label: "chancery_sign_in_failures_total", dimensions: [("account", "unknown")])

    package init(logger: Logger) {
        self.logger = logger
        // Shown from the start, so that an alert has a value to compare with.
        ofAccounts.increment(by: 0)
        ofNobody.increment(by: 0)
    }

    package func note(_ failed: FailedSignIn) {
        (failed.account == nil ? ofNobody : ofAccounts).increment()
        let leftOut: Int? = state.withLock { state in
            state.gather(failed)
            return state.line(at: failed.when)
        }
        guard let leftOut else { return }
        var metadata: Logger.Metadata = ["address": "\(failed.address)", "door": "\(failed.door.rawValue)"]
        if let account = failed.account { metadata["account"] = "\(account.accountName)" }
        if leftOut > 0 { metadata["leftOutBefore"] = "\(leftOut)" }
        logger.warning("a sign-in failed", metadata: metadata)
    }

    /// Returns the failures since the last call, by account name, those without an account first, and resets the counts.
    package func take() -> [AuditEvent.SignInFailures] {
        let gathered = state.withLock { state in
            defer { state.gathered = [:] }
            return state.gathered
        }
        return gathered.values.sorted { ($0.account ?? "") < ($1.account ?? "") }
    }

    /// Puts back counts that could not be recorded.
    package func restore(_ failures: [AuditEvent.SignInFailures]) {
        state.withLock { state in
            for failures in failures {
                guard var later = state.gathered[failures.accountID] else {
                    state.gathered[failures.accountID] = failures
                    continue
                }
                later.count += failures.count
                later.since = failures.since
                state.gathered[failures.accountID] = later
            }
        }
    }
}

extension FailedSignIns.State {
    fileprivate mutating func gather(_ failed: FailedSignIn) {
        var account = failed.account
        if let id = account?.id, gathered[id] == nil, gathered.count >= FailedSignIns.mostAccounts { account = nil }
        if var known = gathered[account?.id] {
            known.count += 1
            known.door = failed.door.rawValue
            known.address = failed.address
            gathered[account?.id] = known
        } else {
            gathered[account?.id] = AuditEvent.SignInFailures(
                account: account?.accountName,
                accountID: account?.id,
                count: 1,
                since: failed.when,
                door: failed.door.rawValue,
                address: failed.address
            )
        }
    }

    /// - Returns: the number of lines suppressed before this one; nil when this line is suppressed.
    fileprivate mutating func line(at now: Date) -> Int? {
        // A clock that was set back also starts a new minute.
        if !(0..<60).contains(now.timeIntervalSince(minute)) { (minute, lines) = (now, 0) }
        guard lines < FailedSignIns.linesAMinute else {
            leftOut += 1
            return nil
        }
        lines += 1
        defer { leftOut = 0 }
        return leftOut
    }
}
