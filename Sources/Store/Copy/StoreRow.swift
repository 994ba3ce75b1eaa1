import PortableFoundation

/// A row of a `StoreTable` in the one form in which it is copied, compared and hashed: the number of columns (2 octets), and for each its length (4 octets, -1 for NULL)
/// and its octets. A number has 8 octets, most significant first.
///
/// This is the form of a row in PostgreSQL's `COPY … (FORMAT binary)`, so that a row goes there and comes from there as it is.
struct StoreRow {
    private(set) var octets: [UInt8]

    /// A row as PostgreSQL gives it.
    init(octets: [UInt8]) { self.octets = octets }

    /// An empty row that gets its columns in order.
    init(columns count: Int) {
        octets = []
        octets.append(bigEndian: Int16(count))
    }

    mutating func append(_ value: some Collection<UInt8>) {
        octets.append(bigEndian: Int32(value.count))
        octets.append(contentsOf: value)
    }

    mutating func append(_ number: Int) {
        octets.append(bigEndian: Int32(8))
        octets.append(bigEndian: Int64(number))
    }

    mutating func append(_ identifier: UUID) {
        octets.append(bigEndian: Int32(16))
        withUnsafeBytes(of: identifier.uuid) { octets.append(contentsOf: $0) }
    }

    mutating func append(_ value: PostgreSQLValue) {
        switch value {
        case .null: appendNull()
        case .number(let number): append(number)
        case .text(let text): append(text.utf8)
        case .octets(let octets): append(octets)
        case .identifier(let identifier): append(identifier)
        }
    }

    mutating func appendNull() { octets.append(bigEndian: Int32(-1)) }

    /// The same columns behind some others.
    /// - Parameter dropped: columns at the beginning that are left out.
    func appended(to start: StoreRow, without dropped: Int = 0) -> StoreRow {
        let count = start.number(at: 0, octets: 2) + number(at: 0, octets: 2) - dropped
        let rest = dropped < places.count ? places[dropped].start - 4 : octets.count
        var row = StoreRow(columns: count)
        row.octets.append(contentsOf: start.octets.dropFirst(2))
        row.octets.append(contentsOf: octets[rest...])
        return row
    }

    // MARK: Reading, columns from 0

    private struct Place {
        let start: Int
        let count: Int
        var isNull: Bool { count < 0 }
    }

    /// Where the columns are.
    private var places: [Place] {
        var places: [Place] = []
        var at = 2
        while at + 4 <= octets.count {
            let count = Int(Int32(truncatingIfNeeded: number(at: at, octets: 4)))
            places.append(Place(start: at + 4, count: count))
            at += 4 + max(0, count)
        }
        return places
    }

    /// The octets of each column; nil for NULL.
    var values: [ArraySlice<UInt8>?] { places.map { $0.isNull ? nil : octets[$0.start..<$0.start + $0.count] } }

    private func number(at place: Int, octets count: Int) -> Int {
        octets[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
    }
}

extension ArraySlice<UInt8> {
    /// The number in a column.
    var storedNumber: Int { reduce(0) { $0 << 8 | Int($1) } }
    var storedText: String { String(decoding: self, as: UTF8.self) }
    var storedIdentifier: UUID? { count == 16 ? withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) } : nil }
}

/// A row whose columns are read in an order of one's own.
struct StoreRowColumns: StoredColumns {
    let values: [ArraySlice<UInt8>?]

    /// - Parameter names: the columns of the table by which they are read, from 0.
    init(_ row: StoreRow, of table: StoreTable, _ names: [String]) {
        let values = row.values
        self.values = names.map { values[table.place(of: $0)] }
    }

    func isNull(_ column: Int32) -> Bool { values[Int(column)] == nil }
    func int(_ column: Int32) -> Int { values[Int(column)]?.storedNumber ?? 0 }
    func text(_ column: Int32) -> String { values[Int(column)]?.storedText ?? "" }
    func bytes(_ column: Int32) -> [UInt8] { values[Int(column)].map(Array.init) ?? [] }

    func uuid(_ column: Int32) throws -> UUID {
        guard let identifier = values[Int(column)]?.storedIdentifier else {
            throw StoreError("a column does not hold an identifier; the database is damaged")
        }
        return identifier
    }
}
