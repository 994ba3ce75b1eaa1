import PortableFoundation
package import Logging
import Metrics
package import PKIDirectory
import Synchronization

/// Gathers failed sign-ins: a few lines of the log a minute, a counter, and what the record gets once an hour, so that an attacker fills neither.
package final class FailedSignIns: Sendable {
    /// Lines of the log in one minute; the next line after them says how many were left out.
    static let linesAMinute = 10
    /// Accounts told apart in one hour; failures of further ones are counted with those of nobody.
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
        // Shown from the start, so that an alert has something to compare with.
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

    /// What was gathered since the last call, by account name, those of nobody first; and begins anew.
    package func take() -> [AuditEvent.SignInFailures] {
        let gathered = state.withLock { state in
            defer { state.gathered = [:] }
            return state.gathered
        }
        return gathered.values.sorted { ($0.account ?? "") < ($1.account ?? "") }
    }

    /// Puts back what could not be recorded.
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

    /// - Returns: how many lines were left out before this one; nil when this one is left out.
    fileprivate mutating func line(at now: Date) -> Int? {
        // A clock that was set back begins a new minute too.
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
