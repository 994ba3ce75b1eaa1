import PKIFormats
import CACore
import CAInterface
import PortableFoundation

/// Signed CRLs: every number, and what each list covers. Their bytes are files; the writer stores only the hash.
enum RevocationListRow {
    private enum Column: Int32, TableColumn {
        case authority, keyIdx, shard, number, baseNumber, signed, thisUpdate, nextUpdate, count, coversThrough, object, form
    }

    private static let insertion = ColumnStatement<Column>.insertion(into: "revocation_list")

    private static func newest(_ isDelta: Bool) -> String { isDelta ? newestDeltas : newestComplete }

    private static let newestComplete =
        "SELECT \(Column.list) FROM revocation_list WHERE authority = ? AND key_idx = ? AND shard = ? AND base_number = 0 ORDER BY number DESC LIMIT ?"
    private static let newestDeltas =
        "SELECT \(Column.list) FROM revocation_list WHERE authority = ? AND key_idx = ? AND shard = ? AND base_number > 0 ORDER BY number DESC LIMIT ?"

    static func insert(_ list: StoredRevocationList, into database: StoreConnection) throws {
        try insertion.run(in: database) { column, row in
            switch column {
            case .authority: row.bind(list.key.authority.rawValue)
            case .keyIdx: row.bind(list.key.index)
            case .shard: row.bind(list.part.partition)
            case .number: row.bind(list.number)
            case .baseNumber: row.bind(list.baseNumber)
            case .signed: row.bind(list.signedWhen)
            case .thisUpdate: row.bind(list.thisUpdate)
            case .nextUpdate: row.bind(list.nextUpdate)
            case .count: row.bind(list.count)
            case .coversThrough: row.bind(list.coversThrough)
            case .object: row.bind(list.object.rawValue)
            case .form: row.bind(list.form)
            }
        }
        // The other nodes publish it as soon as it is committed.
        if case .postgreSQL(let connection) = database.engine { try connection.send("SELECT pg_notify('\(EpochWatch.listChannel)', '')") }
    }

    /// Of both kinds; 0 when there is no list.
    static func newestNumber(of part: RevocationListPart, in database: StoreConnection) throws -> Int {
        var row = try BoundStatement(database, "SELECT max(number) FROM revocation_list WHERE authority = ? AND key_idx = ? AND shard = ?")
        bind(part, to: &row)
        return try row.step() ? row.int(0) : 0
    }

    private static func bind(_ part: RevocationListPart, to row: inout BoundStatement) {
        row.bind(part.key.authority.rawValue)
        row.bind(part.key.index)
        row.bind(part.partition)
    }

    /// The newest lists of a kind, in descending order.
    static func lists(of part: RevocationListPart, isDelta: Bool = false, limit: Int, from database: StoreConnection) throws
        -> [StoredRevocationList]
    {
        var row = try BoundStatement(database, newest(isDelta))
        bind(part, to: &row)
        row.bind(limit)
        var lists: [StoredRevocationList] = []
        while try row.step() {
            lists.append(
                StoredRevocationList(
                    part: part,
                    number: row.int(Column.number),
                    baseNumber: row.int(Column.baseNumber),
                    signedWhen: row.date(Column.signed),
                    thisUpdate: row.date(Column.thisUpdate),
                    nextUpdate: row.date(Column.nextUpdate),
                    count: row.int(Column.count),
                    coversThrough: row.int(Column.coversThrough),
                    object: ObjectID(rawValue: row.text(Column.object)),
                    form: row.int(Column.form)
                )
            )
        }
        return lists
    }

    /// The greatest numbers of each partition. The partitions are found by steps along the index, because a table of many lists is not read whole.
    static func numbers(of key: AuthorityKeyID, from database: StoreConnection) throws -> [Int: RevocationListNumbers] {
        let ofKey = "FROM revocation_list AS list WHERE list.authority = ?1 AND list.key_idx = ?2 AND list.shard"
        var row = try BoundStatement(
            database,
            """
            WITH RECURSIVE part (shard) AS (
                SELECT (SELECT min(list.shard) \(ofKey) >= 0)
                UNION ALL
                SELECT (SELECT min(list.shard) \(ofKey) > part.shard) FROM part WHERE part.shard IS NOT NULL
            )
            SELECT shard, (SELECT max(list.number) \(ofKey) = part.shard AND list.base_number = 0),
                (SELECT max(list.number) \(ofKey) = part.shard AND list.base_number > 0)
            FROM part WHERE shard IS NOT NULL
            """
        )
        row.bind(key.authority.rawValue)
        row.bind(key.index)
        var numbers: [Int: RevocationListNumbers] = [:]
        while try row.step() {
            numbers[row.int(0)] = RevocationListNumbers(complete: row.optionalInt(1) ?? 0, delta: row.optionalInt(2) ?? 0)
        }
        return numbers
    }

    // MARK: State

    static func state(of part: RevocationListPart, from database: StoreConnection) throws -> RevocationListState {
        let latest = try lists(of: part, limit: 1, from: database).first
        let delta = try lists(of: part, isDelta: true, limit: 1, from: database).first
        let covered = latest?.coversThrough ?? 0
        let newest = [latest, delta].compactMap { $0 }.max { $0.number < $1.number }
        var row = try BoundStatement(
            database,
            """
            SELECT count(*), count(CASE WHEN sequence > ?5 THEN 1 END), (SELECT coalesce(max(sequence), 0) FROM revocation_journal)
            FROM revocation_journal WHERE authority = ?1 AND key_idx = ?2 AND shard = ?3 AND sequence > ?4
            """
        )
        bind(part, to: &row)
        row.bind(covered)
        row.bind(max(covered, delta?.coversThrough ?? 0))
        guard try row.step() else { throw StoreError("the revocation journal does not answer") }
        return RevocationListState(
            latest: latest,
            delta: delta,
            uncovered: row.int(0),
            uncoveredByBoth: row.int(1),
            journalHead: max(row.int(2), covered),
            nextEffective: try latest.flatMap { try nextEffective(of: part, after: $0.signedWhen, from: database) },
            nextEffectiveForBoth: try newest.flatMap { try nextEffective(of: part, after: $0.signedWhen, from: database) }
        )
    }

    /// When the next revocation begins that a list of that time could not show yet.
    private static func nextEffective(of part: RevocationListPart, after date: Date, from database: StoreConnection) throws -> Date? {
        var row = try BoundStatement(
            database,
            """
            SELECT min(revoked_effective) FROM request
            WHERE disposition = 21 AND revoked_effective > revoked AND authority = ?1 AND crl_partition = ?3
                AND generation IN (SELECT idx FROM generation WHERE authority = ?1 AND key_idx = ?2) AND revoked_effective > ?4
            """
        )
        bind(part, to: &row)
        row.bind(date)
        return try row.step() ? row.optionalDate(0) : nil
    }

    // MARK: Content

    /// Selects the rows of revoked certificates that a complete list shows. A revocation that was ordered without a later time counts also where the clock is behind
    /// it. The parameters are ?1 authority, ?2 key, ?3 partition, ?4 the date, ?5 `thisUpdate` and ?6 the coverage of the newest list, ?7 whether expired ones stay.
    private static let isListed = """
        disposition = 21 AND authority = ?1 AND generation IN (SELECT idx FROM generation WHERE authority = ?1 AND key_idx = ?2)
            AND (coalesce(revoked_effective, revoked) <= revoked OR revoked_effective <= ?4)
            AND (?7 = 1 OR not_after >= ?4 OR not_after >= ?5 OR EXISTS (
                SELECT 1 FROM revocation_journal AS line WHERE line.request = request.key AND line.revision = request.revision
                    AND line.sequence > ?6)
                OR EXISTS (SELECT 1 FROM shown_after_expiry AS shown WHERE shown.key = request.key))
        """

    private static func bind(_ query: RevocationListQuery, _ latest: StoredRevocationList?, to row: inout BoundStatement) {
        bind(query.part, to: &row)
        row.bind(query.date)
        row.bind(latest?.thisUpdate ?? .distantPast)
        row.bind(latest?.coversThrough ?? 0)
        row.bind(query.keepsExpired ? 1 : 0)
    }

    /// `name` for SQLite, whose planner would rather walk the index of all certificates.
    private static func indexed(by name: String, _ database: StoreConnection) -> String {
        database.dialect == .sqlite ? "INDEXED BY \(name) " : ""
    }

    /// The rows of the part. Of the whole key, any partition will do.
    private static func ofPart(_ query: RevocationListQuery) -> String {
        query.isOfWholeKey ? "?3 = 0" : "crl_partition = ?3"
    }

    /// Entries of a complete list: every revoked certificate that has not expired, and an expired one until a list made after its expiry has shown it (RFC 5280 §3.3).
    static func entries(
        _ query: RevocationListQuery,
        since latest: StoredRevocationList?,
        after serial: String,
        limit: Int,
        from database: StoreConnection
    ) throws -> [RevokedCertificate] {
        let index = query.isOfWholeKey ? "request_listed" : "request_listed_partition"
        var row = try BoundStatement(
            database,
            """
            SELECT serial, coalesce(revoked_effective, revoked), revoked_reason FROM request \(indexed(by: index, database))
            WHERE \(isListed) AND \(ofPart(query)) AND serial > ?8 ORDER BY serial LIMIT ?9
            """
        )
        bind(query, latest, to: &row)
        row.bind(serial)
        row.bind(limit)
        var entries: [RevokedCertificate] = []
        while try row.step() {
            entries.append(
                RevokedCertificate(serialNumber: try serialOctets(row.text(0)), when: min(row.date(1), query.date), reason: row.int(2))
            )
        }
        let foreign = try foreign(query, after: serial, limit: limit, from: database)
        guard !foreign.isEmpty else { return entries }
        return Array((entries + foreign).sorted { SerialOrder.isBefore($0.serialNumber, $1.serialNumber) }.prefix(limit))
    }

    /// Revocations that a restored backup or an imported authority took from published lists, of certificates without a row. Nobody knows when they expire, so they stay until they are
    /// released. A certificate that was imported since has a row, which speaks for it.
    private static func foreign(_ query: RevocationListQuery, after serial: String, limit: Int, from database: StoreConnection) throws
        -> [RevokedCertificate]
    {
        var row = try BoundStatement(
            database,
            """
            SELECT serial, at, reason FROM (
                SELECT serial, at, coalesce((\(newestReason)), reason) AS reason FROM foreign_revocation AS taken
                WHERE authority = ?1 AND key_idx = ?2 AND (\(query.isOfWholeKey ? "?3 = 0" : "shard = ?3")) AND serial > ?4
                    AND NOT EXISTS (SELECT 1 FROM request WHERE request.authority = taken.authority AND request.serial = taken.serial)
            ) AS present WHERE reason <> \(CRLReason.removeFromCRL.rawValue) ORDER BY serial LIMIT ?5
            """
        )
        bind(query.part, to: &row)
        row.bind(serial)
        row.bind(limit)
        var entries: [RevokedCertificate] = []
        while try row.step() {
            entries.append(RevokedCertificate(serialNumber: try serialOctets(row.text(0)), when: row.date(1), reason: row.int(2)))
        }
        return entries
    }

    // MARK: Changes

    static func changes(
        _ query: RevocationListQuery,
        since latest: StoredRevocationList,
        before former: StoredRevocationList,
        from database: StoreConnection
    ) throws -> RevocationListChanges {
        // What the former list showed for a line of the journal may have expired long before.
        var serials = try changed(query, after: former.coversThrough, from: database)
        serials.formUnion(try begun(query, since: latest, from: database))
        serials.formUnion(try expired(query, from: former.thisUpdate, until: latest.thisUpdate, in: database))
        var changes: [RevocationListChanges.Change] = []
        for serial in serials {
            let octets = try serialOctets(serial)
            changes.append(
                RevocationListChanges.Change(
                    serialNumber: octets,
                    entry: try entry(of: serial, octets, query, since: latest, from: database)
                )
            )
        }
        return RevocationListChanges(
            changes: changes.sorted { SerialOrder.isBefore($0.serialNumber, $1.serialNumber) },
            coversThrough: try journalHead(in: database)
        )
    }

    static func delta(_ query: RevocationListQuery, since base: StoredRevocationList, from database: StoreConnection) throws
        -> RevocationListContent
    {
        let serials = try changed(query, after: base.coversThrough, from: database).union(begun(query, since: base, from: database))
        var entries: [RevokedCertificate] = []
        for serial in serials {
            if let entry = try presentEntry(of: serial, query, from: database) { entries.append(entry) }
        }
        return RevocationListContent(
            entries: entries.sorted { SerialOrder.isBefore($0.serialNumber, $1.serialNumber) },
            coversThrough: try journalHead(in: database),
            formerNumber: try newestNumber(of: query.part, in: database)
        )
    }

    private static func journalHead(in database: StoreConnection) throws -> Int {
        let row = try BoundStatement(database, "SELECT coalesce(max(sequence), 0) FROM revocation_journal")
        return try row.step() ? row.int(0) : 0
    }

    /// Of lines of the journal after a place.
    private static func changed(_ query: RevocationListQuery, after sequence: Int, from database: StoreConnection) throws -> Set<String> {
        // Of all partitions, SQLite would walk every line of the key instead of those after the place.
        let unsought = query.isOfWholeKey ? database.dialect.withoutSeeking : ""
        var row = try BoundStatement(
            database,
            """
            SELECT DISTINCT serial FROM revocation_journal
            WHERE \(unsought)authority = ?1 AND \(unsought)key_idx = ?2 AND (\(query.isOfWholeKey ? "?3 = 0" : "shard = ?3")) AND sequence > ?4
            """
        )
        bind(query.part, to: &row)
        row.bind(sequence)
        return try texts(row)
    }

    /// Of revocations that lay ahead when a list was signed, and have begun.
    private static func begun(_ query: RevocationListQuery, since list: StoredRevocationList, from database: StoreConnection) throws -> Set<
        String
    > {
        var row = try BoundStatement(
            database,
            """
            SELECT serial FROM request \(indexed(by: "request_effective", database))
            WHERE disposition = 21 AND revoked_effective > revoked AND authority = ?1
                AND generation IN (SELECT idx FROM generation WHERE authority = ?1 AND key_idx = ?2)
                AND (\(query.isOfWholeKey ? "?3 = 0" : "crl_partition = ?3")) AND revoked_effective > ?4 AND revoked_effective <= ?5
            """
        )
        bind(query.part, to: &row)
        row.bind(list.signedWhen)
        row.bind(query.date)
        return try texts(row)
    }

    /// Of revoked certificates that ended in a range of time.
    private static func expired(_ query: RevocationListQuery, from start: Date, until end: Date, in database: StoreConnection) throws
        -> Set<String>
    {
        guard !query.keepsExpired else { return [] }
        var row = try BoundStatement(
            database,
            """
            SELECT serial FROM request \(indexed(by: "request_listed_until", database))
            WHERE disposition = 21 AND authority = ?1 AND not_after >= ?2 AND not_after < ?3
            """
        )
        row.bind(query.part.key.authority.rawValue)
        row.bind(start)
        row.bind(end)
        return try texts(row)
    }

    private static func texts(_ row: consuming BoundStatement) throws -> Set<String> {
        var texts: Set<String> = []
        while try row.step() { texts.insert(row.text(0)) }
        return texts
    }

    /// The entry of one certificate in a complete list; nil when it is not there.
    private static func entry(
        of serial: String,
        _ octets: [UInt8],
        _ query: RevocationListQuery,
        since latest: StoredRevocationList,
        from database: StoreConnection
    ) throws -> RevokedCertificate? {
        do {
            var row = try BoundStatement(
                database,
                """
                SELECT coalesce(revoked_effective, revoked), revoked_reason FROM request
                WHERE \(isListed) AND (\(ofPart(query))) AND serial = ?8
                """
            )
            bind(query, latest, to: &row)
            row.bind(serial)
            if try row.step() { return RevokedCertificate(serialNumber: octets, when: min(row.date(0), query.date), reason: row.int(1)) }
        }
        return try presentForeign(serial, octets, query, from: database).flatMap {
            $0.reason == CRLReason.removeFromCRL.rawValue ? nil : $0
        }
    }

    /// The entry of one certificate in a delta list; nil while its revocation lies ahead.
    private static func presentEntry(of serial: String, _ query: RevocationListQuery, from database: StoreConnection) throws
        -> RevokedCertificate?
    {
        let octets = try serialOctets(serial)
        var row = try BoundStatement(
            database,
            """
            SELECT disposition, coalesce(revoked_effective, revoked), revoked_reason, key, revoked FROM request WHERE authority = ? AND serial = ?
            """
        )
        row.bind(query.part.key.authority.rawValue)
        row.bind(serial)
        guard try row.step() else { return try presentForeign(serial, octets, query, from: database) }
        guard row.int(0) == StoredDisposition.revoked.rawValue else {
            return RevokedCertificate(
                serialNumber: octets,
                when: try newestLine(of: row.int(3), from: database) ?? query.date,
                reason: CRLReason.removeFromCRL.rawValue
            )
        }
        guard let when = row.optionalDate(1), let ordered = row.optionalDate(4), when <= ordered || when <= query.date else { return nil }
        return RevokedCertificate(serialNumber: octets, when: min(when, query.date), reason: row.int(2))
    }

    private static func newestLine(of request: Int, from database: StoreConnection) throws -> Date? {
        var row = try BoundStatement(database, "SELECT at FROM revocation_journal WHERE request = ? ORDER BY revision DESC LIMIT 1")
        row.bind(request)
        return try row.step() ? row.optionalDate(0) : nil
    }

    private static func presentForeign(_ serial: String, _ octets: [UInt8], _ query: RevocationListQuery, from database: StoreConnection)
        throws -> RevokedCertificate?
    {
        guard let taken = try foreign(serial: serial, of: query.part.key.authority, from: database), taken.key == query.part.key,
            query.isOfWholeKey || taken.partition == query.part.partition
        else { return nil }
        var row = try BoundStatement(database, "SELECT 1 FROM request WHERE authority = ? AND serial = ?")
        row.bind(query.part.key.authority.rawValue)
        row.bind(serial)
        guard try !row.step() else { return nil }
        return RevokedCertificate(serialNumber: octets, when: taken.when, reason: taken.reason)
    }

    /// The reason in the newest line of the journal about a revocation that was taken over. Such lines name the request 0, which no row has.
    private static let newestReason =
        "SELECT line.reason FROM revocation_journal AS line WHERE line.request = taken.authority << 40 AND line.serial = taken.serial ORDER BY sequence DESC LIMIT 1"

    /// The first word about a certificate stays.
    static func takeOver(_ foreign: ForeignRevocation, in database: StoreConnection) throws {
        var row = try BoundStatement(
            database,
            "INSERT INTO foreign_revocation (authority, key_idx, serial, at, reason, shard) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
        )
        row.bind(foreign.key.authority.rawValue)
        row.bind(foreign.key.index)
        row.bind(foreign.serialNumber)
        row.bind(foreign.when)
        row.bind(foreign.reason)
        row.bind(foreign.partition)
        try row.run()
    }

    static func foreign(serial: String, of authority: AuthorityNumber, from database: StoreConnection) throws -> ForeignRevocation? {
        var row = try BoundStatement(
            database,
            """
            SELECT key_idx, at, coalesce((\(newestReason)), reason),
                (SELECT coalesce(max(revision), 0) FROM revocation_journal WHERE request = CAST(?1 AS BIGINT) << 40), shard
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
            changes: row.int(3),
            partition: row.int(4)
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
