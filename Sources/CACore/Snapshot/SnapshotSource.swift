import Synchronization

/// Holds the newest snapshot and makes the next one.
package final class SnapshotSource: Sendable {
    private let store: any CAStore
    private let newest = Mutex<AuthoritySnapshot?>(nil)

    package init(store: any CAStore) { self.store = store }

    /// The newest snapshot that was read; nil before the first. It may be older than the store.
    package var last: AuthoritySnapshot? { newest.withLock { $0 } }

    /// The newest snapshot, without asking the store: for decisions whose commit detects that it is too old.
    package func remembered() async throws -> AuthoritySnapshot {
        if let snapshot = newest.withLock({ $0 }) { return snapshot }
        return try await load()
    }

    /// A snapshot of the store's present epoch: for answers without a commit.
    package func current() async throws -> AuthoritySnapshot {
        if let snapshot = newest.withLock({ $0 }), try await store.rightsEpoch() == snapshot.rightsEpoch { return snapshot }
        return try await load()
    }

    /// Reads everything again.
    package func load() async throws -> AuthoritySnapshot {
        // The epoch is read first: anything read later may be newer than the epoch says, and the commit's basis notices that.
        let epoch = try await store.rightsEpoch()
        let authorities = try await store.authorities()
        let snapshot = try AuthoritySnapshot(
            rightsEpoch: epoch,
            authorities: authorities,
            templates: try await store.templates(),
            publications: try await store.templatePublications(),
            agentGrants: try await store.agentGrants(),
            acceptances: try await store.templateAcceptances(),
            retirements: try await store.templateRetirements(),
            revocations: try await AuthorityRevocation.all(of: authorities, in: store)
        )
        newest.withLock { $0 = snapshot }
        return snapshot
    }
}
