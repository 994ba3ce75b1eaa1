package import PortableFoundation

/// Requests that several servers of one installation count together.
package protocol SharedRequestQuota: Sendable {
    /// Counts one request in the running hour of the account, unless that hour has `limit` already.
    func countRequest(of account: UUID, limit: Int) async throws -> RequestQuotaAnswer
}

package struct RequestQuotaAnswer: Sendable, Hashable {
    /// The seconds until the account's hour is over; nil when the request was counted.
    package let wait: Double?

    package init(wait: Double?) { self.wait = wait }
}
