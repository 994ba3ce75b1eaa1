import CACore
import PortableFoundation
import Synchronization

/// What a node hears when it tells the database that it runs.
package struct NodeBeat: Sendable {
    /// An administrator wants the node to end soon.
    package let isDraining: Bool
    /// The name of the node that publishes revocation lists; nil while nobody does.
    package let publisher: String?
}

extension PostgreSQLStore {
    /// The domain of the installation, `a-b-c`. Two databases with the same one are copies of each other.
    package var installation: String { "\(domain.0)-\(domain.1)-\(domain.2)" }

    /// Tells the other nodes that this one runs.
    /// - Parameter address: of the HTTPS listener.
    /// - Throws: `StoreError` when the node must end, because its row belongs to another process or is gone; `CommitError.unavailable` while the database does not answer.
    package func beat(address: String?) async throws -> NodeBeat {
        let (node, host) = (registration, ProcessInfo.processInfo.hostName)
        let answer: (isDraining: Bool?, holders: [String: String])
        do {
            answer = try await beats.run { connection in
                (try NodeRow.beat(node, address: address, host: host, in: connection), try NodeRow.holders(in: connection))
            }
        } catch let error as PostgreSQLError { throw CommitError.unavailable(PostgreSQLWriter.obstacle(error)) }
        guard let isDraining = answer.isDraining else {
            throw StoreError(
                "the node \(nodeName) was removed, or another process runs under this name; give each node a name of its own with --node"
            )
        }
        if isDraining, !self.isDraining.exchange(true, ordering: .relaxed) { try? await giveBackLeases() }
        if writer.obstacle != nil { probe() }
        return NodeBeat(isDraining: isDraining, publisher: answer.holders[Lease.Work.publication.rawValue])
    }

    /// Finds out whether the database stores again. Load balancers send nothing to a node that is not ready, so that nothing else would.
    private func probe() {
        guard !isProbing.exchange(true, ordering: .relaxed) else { return }
        Task {
            try? await write(changesRights: false) { _, _ in }
            isProbing.store(false, ordering: .relaxed)
        }
    }

    /// Lets other nodes take this one's work at once.
    func giveBackLeases() async throws {
        leases.withLock { $0 = [:] }
        let number = node
        try await beats.run { try NodeRow.giveBackLeases(of: number, in: $0) }
    }

    /// Runs `body`, which completes the first start, while no other node does.
    /// - Throws: `StoreError` while another node makes the installation, or the error of `body`.
    package func completeFirstStart<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        try await claimFirstStart()
        do {
            let value = try await body()
            try await releaseFirstStart()
            return value
        } catch {
            try? await releaseFirstStart()
            throw error
        }
    }

    /// Waits while another node has the right on a complete installation.
    private func claimFirstStart() async throws {
        let (number, name) = (node, nodeName)
        for _ in 0..<600 {
            let holder: String? = try await write(changesRights: false) { database, _ in
                var row = try BoundStatement(
                    database,
                    """
                    INSERT INTO lease (work, holder, fence, until) VALUES ('first-start', ?1, 1, clock_timestamp() + interval '60 s')
                    ON CONFLICT (work) DO UPDATE SET holder = excluded.holder, until = excluded.until, fence = lease.fence + 1
                    WHERE lease.holder IS NULL OR lease.holder = excluded.holder OR lease.until < clock_timestamp()
                    RETURNING fence
                    """
                )
                row.bind(number)
                if try row.step() { return nil }
                let other = try BoundStatement(database, "SELECT name FROM lease JOIN node ON number = holder WHERE work = 'first-start'")
                return try other.step() ? other.text(0) : "another node"
            }
            guard let holder else { return }
            guard try await snapshot().authorities.contains(where: { $0.role == .issuing }) else {
                throw StoreError(
                    """
                    the node \(holder) makes the installation in this database now, so \(name) must not. When it is done, give this node its keys: \
                    chancery node add --from DIR-OF-\(holder) --data NEWDIR
                    """
                )
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw StoreError("another node holds the right to complete the first start for more than a minute; start again")
    }

    private func releaseFirstStart() async throws {
        let number = node
        try await beats.run { connection in
            try connection.run(
                "UPDATE lease SET until = clock_timestamp() WHERE work = 'first-start' AND holder = ?",
                [.number(number)]
            )
        }
    }
}
