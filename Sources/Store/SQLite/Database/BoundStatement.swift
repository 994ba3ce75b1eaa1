import PortableFoundation
import GRDB
import GRDBSQLite

/// One execution of a prepared statement: bind in order, step, read by position.
///
/// GRDB keeps the prepared statements (`cachedStatement`); binding and reading go straight to SQLite, because building `StatementArguments` and `Row` costs
/// more than the insert itself on the submission path. When the value ends, the statement is reset and its bindings are freed.
struct BoundStatement: ~Copyable {
    private let statement: Statement
    private let handle: SQLiteStatement
    private let connection: SQLiteConnection?
    private var position: Int32 = 0

    init(_ database: Database, _ sql: String) throws {
        statement = try database.cachedStatement(sql: sql)
        handle = statement.sqliteStatement
        connection = database.sqliteConnection
    }

    deinit {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    // MARK: Binding, each call the next `?`

    mutating func bind(_ value: Int) {
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
        position += 1
        var text = value
        let position = position
        let handle = handle
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
        position += 1
        var text = value
        let position = position
        let handle = handle
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
        position += 1
        guard !value.isEmpty else {
            // A blob without address would be bound as NULL.
            sqlite3_bind_zeroblob(handle, position, 0)
            return
        }
        let position = position
        let handle = handle
        value.withUnsafeBytes { bytes in
            _ = sqlite3_bind_blob(handle, position, bytes.baseAddress, Int32(bytes.count), transient)
        }
    }

    mutating func bind(_ value: [UInt8]?) {
        if let value { bind(value) } else { bindNull() }
    }

    /// Sixteen bytes.
    mutating func bind(_ value: UUID) {
        position += 1
        let position = position
        let handle = handle
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

    mutating func bindNull() {
        position += 1
        sqlite3_bind_null(handle, position)
    }

    // MARK: Running

    /// - Returns: true when a row can be read, false at the end.
    func step() throws -> Bool {
        let code = sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let message = connection.map { String(cString: sqlite3_errmsg($0)) }
            throw DatabaseError(
                resultCode: ResultCode(rawValue: connection.map { sqlite3_extended_errcode($0) } ?? code),
                message: message,
                sql: statement.sql
            )
        }
    }

    /// Runs a statement that returns no rows.
    func run() throws {
        while try step() {}
    }
}

/// Reading, columns from 0.
extension BoundStatement: StoredColumns {
    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
    func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(handle, column) else { return "" }
        return String(decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))), as: UTF8.self)
    }

    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    /// - Throws: when the column does not hold sixteen bytes, which the tables' CHECKs exclude.
    func uuid(_ column: Int32) throws -> UUID {
        guard let start = sqlite3_column_blob(handle, column), sqlite3_column_bytes(handle, column) == 16 else {
            throw StoreError("column \(column) of “\(statement.sql)” does not hold an identifier of 16 bytes; the database is damaged")
        }
        return UUID(uuid: UnsafeRawPointer(start).loadUnaligned(as: uuid_t.self))
    }
}

/// SQLite copies a value that is bound with this.
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
