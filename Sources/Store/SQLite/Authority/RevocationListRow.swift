import CACore
import CAInterface
import PortableFoundation
import GRDB

/// Signed CRLs: every number, and what each covers. Their bytes are files; the writer carries the hash alone.
enum RevocationListRow {
    /// All certificates of a key are in one part until lists are split.
    private static let shard = 0

    static func insert(_ list: StoredRevocationList, into database: Database) throws {
        var row = try BoundStatement(
            database,
            """
            INSERT INTO revocation_list (authority, key_idx, shard, number, signed, this_update, next_update, count, covers_through, object)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        row.bind(list.key.authority.rawValue)
        row.bind(list.key.index)
        row.bind(shard)
        row.bind(list.number)
        row.bind(list.signedWhen)
        row.bind(list.thisUpdate)
        row.bind(list.nextUpdate)
        row.bind(list.count)
        row.bind(list.coversThrough)
        row.bind(list.object.rawValue)
        try row.run()
    }

    /// 0 when there is none.
    static func newestNumber(of key: AuthorityKeyID, in database: Database) throws -> Int {
        var row = try BoundStatement(database, "SELECT max(number) FROM revocation_list WHERE authority = ? AND key_idx = ? AND shard = ?")
        row.bind(key.authority.rawValue)
        row.bind(key.index)
        row.bind(shard)
        return try row.step() ? row.int(0) : 0
    }

    /// The newest, newest first.
    static func lists(of key: AuthorityKeyID, limit: Int, from database: Database) throws -> [StoredRevocationList] {
        var row = try BoundStatement(
            database,
            """
            SELECT number, signed, this_update, next_update, count, covers_through, object FROM revocation_list
            WHERE authority = ? AND key_idx = ? AND shard = ? ORDER BY number DESC LIMIT ?
            """
        )
        row.bind(key.authority.rawValue)
        row.bind(key.index)
        row.bind(shard)
        row.bind(limit)
        var lists: [StoredRevocationList] = []
        while try row.step() {
            lists.append(
                StoredRevocationList(
                    key: key,
                    number: row.int(0),
                    signedWhen: row.date(1),
                    thisUpdate: row.date(2),
                    nextUpdate: row.date(3),
                    count: row.int(4),
                    coversThrough: row.int(5),
                    object: ObjectID(rawValue: row.text(6))
                )
            )
        }
        return lists
    }

    static func state(of key: AuthorityKeyID, from database: Database) throws -> RevocationListState {
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
        return RevocationListState(latest: latest, uncovered: row.int(0), journalHead: row.int(1))
    }

    /// What the next CRL lists: every revoked certificate that has not expired, and an expired one until a CRL made after its expiry has shown it (RFC 5280 §3.3).
    static func content(of key: AuthorityKeyID, at date: Date, from database: Database) throws -> RevocationListContent {
        let state = try state(of: key, from: database)
        var row = try BoundStatement(
            database,
            """
            SELECT serial, coalesce(revoked_effective, revoked), revoked_reason FROM request
            WHERE disposition = 21 AND authority = ?1 AND generation IN (SELECT idx FROM generation WHERE authority = ?1 AND key_idx = ?2)
                AND (not_after >= ?3 OR not_after >= ?4 OR EXISTS (
                    SELECT 1 FROM revocation_journal AS line WHERE line.request = request.key AND line.revision = request.revision
                        AND line.sequence > ?5))
            ORDER BY key
            """
        )
        row.bind(key.authority.rawValue)
        row.bind(key.index)
        row.bind(date)
        row.bind(state.latest?.thisUpdate ?? .distantPast)
        row.bind(state.latest?.coversThrough ?? 0)
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

    /// What a restored backup took over from published lists, about certificates whose rows it does not have. Nobody knows when they expire, so they stay.
    private static func foreign(of key: AuthorityKeyID, from database: Database) throws -> [RevokedCertificate] {
        var row = try BoundStatement(
            database,
            "SELECT serial, at, reason FROM foreign_revocation WHERE authority = ? AND key_idx = ? ORDER BY serial"
        )
        row.bind(key.authority.rawValue)
        row.bind(key.index)
        var entries: [RevokedCertificate] = []
        while try row.step() {
            entries.append(RevokedCertificate(serialNumber: try serialOctets(row.text(0)), when: row.date(1), reason: row.int(2)))
        }
        return entries
    }

    static func append(_ record: RevocationRecord, to database: Database) throws {
        var row = try BoundStatement(
            database,
            "INSERT INTO revocation_journal (authority, key_idx, shard, request, revision, serial, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        )
        row.bind(record.key.authority.rawValue)
        row.bind(record.key.index)
        row.bind(record.shard)
        row.bind(RequestColumns.key(record.request, of: record.key.authority))
        row.bind(record.revision)
        row.bind(record.serialNumber)
        row.bind(record.reason)
        row.bind(record.when)
        try row.run()
    }

    static func records(of key: AuthorityKeyID, after sequence: Int, limit: Int, from database: Database) throws -> [StoredRevocationRecord]
    {
        var row = try BoundStatement(
            database,
            """
            SELECT sequence, shard, request, revision, serial, reason, at FROM revocation_journal
            WHERE authority = ? AND key_idx = ? AND sequence > ? ORDER BY sequence LIMIT ?
            """
        )
        row.bind(key.authority.rawValue)
        row.bind(key.index)
        row.bind(sequence)
        row.bind(limit)
        var records: [StoredRevocationRecord] = []
        while try row.step() {
            records.append(
                StoredRevocationRecord(
                    sequence: row.int(0),
                    record: RevocationRecord(
                        key: key,
                        shard: row.int(1),
                        request: RequestID(row.int(2) & RequestColumns.largestID),
                        revision: row.int(3),
                        serialNumber: row.text(4),
                        reason: row.int(5),
                        when: row.date(6)
                    )
                )
            )
        }
        return records
    }

    /// Content octets of a positive INTEGER from the hexadecimal form, which has no leading zero octet.
    private static func serialOctets(_ text: String) throws -> [UInt8] {
        let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue.map(UInt8.init) }
        let even = digits.count % 2 == 0 ? digits : [0] + digits
        var octets = stride(from: 0, to: even.count, by: 2).map { even[$0] << 4 | even[$0 + 1] }
        while octets.count > 1, octets[0] == 0, octets[1] < 0x80 { octets.removeFirst() }
        guard let first = octets.first else { throw StoreError("a revoked certificate has no serial number; the database is damaged") }
        return first >= 0x80 ? [0] + octets : octets
    }
}
