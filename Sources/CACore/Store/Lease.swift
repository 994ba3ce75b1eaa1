/// The right to do something that only one process may do at a time, with a fencing number.
///
/// A process may not know that it has lost its lease. So everything it writes carries the number (`Basis.lease`), and the store refuses work begun under an
/// older one. A lease saves work, and correctness never depends on it alone: CRL numbers have their own part of the basis.
package struct Lease: Sendable, Hashable {
    /// The kinds of work that have a lease.
    package enum Work: String, Sendable, Hashable, CaseIterable {
        /// Signing and publishing due revocation lists.
        case publication
        /// Renewing the authorities' own certificates. A listener's certificate belongs to its process, which renews it without a lease.
        case renewal
        /// Bringing events to exit receivers.
        case exit
        /// Finishing ends of management requests that an interruption left.
        case ends
        /// Extending and signing the log over the record.
        case record
    }

    package let work: Work
    /// Greater than the number of every earlier holder.
    package let fence: Int

    package init(work: Work, fence: Int) {
        self.work = work
        self.fence = fence
    }
}

/// Grants leases. A store of one process always grants them.
package protocol LeaseGranter: Sendable {
    /// The lease, if this process holds it or can get it now; nil while another process holds it.
    /// - Throws: `CommitError`.
    func lease(for work: Lease.Work) async throws -> Lease?
}
