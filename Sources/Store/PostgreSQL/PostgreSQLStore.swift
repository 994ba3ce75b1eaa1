import CACore
import CertManagement
package import Logging
import PKIDirectory
import PortableFoundation
import Synchronization

/// Everything that a CA must never lose, in a PostgreSQL database that several nodes share.
///
/// There are one connection that writes, a few that read, and one that keeps the small tables in memory as new as the database.
package final class PostgreSQLStore: RowStore {
    private static let readerCount = 3

    let memory: StoreMemory
    let domain: (UInt32, UInt32, UInt32)
    let requestIDs: RequestIDBlocks
    let isAlone = false
    let templateVersions = ProfileTemplateCache()
    /// The number of this node in the database.
    package var node: Int { registration.number }
    package let nodeName: String
    let registration: NodeRow.Registration
    let beats: NodeConnection
    /// The node takes no work any more that only one does at a time.
    let isDraining = Atomic(false)
    let isProbing = Atomic(false)
    let writer: PostgreSQLWriter
    let side: PostgreSQLSideWriter
    /// Published objects, which all nodes share.
    package let objects: PostgreSQLObjects
    /// Yields after a node has committed a revocation list.
    package let listNews: AsyncStream<Void>
    private let watch: EpochWatch
    private let readers: [PostgreSQLReader]
    private let nextReader = Atomic<Int>(0)
    let leases = Mutex<[Lease.Work: HeldLease]>([:])

    /// Connects to the database, whose schema must be there, and takes a number for this node.
    /// - Parameters:
    ///   - address: a `postgresql://` URL without a password; it may name several hosts.
    ///   - password: nil leaves it to libpq.
    ///   - name: of this node; another process of the same name must not run.
    ///   - version: of this program, shown in the list of nodes.
    ///   - installation: the one that the database must have, as ``installation`` was; nil at the first start.
    ///   - committed: called after every durable transaction with its number of writes, for counting.
    /// - Throws: `StoreError` when the database cannot be used.
    package init(
        address: String,
        password: String?,
        node name: String,
        version: String,
        installation: String? = nil,
        logger: Logger,
        committed: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws {
        let servers = try PostgreSQLServers(address: address, password: password, node: name)
        let start = try await DatabaseFile.offPool {
            do {
                try PostgreSQLSchema.check(servers)
                let connection = try servers.connect()
                return try PostgreSQLStart(
                    connection,
                    node: name,
                    program: servers.program,
                    version: version,
                    installation: installation
                )
            } catch let error as PostgreSQLError {
                throw StoreError("the database \(servers.shownAddress) cannot be used: \(error)")
            }
        }
        let memory = StoreMemory(snapshot: start.snapshot)
        let writer = PostgreSQLWriter(servers: servers, memory: memory, node: start.node.number, logger: logger, committed: committed)
        self.memory = memory
        self.writer = writer
        domain = start.domain
        nodeName = name
        registration = start.node
        beats = NodeConnection(servers: servers)
        readers = (1...Self.readerCount).map { PostgreSQLReader(servers: servers, number: $0) }
        side = PostgreSQLSideWriter(servers: servers, label: "side")
        objects = PostgreSQLObjects(servers: servers)
        let (listNews, lists) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.listNews = listNews
        watch = try EpochWatch(servers: servers, memory: memory, lists: lists, logger: logger) { writer.fail($0) }
        requestIDs = RequestIDBlocks { authority, count in
            try await writer.write(changesRights: false) { database, _ in try RequestIDRow.reserve(count, of: authority, in: database) }
        }
        watch.start()
    }

    package var failures: AsyncStream<String> { writer.failures }
    package var failure: String? { writer.failure }
    package var obstacle: String? { watch.obstacle ?? writer.obstacle }

    package func close() async throws {
        let unused = requestIDs.close()
        try? await write(changesRights: false) { database, _ in
            for block in unused { try RequestIDRow.giveBack(block, in: database) }
        }
        // Another node goes on with this one's work at once.
        try? await giveBackLeases()
        writer.close()
        watch.close()
        await beats.close()
        await writer.disconnect()
        await side.close()
        await objects.close()
        for reader in readers { await reader.close() }
    }

    func confirmed() async throws { try await watch.confirmed() }

    func read<Value: Sendable>(_ body: @escaping @Sendable (StoreConnection) throws -> Value) async throws -> Value {
        let number = nextReader.wrappingAdd(1, ordering: .relaxed).oldValue
        return try await readers[abs(number % readers.count)].read(body)
    }

    func write<Value: Sendable>(
        changesRights: Bool,
        _ body: @escaping @Sendable (StoreConnection, inout WriterState) throws -> Value
    ) async throws -> Value {
        try await writer.write(changesRights: changesRights, body)
    }
}
