import CACore
import GRDB
import PortableFoundation

import SystemFiles

/// A SQLite database with the objects beside it.
struct SQLiteContents: StoreDestination {
    let database: Database
    /// The directory of the objects.
    let objects: String

    private var connection: StoreConnection { StoreConnection(database) }

    func rows(of table: StoreTable, _ body: (StoreRow) throws -> Void) throws {
        if table.name == StoreTable.object.name { return try objects(body) }
        // Names compare without case there.
        let order = table.key.map { name in
            table.columns[table.place(of: name)].kind == .text ? "\"\(name)\" COLLATE BINARY" : "\"\(name)\""
        }.joined(separator: ", ")
        let found = try BoundStatement(connection, "SELECT \(table.columnList) FROM \(table.name) ORDER BY \(order)")
        while try found.step() {
            var row = StoreRow(columns: table.columns.count)
            for (place, column) in table.columns.enumerated() {
                let place = Int32(place)
                if found.isNull(place) {
                    row.appendNull()
                } else if column.kind == .number {
                    row.append(found.int(place))
                } else {
                    row.append(found.bytes(place))
                }
            }
            try body(row)
        }
    }

    /// Files have the names of their content; a killed process may have left others.
    private func objects(_ body: (StoreRow) throws -> Void) throws {
        guard SystemCalls.exists(objects) else { return }
        for name in try SystemCalls.names(in: objects).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        where ObjectDirectory.isName(name) {
            guard let content = try SystemCalls.contents(of: objects + "/" + name) else { continue }
            var row = StoreRow(columns: 2)
            row.append(name.utf8)
            row.append(content)
            try body(row)
        }
    }

    func answers(_ sql: String) throws -> [[String]] {
        try Row.fetchAll(database, sql: sql).map { row in row.databaseValues.map { $0.isNull ? "" : "\($0.storage.value ?? "")" } }
    }

    func lastNumber(of table: String, _ column: String) throws -> Int {
        max(try number("SELECT seq FROM sqlite_sequence WHERE name = '\(table)'"), try number("SELECT max(\(column)) FROM \(table)"))
    }

    // MARK: Taking rows

    func insert(into table: StoreTable, _ supply: (_ add: @escaping (StoreRow) throws -> Void) throws -> Void) throws {
        if table.name == StoreTable.object.name {
            try SystemCalls.makeDirectory(objects)
            var kept: Set<String> = []
            try supply { row in
                guard let name = row.values[0]?.storedText, let content = row.values[1], ObjectDirectory.isName(name) else { return }
                try DurableFile.write(Array(content), directory: objects, name: name, mode: 0o600)
                kept.insert(name)
            }
            // Left by a store that went away from this directory; the lists have been replaced since.
            for name in try SystemCalls.names(in: objects) where ObjectDirectory.isName(name) && !kept.contains(name) {
                unlink(objects + "/" + name)
            }
            return
        }
        let places = Array(repeating: "?", count: table.columns.count).joined(separator: ", ")
        let sql = "INSERT INTO \(table.name) (\(table.columnList)) VALUES (\(places))"
        try supply { row in
            var statement = try BoundStatement(connection, sql)
            for (value, column) in zip(row.values, table.columns) {
                switch (value, column.kind) {
                case (nil, _): statement.bindNull()
                case (let value?, .number): statement.bind(value.storedNumber)
                case (let value?, .text), (let value?, .document): statement.bind(value.storedText)
                case (let value?, .octets), (let value?, .identifier): statement.bind(Array(value))
                }
            }
            try statement.run()
        }
    }

    func goOn(after last: [String: Int]) throws {
        for (table, number) in last where number > 0 {
            try database.execute(sql: "DELETE FROM sqlite_sequence WHERE name = ?", arguments: [table])
            try database.execute(sql: "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", arguments: [table, number])
        }
    }
}
