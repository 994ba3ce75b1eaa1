import PortableFoundation

/// A transaction of this node: its identifier, by which its fate can be told later, and the rights epoch of its decisions.
struct CommitGroup: Sendable {
    static let epochConstraint = "commit_group_epoch"

    /// Ordered by time (RFC 9562 version 7), so that new rows lie side by side in the index.
    let id: UUID
    let node: Int
    let epoch: Int

    init(node: Int, epoch: Int) {
        id = Self.identifier(at: Date())
        self.node = node
        self.epoch = epoch
    }

    private static let insertion = """
        INSERT INTO commit_group (id, node, size, decided, epoch) VALUES (?, ?, ?, ?, (SELECT epoch FROM guard WHERE slot = ? FOR NO KEY UPDATE))
        """

    /// The last statement before COMMIT. Nothing waits behind the lock that it takes, so that a stopped node holds up no change of rights.
    /// - Parameter raised: the new epoch, when the transaction changed rights.
    func end(on connection: PostgreSQLConnection, raisedTo raised: Int?) throws {
        let size = connection.sentRecordCount
        guard let raised, raised != epoch else {
            return try connection.send(
                Self.insertion,
                [.identifier(id), .number(node), .number(size), .number(raised ?? epoch), .number(node)]
            )
        }
        try connection.send("UPDATE guard SET epoch = ?", [.number(raised)])
        try connection.send(Self.insertion, [.identifier(id), .number(node), .number(size), .number(raised), .number(node)])
        try connection.send("SELECT pg_notify('\(EpochWatch.channel)', '')")
    }

    /// The row of a group that must never be stored: its identifier alone. What of the group is still on its way is refused then.
    func entomb(on connection: PostgreSQLConnection) throws -> Bool {
        try connection.begin(group: id)
        try connection.send(
            "INSERT INTO commit_group (id, node, size, decided, epoch) VALUES (?, ?, 0, 0, 0)",
            [.identifier(id), .number(node)]
        )
        return try connection.commit()
    }

    /// Whether the row that has the identifier is one of ``entomb(on:)``: a group's own row has an epoch, which is 1 at least.
    func isTombstone(on connection: PostgreSQLConnection) throws -> Bool {
        let found = try connection.rows(of: "SELECT decided FROM commit_group WHERE id = ?", [.identifier(id)])
        guard let found, found.count == 1 else { throw PostgreSQLError.lost("the group is not there any more") }
        return found.int(0, 0) == 0
    }

    private static func identifier(at now: Date) -> UUID {
        var generator = SystemRandomNumberGenerator()
        let milliseconds = UInt64(max(0, now.storedMilliseconds))
        let high = milliseconds << 16 | 0x7000 | generator.next() & 0x0FFF
        let low = 0x8000_0000_0000_0000 | generator.next() >> 2
        var octets: [UInt8] = []
        octets.append(bigEndian: high)
        octets.append(bigEndian: low)
        return octets.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}
