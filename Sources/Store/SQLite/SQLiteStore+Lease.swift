package import CACore
import Synchronization

/// One process has the file, so that it always gets a lease.
extension SQLiteStore {
    package func lease(for work: Lease.Work) async throws -> Lease? {
        if let held = leases.withLock({ $0[work] }) { return held }
        let taken = try await write(changesRights: false) { database, _ in try LeaseRow.take(work, in: database) }
        // If two callers took a lease at once, the later fence counts.
        return leases.withLock { leases in
            let newest = leases[work].map { $0.fence > taken.fence ? $0 : taken } ?? taken
            leases[work] = newest
            return newest
        }
    }
}
