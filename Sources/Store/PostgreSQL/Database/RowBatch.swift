import CPostgreSQL

/// Rows of one table that are inserted together, as one array of the table's composite type. One statement for many rows costs the server a third of one for each.
struct RowBatch {
    /// The tables whose rows come in numbers.
    enum Table: String, CaseIterable {
        case request = "request"
        case audit = "audit_row"

        /// The type of a row, with the number of the schema's step form.
        var type: String { self == .request ? "request_row_1" : "audit_row_1" }

        /// Inserts all rows of the array that is its parameter.
        var insertion: String { "INSERT INTO \(rawValue) (\(columns)) SELECT \(columns) FROM unnest($1::\(type)[])" }

        private var columns: String {
            switch self {
            case .request: RequestColumns.Column.list
            case .audit: "group_id, ordinal, at, actor, kind, event, leaf_hash, salt, bytes"
            }
        }
    }

    /// The composite type of a table as this server numbers it.
    struct RowType {
        let number: Oid
        /// The types of the columns, in order.
        let columns: [Oid]
    }

    private(set) var rows: [[PostgreSQLValue]] = []

    mutating func append(_ row: [PostgreSQLValue]) { rows.append(row) }
    mutating func removeLast() { rows.removeLast() }
    mutating func removeAll() { rows.removeAll(keepingCapacity: true) }
    var isEmpty: Bool { rows.isEmpty }

    /// Puts rows that another node may insert at the same time in one order for all nodes, so that two groups with the same repeats wait for each other
    /// instead of standing in a deadlock.
    mutating func sort() {
        guard rows.count > 1 else { return }
        let place = Int(RequestColumns.Column.submissionKey.rawValue)
        rows.sort { Self.text($0[place]) < Self.text($1[place]) }
    }

    private static func text(_ value: PostgreSQLValue) -> String {
        if case .text(let text) = value { text } else { "" }
    }

    /// The array in PostgreSQL's binary form (array_send and record_send).
    func array(of type: RowType) throws -> [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity(rows.count * 2_048)
        octets.append(bigEndian: Int32(1))
        octets.append(bigEndian: Int32(0))
        octets.append(bigEndian: type.number)
        octets.append(bigEndian: Int32(rows.count))
        octets.append(bigEndian: Int32(1))
        for row in rows {
            guard row.count == type.columns.count else {
                throw StoreError("the database's row type has \(type.columns.count) columns, this program writes \(row.count)")
            }
            try octets.appendCounted { octets in
                octets.append(bigEndian: Int32(row.count))
                for (value, column) in zip(row, type.columns) {
                    octets.append(bigEndian: column)
                    if case .null = value {
                        octets.append(bigEndian: Int32(-1))
                    } else {
                        try octets.appendCounted { try value.write(as: column, searches: false, to: &$0) }
                    }
                }
            }
        }
        return octets
    }
}

extension [UInt8] {
    /// Writes the number of octets before what the closure writes.
    fileprivate mutating func appendCounted(_ write: (inout [UInt8]) throws -> Void) rethrows {
        let place = count
        append(bigEndian: Int32(0))
        try write(&self)
        let length = UInt32(count - place - 4)
        for offset in 0..<4 { self[place + offset] = UInt8(truncatingIfNeeded: length >> UInt32(24 - 8 * offset)) }
    }
}
