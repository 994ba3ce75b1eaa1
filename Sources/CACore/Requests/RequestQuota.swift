package import CAInterface
package import PortableFoundation
import Synchronization

/// The number of requests without a certificate that one account may make in an hour. Each leaves a permanent row with up to 256 KiB that the sender chose.
///
/// Issued requests do not count; repeated ones do. Requests on behalf of somebody count for the subject, so that an agent who serves thousands is not
/// stopped.
/// Without shared counts, and while they cannot be asked, the count is kept in this process and begins when it starts: the limit protects the disk and is not
/// used for billing.
package final class RequestQuota: Sendable {
    private struct Hour {
        var start: Date
        var count: Int
    }

    private let hours = Mutex<[UUID: Hour]>([:])
    private let shared: (any SharedRequestQuota)?
    /// In seconds.
    package static let length: Double = 3600
    /// The most accounts to remember. When this is reached, those whose hour is over are forgotten.
    private static let mostAccounts = 20_000

    package init(shared: (any SharedRequestQuota)? = nil) { self.shared = shared }

    /// Counts one request.
    /// - Throws: `CAError.tooManyRequests` with the time until the account's hour is over; then the request is not counted.
    package func count(_ account: UUID, limit: Int, at now: Date) async throws(CAError) {
        guard let wait = await wait(of: account, limit: limit, at: now) else { return }
        let seconds = max(1, Int(wait.rounded(.up)))
        throw CAError(
            .tooManyRequests,
            status: .busy,
            "\(limit) requests of this account in an hour ended without a certificate; no more are accepted for \(seconds) s.",
            reason: DenialReason(
                rule: "UnissuedRequestsAreLimited",
                field: "requester",
                value: account.uuidString.lowercased(),
                remedy: "Find out why the requests are denied or pending, or ask a CA administrator to raise unissuedPerHour."
            ),
            retryAfterSeconds: seconds
        )
    }

    /// Counts a request.
    /// - Returns: the seconds until the account's hour is over; nil when the request was counted.
    private func wait(of account: UUID, limit: Int, at now: Date) async -> Double? {
        if let shared, limit >= 1, let answer = try? await shared.countRequest(of: account, limit: limit) { return answer.wait }
        return ownWait(of: account, limit: limit, at: now)
    }

    private func ownWait(of account: UUID, limit: Int, at now: Date) -> Double? {
        hours.withLock { hours in
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
    }

    /// A clock that was set back also ends the hour, so nobody waits longer than an hour.
    private static func isRunning(_ hour: Hour, at now: Date) -> Bool {
        let age = now.timeIntervalSince(hour.start)
        return age >= 0 && age < length
    }
}
