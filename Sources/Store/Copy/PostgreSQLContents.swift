import PortableFoundation

/// A PostgreSQL database, in a transaction of one session.
struct PostgreSQLContents: StoreDestination {
    /// As many rows of the record as a page of it: a page is read by the groups in which it lies.
    private static let groupSize = 1_000

    let session: PostgreSQLScripts

    func rows(of table: StoreTable, _ body: (StoreRow) throws -> Void) throws {
        let order = table.key.map { "\"\($0)\"" }.joined(separator: ", ")
        let query =
            table.name == StoreTable.audit.name
            ? """
            SELECT g.first_position + r.ordinal, \(table.columns.dropFirst().map { "r." + $0.name }.joined(separator: ", "))
            FROM commit_group AS g JOIN audit_row AS r ON r.group_id = g.id
            WHERE g.first_position IS NOT NULL ORDER BY g.first_position, r.ordinal
            """
            : "SELECT \(table.columnList) FROM \(table.name) ORDER BY \(order)"
        try session.copy(from: query, body)
    }

    func answers(_ sql: String) throws -> [[String]] { try session.rows(sql) }

    func lastNumber(of table: String, _ column: String) throws -> Int {
        let sequence = try session.row("SELECT pg_get_serial_sequence('chancery.\(table)', '\(column)')").first ?? ""
        return try number("SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM \(sequence)")
    }

    // MARK: Taking rows

    func insert(into table: StoreTable, _ supply: (_ add: @escaping (StoreRow) throws -> Void) throws -> Void) throws {
        switch table.name {
        case StoreTable.audit.name: try insertRecord(supply)
        case StoreTable.object.name:
            var time = StoreRow(columns: 1)
            time.append(Date().storedMilliseconds)
            try session.copy(into: "object", "stored, \(table.columnList)") { add in try supply { try add($0.appended(to: time)) } }
        default: try session.copy(into: table.name, table.columnList, supply)
        }
    }

    private struct Group {
        let id = UUID()
        let first: Int
        var size = 0
    }

    /// The record belongs to groups; those of a copy have as many rows as a page. Where a position is missing, a group ends.
    private func insertRecord(_ supply: (_ add: @escaping (StoreRow) throws -> Void) throws -> Void) throws {
        var groups: [Group] = []
        var next = 0
        let columns = StoreTable.audit.columns.dropFirst().map(\.name).joined(separator: ", ")
        try session.copy(into: "audit_row", "group_id, ordinal, " + columns) { add in
            try supply { row in
                let position = row.values[0]?.storedNumber ?? 0
                if groups.isEmpty || position != next || groups[groups.count - 1].size == Self.groupSize {
                    groups.append(Group(first: position))
                }
                next = position + 1
                let group = groups[groups.count - 1]
                var start = StoreRow(columns: 2)
                start.append(group.id)
                start.append(group.size)
                groups[groups.count - 1].size += 1
                try add(row.appended(to: start, without: 1))
            }
        }
        let epoch = try number("SELECT rights_epoch FROM state")
        try session.copy(into: "commit_group", "id, node, size, epoch, decided, first_position") { add in
            for group in groups {
                var row = StoreRow(columns: 6)
                row.append(group.id)
                for number in [0, group.size, epoch, epoch, group.first] { row.append(number) }
                try add(row)
            }
        }
        if next > 0 { try session.run("UPDATE audit_head SET position = \(next - 1)") }
    }

    func goOn(after last: [String: Int]) throws {
        for (table, column) in StoreTable.counted {
            let greatest = max(last[table] ?? 0, try number("SELECT max(\(column)) FROM \(table)"))
            try session.run("ALTER TABLE \(table) ALTER \(column) RESTART WITH \(greatest + 1)")
        }
        try session.run("UPDATE guard SET epoch = (SELECT rights_epoch FROM state)")
    }
}
