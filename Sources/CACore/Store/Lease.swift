/// The right to do something that only one process may do at a time, with a fencing number.
///
/// A process that lost its lease may not know it yet. Therefore the number goes with what it writes (`Basis.lease`): the store refuses what was begun under an
/// older one. A lease saves work and never guards correctness alone: CRL numbers have their own part of the basis.
package struct Lease: Sendable, Hashable {
    /// What there is one of.
    package enum Work: String, Sendable, Hashable, CaseIterable {
        /// Signing and publishing revocation lists when their time has come.
        case publication
        /// Renewing the authorities' own certificates. The certificate of a listener belongs to its process, which renews it without asking.
        case renewal
    }

    package let work: Work
    /// Larger than that of every earlier holder.
    package let fence: Int

    package init(work: Work, fence: Int) {
        self.work = work
        self.fence = fence
    }
}

/// Hands out leases. A store of one process always grants them.
package protocol LeaseGranter: Sendable {
    /// The lease, if this process holds it or gets it now; nil while another process holds it.
    /// - Throws: `CommitError`.
    func lease(for work: Lease.Work) async throws -> Lease?
}
