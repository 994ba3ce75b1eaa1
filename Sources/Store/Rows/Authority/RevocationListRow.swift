import PKIFormats
import CACore
import CAInterface
import PortableFoundation

/// Signed CRLs: every number, and what each list covers. Their bytes are files; the writer stores only the hash.
enum RevocationListRow {
    /// Until lists are split, all certificates of a key are in one part.
    private static let shard = 0

    private enum Column: Int32, TableColumn {
        case authority, keyIdx, shard, number, signed, thisUpdate, nextUpdate, count, coversThrough, object
    }

    private static let insertion = ColumnStatement<Column>.insertion(into: "revocation_list")

    private static let newest =
        "SELECT \(Column.list) FROM revocation_list WHERE authority = ? AND key_idx = ? AND shard = ? ORDER BY number DESC LIMIT ?"

    static func insert(_ list: StoredRevocationList, into database: StoreConnection) throws {
        try insertion.run(in: database) { column, row in
            switch column {
            case .authority: row.bind(list.key.authority.rawValue)
            case .keyIdx: row.bind(list.key.index)
            case .shard: row.bind(shard)
            case .number: row.bind(list.number)
            case .signed: row.bind(list.signedWhen)
            case .thisUpdate: row.bind(list.thisUpdate)
            case .nextUpdate: row.bind(list.nextUpdate)
            case .count: row.bind(list.count)
            case .coversThrough: row.bind(list.coversThrough)
            case .object: row.bind(list.object.rawValue)
            }
        }
        // The other nodes publish it as soon as it is committed.
        if case .postgreSQL(let connection) = database.engine { try connection.send("SELECT pg_notify('\(EpochWatch.listChannel)', '')") }
    }

    /// 0 when there is no list.
    static func newestNumber(of key: AuthorityKeyID, in database: StoreConnection) throws -> Int {
        var row = try BoundStatement(database, "SELECT max(number) FROM revocation_list WHERE authority = ? AND key_idx = ? AND shard = ?")
        row.bind(key.authority.rawValue)
        row.bind(key.index)
        row.bind(shard)
        return try row.step() ? row.int(0) : 0
    }

    /// The newest lists, in descending order.
    static func lists(of key: AuthorityKeyID, limit: Int, from database: StoreConnection) throws -> [StoredRevocationList] {
        var row = try BoundStatement(database, newest)
        row.bind(key.authority.rawValue)
        row.bind(key.index)
        row.bind(shard)
        row.bind(limit)
        var lists: [StoredRevocationList] = []
        while try row.step() {
            lists.append(
                StoredRevocationList(
                    key: key,
                    number: row.int(Column.number),
                    signedWhen: row.date(Column.signed),
                    thisUpdate: row.date(Column.thisUpdate),
                    nextUpdate: row.date(Column.nextUpdate),
                    count: row.int(Column.count),
                    coversThrough: row.int(Column.coversThrough),
                    object: ObjectID(rawValue: row.text(Column.object))
                )
            )
        }
        return lists
    }

    static func state(of key: AuthorityKeyID, from database: StoreConnection) throws -> RevocationListState {
        let latest = try lists(of: key, limit: 1, from: database).first
        let covered = latest?.coversThrough ?? 0
        var row = try BoundStatement(
            database,
            """
            SELECT count(*), coalesce(max(sequence), ?4) FROM revocation_journal
            WHERE authority = ?1 AND key_idx = ?2 AND shard = ?3 AND sequence > ?4
            """
        )
        row.bind(key.authority.rawValue)
        row.bind(key.index)
        row.bind(shard)
        row.bind(covered)
        guard try row.step() else { throw StoreError("the revocation journal does not answer") }
        return RevocationListState(
            latest: latest,
            uncovered: row.int(0),
            journalHead: row.int(1),
            nextEffective: try latest.flatMap { try nextEffective(of: key, after: $0.signedWhen, from: database) }
        )
    }

    /// When the next revocation begins that a list of that time could not show yet.
    private static func nextEffective(of key: AuthorityKeyID, after date: Date, from database: StoreConnection) throws -> Date? {
        var row = try BoundStatement(
            database,
            """
            SELECT min(revoked_effective) FROM request
            WHERE disposition = 21 AND revoked_effective > revoked AND authority = ?1
                AND generation IN (SELECT idx FROM generation WHERE authority = ?1 AND key_idx = ?2) AND revoked_effective > ?3
            """
        )
        row.bind(key.authority.rawValue)
        row.bind(key.index)
        row.bind(date)
        return try row.step() ? row.optionalDate(0) : nil
    }

    /// The entries of the next CRL: every revoked certificate that has not expired, and an expired one until a CRL made after its expiry has shown it (RFC 5280
    /// §3.3).
    static func content(of key: AuthorityKeyID, at date: Date, keepsExpired: Bool, from database: StoreConnection) throws
        -> RevocationListContent
    {
        let state = try state(of: key, from: database)
        var row = try BoundStatement(
            database,
            """
            SELECT serial, coalesce(revoked_effective, revoked), revoked_reason FROM request
            WHERE disposition = 21 AND authority = ?1 AND generation IN (SELECT idx FROM generation WHERE authority = ?1 AND key_idx = ?2)
                AND coalesce(revoked_effective, revoked) <= ?3
                AND (?6 OR not_after >= ?3 OR not_after >= ?4 OR EXISTS (
                    SELECT 1 FROM revocation_journal AS line WHERE line.request = request.key AND line.revision = request.revision
                        AND line.sequence > ?5)
                    OR EXISTS (SELECT 1 FROM shown_after_expiry AS shown WHERE shown.key = request.key))
            ORDER BY key
            """
        )
        row.bind(key.authority.rawValue)
        row.bind(key.index)
        row.bind(date)
        row.bind(state.latest?.thisUpdate ?? .distantPast)
        row.bind(state.latest?.coversThrough ?? 0)
        row.bind(keepsExpired ? 1 : 0)
        var entries: [RevokedCertificate] = []
        while try row.step() {
            entries.append(RevokedCertificate(serialNumber: try serialOctets(row.text(0)), when: row.date(1), reason: row.int(2)))
        }
        entries += try foreign(of: key, from: database)
        return RevocationListContent(
            entries: entries,
            coversThrough: state.journalHead,
            formerNumber: state.latest?.number ?? 0
        )
    }

    /// Revocations that a restored backup took from published lists, of certificates without a row. Nobody knows when they expire, so they stay until they are
    /// released. A certificate that was imported since has a row, which speaks for it.
    private static func foreign(of key: AuthorityKeyID, from database: StoreConnection) throws -> [RevokedCertificate] {
        var row = try BoundStatement(
            database,
            """
            SELECT serial, at, coalesce((\(newestReason)), reason) FROM foreign_revocation AS taken WHERE authority = ?1 AND key_idx = ?2
                AND NOT EXISTS (SELECT 1 FROM request WHERE request.authority = taken.authority AND request.serial = taken.serial)
            ORDER BY serial
            """
        )
        row.bind(key.authority.rawValue)
        row.bind(key.index)
        var entries: [RevokedCertificate] = []
        while try row.step() {
            guard row.int(2) != CRLReason.removeFromCRL.rawValue else { continue }
            entries.append(RevokedCertificate(serialNumber: try serialOctets(row.text(0)), when: row.date(1), reason: row.int(2)))
        }
        return entries
    }

    /// The reason in the newest line of the journal about a revocation that was taken over. Such lines name the request 0, which no row has.
    private static let newestReason =
        "SELECT line.reason FROM revocation_journal AS line WHERE line.request = taken.authority << 40 AND line.serial = taken.serial ORDER BY sequence DESC LIMIT 1"

    static func foreign(serial: String, of authority: AuthorityNumber, from database: StoreConnection) throws -> ForeignRevocation? {
        var row = try BoundStatement(
            database,
            """
            SELECT key_idx, at, coalesce((\(newestReason)), reason),
                (SELECT coalesce(max(revision), 0) FROM revocation_journal WHERE request = CAST(?1 AS BIGINT) << 40)
            FROM foreign_revocation AS taken WHERE authority = ?1 AND serial = ?2
            """
        )
        row.bind(authority.rawValue)
        row.bind(serial)
        guard try row.step() else { return nil }
        return ForeignRevocation(
            key: AuthorityKeyID(authority: authority, index: row.int(0)),
            serialNumber: serial,
            when: row.date(1),
            reason: row.int(2),
            changes: row.int(3)
        )
    }

    private enum JournalColumn: Int32, TableColumn {
        case sequence, authority, keyIdx, shard, request, revision, serial, reason, at
    }

    private static let journalInsertion = ColumnStatement<JournalColumn>.insertion(
        into: "revocation_journal",
        JournalColumn.allCases.filter { $0 != .sequence }
    )

    private static let journalPage =
        "SELECT \(JournalColumn.list) FROM revocation_journal WHERE authority = ? AND key_idx = ? AND sequence > ? ORDER BY sequence LIMIT ?"

    static func append(_ record: RevocationRecord, to database: StoreConnection) throws {
        try journalInsertion.run(in: database) { column, row in
            switch column {
            // SQLite assigns the line number.
            case .sequence: break
            case .authority: row.bind(record.key.authority.rawValue)
            case .keyIdx: row.bind(record.key.index)
            case .shard: row.bind(record.shard)
            case .request: row.bind(RequestColumns.key(record.request, of: record.key.authority))
            case .revision: row.bind(record.revision)
            case .serial: row.bind(record.serialNumber)
            case .reason: row.bind(record.reason)
            case .at: row.bind(record.when)
            }
        }
    }

    static func records(of key: AuthorityKeyID, after sequence: Int, limit: Int, from database: StoreConnection) throws
        -> [StoredRevocationRecord]
    {
        var row = try BoundStatement(database, journalPage)
        row.bind(key.authority.rawValue)
        row.bind(key.index)
        row.bind(sequence)
        row.bind(limit)
        var records: [StoredRevocationRecord] = []
        while try row.step() {
            records.append(
                StoredRevocationRecord(
                    sequence: row.int(JournalColumn.sequence),
                    record: RevocationRecord(
                        key: key,
                        shard: row.int(JournalColumn.shard),
                        request: RequestID(row.int(JournalColumn.request) & RequestColumns.largestID),
                        revision: row.int(JournalColumn.revision),
                        serialNumber: row.text(JournalColumn.serial),
                        reason: row.int(JournalColumn.reason),
                        when: row.date(JournalColumn.at)
                    )
                )
            )
        }
        return records
    }

    private static func serialOctets(_ text: String) throws -> [UInt8] {
        guard let octets = SerialText.octets(of: text) else {
            throw StoreError("a revoked certificate has no serial number; the database is damaged")
        }
        return octets
    }
}
