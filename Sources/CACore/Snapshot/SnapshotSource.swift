import Synchronization

/// Holds the newest snapshot and makes the next one.
package final class SnapshotSource: Sendable {
    private let store: any CAStore
    private let newest = Mutex<AuthoritySnapshot?>(nil)

    package init(store: any CAStore) { self.store = store }

    /// The newest snapshot there is, without asking the store: for decisions whose commit says when it is too old.
    package func remembered() async throws -> AuthoritySnapshot {
        if let snapshot = newest.withLock({ $0 }) { return snapshot }
        return try await load()
    }

    /// A snapshot of the store's present epoch: for answers that no commit guards.
    package func current() async throws -> AuthoritySnapshot {
        if let snapshot = newest.withLock({ $0 }), try await store.rightsEpoch() == snapshot.rightsEpoch { return snapshot }
        return try await load()
    }

    /// Reads everything anew.
    package func load() async throws -> AuthoritySnapshot {
        // The epoch first: whatever is read after it may be newer than it says, and the commit's basis notices.
        let epoch = try await store.rightsEpoch()
        let authorities = try await store.authorities()
        let snapshot = try AuthoritySnapshot(
            rightsEpoch: epoch,
            authorities: authorities,
            templates: try await store.templates(),
            agentGrants: try await store.agentGrants(),
            revocations: try await AuthorityRevocation.all(of: authorities, in: store)
        )
        newest.withLock { $0 = snapshot }
        return snapshot
    }
}
