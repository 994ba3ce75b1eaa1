package import CACore
import Dispatch
import Synchronization

/// A lease that this node took, and until when it need not ask again, by this node's clock.
struct HeldLease: Sendable {
    let lease: Lease
    let renewal: DispatchTime
}

/// A lease ends when its holder does not renew it. The number grows with every change of the holder, and a commit that rests on a former number is refused, so that a node that slept
/// cannot finish what another has taken over.
extension PostgreSQLStore {
    /// In seconds.
    static let leaseDuration = 10

    package func lease(for work: Lease.Work) async throws -> Lease? {
        guard !isDraining.load(ordering: .relaxed) else { return nil }
        if let held = leases.withLock({ $0[work] }), held.renewal > .now() { return held.lease }
        let asked = DispatchTime.now()
        let node = node
        let fence: Int? = try await side.write { database in
            var row = try BoundStatement(
                database,
                """
                INSERT INTO lease (work, holder, fence, until) VALUES (?, ?, 1, clock_timestamp() + interval '\(Self.leaseDuration) s')
                ON CONFLICT (work) DO UPDATE SET holder = excluded.holder, until = excluded.until,
                    fence = lease.fence + CASE WHEN lease.holder = excluded.holder AND lease.until > clock_timestamp() THEN 0 ELSE 1 END
                WHERE lease.holder IS NULL OR lease.holder = excluded.holder OR lease.until < clock_timestamp()
                RETURNING fence
                """
            )
            row.bind(work.rawValue)
            row.bind(node)
            return try row.step() ? row.int(0) : nil
        }
        return leases.withLock { leases in
            guard let fence else {
                leases[work] = nil
                return nil
            }
            let lease = Lease(work: work, fence: fence)
            leases[work] = HeldLease(lease: lease, renewal: asked + .seconds(Self.leaseDuration / 3))
            return lease
        }
    }
}
