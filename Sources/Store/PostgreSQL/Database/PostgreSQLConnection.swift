import CPostgreSQL
import Dispatch
import PortableFoundation

import SystemFiles

/// One connection to PostgreSQL through libpq in pipeline mode.
///
/// Statements are prepared once. Those whose rows nobody waits for are only put into the pipeline; they travel together with the next one that is waited for. Every wait has
/// a deadline of the client's own, because the server's `statement_timeout` reaches neither a lost network nor a COMMIT that waits for a standby.
///
/// All calls come from one queue at a time, which may block: never an event loop or the cooperative pool.
final class PostgreSQLConnection {
    private struct Prepared {
        let name: String
        var types: [Oid] = []
    }

    private enum Pending {
        case preparation(String)
        case description(String)
        case command
    }

    /// The server has committed, but the wait for the standby was ended there: nobody knows whether the rows survive a fail-over.
    private final class Notices {
        var committedOnlyHere = false
    }

    private let handle: OpaquePointer
    private let notices = Notices()
    private static let mostStatements = 200
    private var prepared: [String: Prepared] = [:]
    private var preparedCount = 0
    private var pending: [Pending] = []
    private var rowTypes: [RowBatch.Table: RowBatch.RowType] = [:]
    private var batches: [RowBatch.Table: RowBatch] = [:]
    private var parameters: [UInt8] = []
    /// The number of rows that the last UPDATE or DELETE changed.
    private(set) var changesCount = 0
    /// Whether libpq still has the connection.
    private(set) var isUsable = true
    /// The group of the audit rows.
    private var group = UUID()
    /// Each write has a savepoint, and every statement is waited for, so that an error is told to the write that caused it.
    var isCareful = false
    /// How long one exchange with the server may take, in milliseconds.
    var patience: Int32 = 10_000

    /// Takes over a connection that libpq has opened.
    init(_ handle: OpaquePointer) throws {
        self.handle = handle
        PQsetNoticeReceiver(
            handle,
            { context, notice in
                guard let context, let state = PQresultErrorField(notice, Int32(UInt8(ascii: "C"))), String(cString: state) == "01000"
                else {
                    return
                }
                Unmanaged<Notices>.fromOpaque(context).takeUnretainedValue().committedOnlyHere = true
            },
            Unmanaged.passUnretained(notices).toOpaque()
        )
        guard PQsetnonblocking(handle, 1) == 0, PQenterPipelineMode(handle) == 1 else { throw lost() }
    }

    deinit { PQfinish(handle) }

    /// For a poll of its own.
    var socket: Int32 { PQsocket(handle) }

    // MARK: Statements

    /// Prepares a statement if this connection has not done so.
    func prepare(_ sql: String) throws {
        guard prepared[sql] == nil else { return }
        if prepared.count >= Self.mostStatements { try forgetStatements() }
        preparedCount += 1
        let name = "s\(preparedCount)"
        guard PQsendPrepare(handle, name, Self.numbered(sql), 0, nil) == 1 else { throw lost() }
        pending.append(.preparation(sql))
        guard PQsendDescribePrepared(handle, name) == 1 else { throw lost() }
        pending.append(.description(sql))
        prepared[sql] = Prepared(name: name)
        do { _ = try roundTrip() } catch {
            prepared[sql] = nil
            throw error
        }
    }

    /// Searches have many texts, and the server keeps memory for each.
    private func forgetStatements() throws {
        guard PQsendQueryParams(handle, "DEALLOCATE ALL", 0, nil, nil, nil, nil, 1) == 1 else { throw lost() }
        pending.append(.command)
        prepared = [:]
    }

    /// The rows of a statement; everything that was sent before it is done then.
    func rows(of sql: String, _ values: [PostgreSQLValue] = []) throws -> PostgreSQLResult? {
        try send(sql, values)
        return try careful { try roundTrip() }
    }

    /// Runs a statement without rows. Insertions may travel later.
    func run(_ sql: String, _ values: [PostgreSQLValue] = []) throws {
        try send(sql, values)
        if isCareful || !sql.hasPrefix("INSERT") { try careful { _ = try roundTrip() } }
    }

    /// Puts a statement into the pipeline.
    func send(_ sql: String, _ values: [PostgreSQLValue] = []) throws {
        try sendGathered(.request)
        try prepare(sql)
        guard let statement = prepared[sql] else { throw lost() }
        guard statement.types.count == values.count else {
            throw StoreError("“\(sql)” has \(statement.types.count) parameters, and \(values.count) are bound")
        }
        let searches = sql.hasPrefix("SELECT")
        try send(statement.name, values) { octets, value, index in
            try value.write(as: statement.types[index], searches: searches, to: &octets)
        }
    }

    private func send(
        _ name: String,
        _ values: [PostgreSQLValue],
        write: (inout [UInt8], PostgreSQLValue, Int) throws -> Void
    ) throws {
        parameters.removeAll(keepingCapacity: true)
        var ends: [Int] = []
        for (index, value) in values.enumerated() {
            try write(&parameters, value, index)
            ends.append(parameters.count)
        }
        // An empty value needs an address too: without one it would be NULL.
        parameters.append(0)
        let sent = parameters.withUnsafeBytes { bytes in
            var start = 0
            var addresses: [UnsafePointer<CChar>?] = []
            var lengths: [Int32] = []
            for (value, end) in zip(values, ends) {
                if case .null = value {
                    addresses.append(nil)
                } else {
                    addresses.append(bytes.baseAddress.map { ($0 + start).assumingMemoryBound(to: CChar.self) })
                }
                lengths.append(Int32(end - start))
                start = end
            }
            let formats = [Int32](repeating: 1, count: values.count)
            return PQsendQueryPrepared(handle, name, Int32(values.count), addresses, lengths, formats, 1)
        }
        guard sent == 1 else { throw lost() }
        pending.append(.command)
    }

    /// A constraint's error becomes a `ConstraintError` where it is known which write broke it; the write is undone then, so that the transaction can be asked for the
    /// reason.
    private func careful<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as PostgreSQLError where isCareful && !error.endsConnection && !error.isCollision {
            try undoWrite()
            guard error.isConstraint else { throw error }
            throw ConstraintError(
                constraint: PostgreSQLConstraint.broken(by: error.constraint, sqlState: error.sqlState ?? ""),
                cause: error
            )
        }
    }

    // MARK: Rows of a group

    /// The table whose rows are gathered for a statement; nil when the statement runs by itself.
    func gatheredTable(of sql: String) -> RowBatch.Table? {
        !isCareful && sql.hasPrefix("INSERT INTO request (") && rowTypes[.request] != nil ? .request : nil
    }

    func gather(_ row: [PostgreSQLValue], for table: RowBatch.Table) { batches[table, default: RowBatch()].append(row) }

    /// Adds a row to the record. Its place in the whole record is given later, after the commit.
    func record(_ columns: [PostgreSQLValue]) { gather([.identifier(group), .number(recordCount)] + columns, for: .audit) }

    /// How many audit rows the group has sent.
    private(set) var sentRecordCount = 0

    private var recordCount: Int { batches[.audit]?.rows.count ?? 0 }

    private func sendGathered(_ table: RowBatch.Table) throws {
        guard var batch = batches[table], !batch.isEmpty else { return }
        batches[table]?.removeAll()
        guard let type = rowTypes[table] else { throw StoreError("the database has no type for the rows of \(table.rawValue); migrate it") }
        try prepare(table.insertion)
        guard let statement = prepared[table.insertion] else { throw lost() }
        if table == .request { batch.sort() } else { sentRecordCount += batch.rows.count }
        let array = try batch.array(of: type)
        try send(statement.name, [.octets(array)]) { octets, _, _ in octets.append(contentsOf: array) }
    }

    // MARK: Transactions

    /// Begins a transaction whose audit rows belong to `group`.
    func begin(group: UUID) throws {
        self.group = group
        batches = [:]
        sentRecordCount = 0
        notices.committedOnlyHere = false
        try send("BEGIN")
    }

    func beginWrite() throws {
        writeMark = recordCount
        try send("SAVEPOINT one_write")
    }

    private var writeMark = 0

    func endWrite() throws { try send("RELEASE SAVEPOINT one_write") }

    /// Undoes the write since `beginWrite`; the transaction goes on.
    func undoWrite() throws {
        while recordCount > writeMark { batches[.audit]?.removeLast() }
        batches[.request] = nil
        try send("ROLLBACK TO SAVEPOINT one_write")
        _ = try roundTrip()
    }

    /// Sends what is gathered, what `last` adds, and COMMIT, and waits.
    ///
    /// An error that has `endsConnection` leaves the result unknown.
    /// - Returns: false when the server committed, but gave up waiting for the standby.
    func commit(last: () throws -> Void = {}) throws -> Bool {
        try sendGathered(.request)
        try sendGathered(.audit)
        try last()
        try send("COMMIT")
        _ = try roundTrip()
        return !notices.committedOnlyHere
    }

    /// Ends the transaction without effect. If that fails, the connection is used no more.
    func rollBack() {
        batches = [:]
        isCareful = false
        guard isUsable else { return }
        do {
            if !pending.isEmpty { _ = try? roundTrip() }
            guard PQtransactionStatus(handle) != PQTRANS_IDLE else { return }
            try prepare("ROLLBACK")
            try send("ROLLBACK")
            _ = try roundTrip()
        } catch { isUsable = false }
    }

    // MARK: The exchange

    /// Waits until the server has answered everything in the pipeline.
    /// - Returns: the result of the last statement.
    /// - Throws: the first error.
    @discardableResult
    func roundTrip() throws -> PostgreSQLResult? {
        let expected = pending
        pending = []
        guard PQpipelineSync(handle) == 1 else { throw lost() }
        let deadline = Deadline(milliseconds: patience)
        try flush(deadline)
        var failure: PostgreSQLError?
        var last: PostgreSQLResult?
        for item in expected {
            guard let result = try next(deadline) else { throw lost() }
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK: last = took(result, for: item)
            case PGRES_PIPELINE_ABORTED:
                forget(item)
                PQclear(result)
            default:
                forget(item)
                failure = failure ?? error(in: result)
                PQclear(result)
                if PQstatus(handle) != CONNECTION_OK { isUsable = false }
                guard isUsable else { throw failure ?? lost() }
            }
            if let more = try next(deadline) {
                PQclear(more)
                throw lost()
            }
        }
        guard let end = try next(deadline) else { throw lost() }
        defer { PQclear(end) }
        guard PQresultStatus(end) == PGRES_PIPELINE_SYNC else { throw failure ?? lost() }
        if let failure {
            if failure.endsConnection { isUsable = false }
            throw failure
        }
        return last
    }

    private func took(_ result: OpaquePointer, for item: Pending) -> PostgreSQLResult {
        switch item {
        case .preparation: break
        case .description(let sql): prepared[sql]?.types = (0..<PQnparams(result)).map { PQparamtype(result, $0) }
        case .command: changesCount = Int(String(cString: PQcmdTuples(result))) ?? 0
        }
        return PostgreSQLResult(result)
    }

    /// A statement that was not prepared after all.
    private func forget(_ item: Pending) {
        switch item {
        case .preparation(let sql), .description(let sql): prepared[sql] = nil
        case .command: break
        }
    }

    private func flush(_ deadline: Deadline) throws {
        while true {
            switch PQflush(handle) {
            case 0: return
            case 1:
                let ready = try wait(Int16(POLLIN) | Int16(POLLOUT), deadline)
                if ready & Int16(POLLIN) != 0, PQconsumeInput(handle) != 1 { throw lost() }
            default: throw lost()
            }
        }
    }

    private func next(_ deadline: Deadline) throws -> OpaquePointer? {
        while PQisBusy(handle) == 1 {
            _ = try wait(Int16(POLLIN), deadline)
            guard PQconsumeInput(handle) == 1 else { throw lost() }
        }
        return PQgetResult(handle)
    }

    private func wait(_ events: Int16, _ deadline: Deadline) throws -> Int16 {
        var item = pollfd(fd: PQsocket(handle), events: events, revents: 0)
        while true {
            let ready = poll(&item, 1, deadline.remaining)
            if ready > 0 { return item.revents }
            if ready == 0 {
                isUsable = false
                throw PostgreSQLError.lost("the database did not answer within \(patience / 1000) s")
            }
            guard errno == EINTR else { throw lost() }
        }
    }

    private func error(in result: OpaquePointer) -> PostgreSQLError {
        func field(_ letter: UInt8) -> String? { PQresultErrorField(result, Int32(letter)).map { String(cString: $0) } }
        return PostgreSQLError(
            sqlState: field(UInt8(ascii: "C")),
            constraint: field(UInt8(ascii: "n")),
            message: field(UInt8(ascii: "M")) ?? String(cString: PQresultErrorMessage(result))
        )
    }

    private func lost() -> PostgreSQLError {
        isUsable = false
        let message = String(cString: PQerrorMessage(handle))
        return .lost(message.isEmpty ? "the connection to the database ended" : message)
    }

    /// `?` and `?3` in the SQL of both databases are `$1` and `$3` here.
    static func numbered(_ sql: String) -> String {
        var text: [UInt8] = []
        var count = 0
        var isQuoted = false
        let octets = Array(sql.utf8)
        for (place, octet) in octets.enumerated() {
            if octet == UInt8(ascii: "'") { isQuoted.toggle() }
            guard octet == UInt8(ascii: "?"), !isQuoted else {
                text.append(octet)
                continue
            }
            text.append(UInt8(ascii: "$"))
            let isNumbered = place + 1 < octets.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octets[place + 1])
            if !isNumbered {
                count += 1
                text.append(contentsOf: String(count).utf8)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    // MARK: Set-up and notifications

    /// Looks up the types of the rows that travel together. A database that is not migrated has none.
    func readRowTypes() throws {
        for table in RowBatch.Table.allCases {
            let found = try rows(
                of: """
                    SELECT t.oid::bigint, a.atttypid::bigint FROM pg_type t JOIN pg_attribute a ON a.attrelid = t.typrelid
                    WHERE t.oid = to_regtype(?) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
                    """,
                [.text(table.type)]
            )
            guard let found, found.count > 0 else { continue }
            rowTypes[table] = RowBatch.RowType(
                number: Oid(found.int(0, 0)),
                columns: (0..<found.count).map { Oid(found.int($0, 1)) }
            )
        }
    }

    /// Reads what has arrived, without waiting.
    /// - Returns: the channels of the notifications among it.
    func takeNotifications() throws -> Set<String> {
        guard PQconsumeInput(handle) == 1 else { throw lost() }
        var channels: Set<String> = []
        while let notification = PQnotifies(handle) {
            channels.insert(String(cString: notification.pointee.relname))
            PQfreemem(notification)
        }
        return channels
    }
}

/// A moment after which nobody waits any more.
struct Deadline {
    private let end: UInt64

    init(milliseconds: Int32) { end = Self.now + UInt64(max(0, milliseconds)) }

    /// In milliseconds.
    var remaining: Int32 {
        let now = Self.now
        return now >= end ? 0 : Int32(min(end - now, UInt64(Int32.max)))
    }

    private static var now: UInt64 { DispatchTime.now().uptimeNanoseconds / 1_000_000 }
}
