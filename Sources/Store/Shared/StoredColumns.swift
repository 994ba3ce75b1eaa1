import PortableFoundation

/// The columns of one row that a query found, by position from 0. The meaning of a row is written once against this, apart from the SQL and the library that
/// reads it.
protocol StoredColumns: ~Copyable {
    func isNull(_ column: Int32) -> Bool
    func int(_ column: Int32) -> Int
    func text(_ column: Int32) -> String
    func bytes(_ column: Int32) -> [UInt8]
    /// - Throws: `StoreError` when the column does not hold sixteen octets.
    func uuid(_ column: Int32) throws -> UUID
}

extension StoredColumns where Self: ~Copyable {
    func optionalInt(_ column: Int32) -> Int? { isNull(column) ? nil : int(column) }
    func word(_ column: Int32) -> UInt32 { UInt32(truncatingIfNeeded: int(column)) }
    func bool(_ column: Int32) -> Bool { int(column) != 0 }
    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
    func optionalBytes(_ column: Int32) -> [UInt8]? { isNull(column) ? nil : bytes(column) }
    func optionalUUID(_ column: Int32) throws -> UUID? { isNull(column) ? nil : try uuid(column) }
    func date(_ column: Int32) -> Date { Date(storedMilliseconds: int(column)) }
    func optionalDate(_ column: Int32) -> Date? { isNull(column) ? nil : date(column) }
    /// Text from outside, stored as octets.
    func octetText(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }
    func optionalOctetText(_ column: Int32) -> String? { isNull(column) ? nil : octetText(column) }
}

/// Instants in columns.
extension Date {
    /// Milliseconds since 1970, rounded.
    var storedMilliseconds: Int { Int((timeIntervalSince1970 * 1000).rounded()) }

    init(storedMilliseconds: Int) { self.init(timeIntervalSince1970: Double(storedMilliseconds) / 1000) }
}
