package import CAInterface
package import PortableFoundation
import Synchronization

/// How many requests that end without a certificate one account may leave behind in an hour: each is a row that stays, with up to 256 KiB the sender chose.
///
/// Issued requests are not counted; a repeat is. Requests on behalf of somebody count for the subject, so that an agent who serves thousands is not stopped.
/// Counted in this process and from the start of it: the limit is there against filling the disk, not for billing.
package final class RequestQuota: Sendable {
    private struct Hour {
        var start: Date
        var count: Int
    }

    private let hours = Mutex<[UUID: Hour]>([:])
    private static let length: Double = 3600
    /// Accounts remembered at most; when full, those whose hour is over are forgotten.
    private static let mostAccounts = 20_000

    package init() {}

    /// Counts one request.
    /// - Throws: `CAError.tooManyRequests` with the time until the account's hour is over; then nothing is counted.
    package func count(_ account: UUID, limit: Int, at now: Date) throws(CAError) {
        let wait: Double? = hours.withLock { hours in
            if hours.count >= Self.mostAccounts { hours = hours.filter { Self.isRunning($0.value, at: now) } }
            guard var hour = hours[account], Self.isRunning(hour, at: now) else {
                hours[account] = Hour(start: now, count: 1)
                return limit >= 1 ? nil : Self.length
            }
            guard hour.count < limit else { return Self.length - now.timeIntervalSince(hour.start) }
            hour.count += 1
            hours[account] = hour
            return nil
        }
        guard let wait else { return }
        let seconds = max(1, Int(wait.rounded(.up)))
        throw CAError(
            .tooManyRequests,
            status: .busy,
            "\(limit) requests of this account in an hour ended without a certificate; no more are taken for \(seconds) s.",
            reason: DenialReason(
                rule: "UnissuedRequestsAreLimited",
                field: "requester",
                value: account.uuidString.lowercased(),
                remedy: "Find out why the requests are denied or pending, or ask a CA administrator to raise unissuedPerHour."
            ),
            retryAfterSeconds: seconds
        )
    }

    /// A clock that was set back ends the hour too: nobody waits longer than an hour for it.
    private static func isRunning(_ hour: Hour, at now: Date) -> Bool {
        let age = now.timeIntervalSince(hour.start)
        return age >= 0 && age < length
    }
}
