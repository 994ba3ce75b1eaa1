import GRDB
import GRDBSQLite
import PortableFoundation

/// One execution of a prepared statement: bind in order, step, read by position.
///
/// The connections keep the prepared statements. With SQLite, binding and reading go straight to the library, because building `StatementArguments` and `Row`
/// costs more than the insert itself on the submission path. When the value ends, the statement is reset and its bindings are freed.
struct BoundStatement: ~Copyable {
    /// SQLite's statement; nil when PostgreSQL runs it.
    private let handle: SQLiteStatement?
    private let connection: SQLiteConnection?
    private let sql: String
    private let postgreSQL: PostgreSQLStatement?
    private var position: Int32 = 0

    init(_ connection: StoreConnection, _ sql: String) throws {
        let (handle, sqlite): (SQLiteStatement?, SQLiteConnection?)
        let postgreSQL: PostgreSQLStatement?
        switch connection.engine {
        case .sqlite(let database):
            (handle, sqlite, postgreSQL) = (try database.cachedStatement(sql: sql).sqliteStatement, database.sqliteConnection, nil)
        case .postgreSQL(let connection):
            (handle, sqlite, postgreSQL) = (nil, nil, try PostgreSQLStatement(connection, sql))
        }
        self.sql = sql
        self.handle = handle
        self.connection = sqlite
        self.postgreSQL = postgreSQL
    }

    init(_ database: Database, _ sql: String) throws { try self.init(StoreConnection(database), sql) }

    deinit {
        guard let handle else { return }
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    // MARK: Binding, each call the next `?`

    mutating func bind(_ value: Int) {
        guard let handle else { return give(.number(value)) }
        position += 1
        sqlite3_bind_int64(handle, position, Int64(value))
    }

    mutating func bind(_ value: Int?) {
        if let value { bind(value) } else { bindNull() }
    }

    mutating func bind(_ value: UInt32) { bind(Int(value)) }

    mutating func bind(_ value: UInt32?) {
        if let value { bind(value) } else { bindNull() }
    }

    mutating func bind(_ value: Bool) { bind(value ? 1 : 0) }

    mutating func bind(_ value: String) {
        guard let handle else { return give(.text(value)) }
        position += 1
        var text = value
        let position = position
        _ = text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { characters in
                // An empty string has no address; with length 0 nothing is read there.
                if let start = characters.baseAddress {
                    sqlite3_bind_text(handle, position, start, Int32(characters.count), transient)
                } else {
                    sqlite3_bind_text(handle, position, "", 0, transient)
                }
            }
        }
    }

    mutating func bind(_ value: String?) {
        if let value { bind(value) } else { bindNull() }
    }

    /// Text from outside, stored as the octets of its UTF-8, because it may contain U+0000.
    mutating func bind(octetsOf value: String) {
        guard let handle else { return give(.text(value)) }
        position += 1
        var text = value
        let position = position
        _ = text.withUTF8 { utf8 in
            // A blob without address would be bound as NULL.
            if let start = utf8.baseAddress, !utf8.isEmpty {
                sqlite3_bind_blob(handle, position, start, Int32(utf8.count), transient)
            } else {
                sqlite3_bind_zeroblob(handle, position, 0)
            }
        }
    }

    mutating func bind(octetsOf value: String?) {
        if let value { bind(octetsOf: value) } else { bindNull() }
    }

    mutating func bind(_ value: [UInt8]) {
        guard let handle else { return give(.octets(value)) }
        position += 1
        guard !value.isEmpty else {
            // A blob without address would be bound as NULL.
            sqlite3_bind_zeroblob(handle, position, 0)
            return
        }
        let position = position
        value.withUnsafeBytes { bytes in
            _ = sqlite3_bind_blob(handle, position, bytes.baseAddress, Int32(bytes.count), transient)
        }
    }

    mutating func bind(_ value: [UInt8]?) {
        if let value { bind(value) } else { bindNull() }
    }

    /// Sixteen bytes.
    mutating func bind(_ value: UUID) {
        guard let handle else { return give(.identifier(value)) }
        position += 1
        let position = position
        withUnsafeBytes(of: value.uuid) { bytes in
            _ = sqlite3_bind_blob(handle, position, bytes.baseAddress, 16, transient)
        }
    }

    mutating func bind(_ value: UUID?) {
        if let value { bind(value) } else { bindNull() }
    }

    /// Milliseconds since 1970, rounded.
    mutating func bind(_ value: Date) { bind(value.storedMilliseconds) }

    mutating func bind(_ value: Date?) {
        if let value { bind(value) } else { bindNull() }
    }

    private func give(_ value: PostgreSQLValue) { postgreSQL?.bind(value) }

    mutating func bindNull() {
        guard let handle else { return give(.null) }
        position += 1
        sqlite3_bind_null(handle, position)
    }

    // MARK: Running

    /// - Returns: true when a row can be read, false at the end.
    func step() throws -> Bool {
        guard let handle else { return try postgreSQL?.step() ?? false }
        let code = sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let message = connection.map { String(cString: sqlite3_errmsg($0)) }
            let error = DatabaseError(
                resultCode: ResultCode(rawValue: connection.map { sqlite3_extended_errcode($0) } ?? code),
                message: message,
                sql: sql
            )
            guard error.resultCode == .SQLITE_CONSTRAINT else { throw error }
            throw ConstraintError(constraint: SQLiteConstraint.broken(by: error), cause: error)
        }
    }

    /// Runs a statement that returns no rows. PostgreSQL may run it later, together with others, but before the next statement that is read, and before
    /// the transaction ends.
    func run() throws {
        if let postgreSQL { return try postgreSQL.run() }
        while try step() {}
    }
}

/// Reading, columns from 0.
extension BoundStatement: StoredColumns {
    func isNull(_ column: Int32) -> Bool {
        if let postgreSQL { return postgreSQL.isNull(column) }
        return sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    func int(_ column: Int32) -> Int {
        if let postgreSQL { return postgreSQL.int(column) }
        return Int(sqlite3_column_int64(handle, column))
    }

    func text(_ column: Int32) -> String {
        if let postgreSQL { return postgreSQL.text(column) }
        guard let start = sqlite3_column_text(handle, column) else { return "" }
        return String(decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))), as: UTF8.self)
    }

    func bytes(_ column: Int32) -> [UInt8] {
        if let postgreSQL { return postgreSQL.bytes(column) }
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    /// - Throws: when the column does not hold sixteen bytes, which the tables' CHECKs exclude.
    func uuid(_ column: Int32) throws -> UUID {
        if let postgreSQL { return try postgreSQL.uuid(column) }
        guard let start = sqlite3_column_blob(handle, column), sqlite3_column_bytes(handle, column) == 16 else {
            throw StoreError("column \(column) of “\(sql)” does not hold an identifier of 16 bytes; the database is damaged")
        }
        return UUID(uuid: UnsafeRawPointer(start).loadUnaligned(as: uuid_t.self))
    }
}

/// SQLite copies a value that is bound with this.
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
