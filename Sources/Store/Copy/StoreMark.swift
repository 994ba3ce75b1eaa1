import CACore
import GRDB
import PortableFoundation

/// Says in a store that all of it was copied elsewhere, so that two stores never both issue. It is a row among the steps of the schema, with a number that no program
/// knows: programs from before it refuse the store too.
struct StoreMark {
    static let step = 1_000_000
    /// The constraint that refuses every further commit in PostgreSQL, also those of nodes that still run.
    static let constraint = "commit_group_moved"
    private static let ending = "moving to "
    private static let done = "moved to "

    /// The identity of the copy, which the target has in its record.
    let copy: UUID
    /// The other store, for messages.
    let target: String
    /// The target is complete. If not, the target itself knows whether it is.
    var isDone: Bool

    init(copy: UUID, target: String, isDone: Bool) {
        self.copy = copy
        self.target = target
        self.isDone = isDone
    }

    /// - Parameters:
    ///   - name: of the step.
    ///   - sql: of the step.
    private init?(name: String, sql: String) {
        guard let copy = UUID(uuidString: sql) else { return nil }
        let isDone = name.hasPrefix(Self.done)
        self.init(copy: copy, target: String(name.dropFirst((isDone ? Self.done : Self.ending).count)), isDone: isDone)
    }

    private var name: String { (isDone ? Self.done : Self.ending) + target }

    /// Why a store with this mark is not opened.
    var refusal: StoreError {
        StoreError(
            isDone
                ? "this store was copied to \(target) and is used no more, because two stores would issue the same numbers: start the server on that one, or copy back with `chancery store copy`"
                : "a copy of this store to \(target) was interrupted in its last step: run the same `chancery store copy` once more, which finds out whether it is complete"
        )
    }

    // MARK: SQLite

    /// The mark of a database whose steps are there.
    static func read(from database: Database) throws -> StoreMark? {
        guard try database.tableExists("migration") else { return nil }
        var row = try BoundStatement(database, "SELECT name, sql FROM migration WHERE number = ?")
        row.bind(step)
        return try row.step() ? StoreMark(name: row.text(0), sql: row.text(1)) : nil
    }

    func write(to database: Database, when: Date) throws {
        try Self.remove(from: database)
        var row = try BoundStatement(database, "INSERT INTO migration (number, name, sql, applied) VALUES (?, ?, ?, ?)")
        row.bind(Self.step)
        row.bind(name)
        row.bind(copy.uuidString)
        row.bind(when)
        try row.run()
    }

    static func remove(from database: Database) throws {
        var row = try BoundStatement(database, "DELETE FROM migration WHERE number = ?")
        row.bind(step)
        try row.run()
    }

    // MARK: PostgreSQL, where a step is never changed: the mark is written when the target is complete

    static func read(from session: PostgreSQLScripts) throws -> StoreMark? {
        guard try session.row("SELECT to_regclass('chancery.migration') IS NOT NULL").first == "t" else { return nil }
        let row = try session.row("SELECT name, sql FROM chancery.migration WHERE number = \(step)")
        return row.count == 2 ? StoreMark(name: row[0], sql: row[1]) : nil
    }

    func write(to session: PostgreSQLScripts, when: Date) throws {
        try session.run(
            """
            INSERT INTO migration (number, name, sql, applied, oldest_program)
            VALUES (\(Self.step), \(PostgreSQLScripts.quoted(name)), '\(copy.uuidString)', \(when.storedMilliseconds), \(Self.step));
            ALTER TABLE commit_group ADD CONSTRAINT \(Self.constraint) CHECK (false) NOT VALID
            """
        )
    }
}
