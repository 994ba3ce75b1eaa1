import CPostgreSQL
import PortableFoundation

/// The rows that one statement found, in PostgreSQL's binary form.
final class PostgreSQLResult {
    private let result: OpaquePointer
    let count: Int32

    init(_ result: OpaquePointer) {
        self.result = result
        count = PQntuples(result)
    }

    deinit { PQclear(result) }

    func isNull(_ row: Int32, _ column: Int32) -> Bool { PQgetisnull(result, row, column) == 1 }

    /// NULL is 0, as with SQLite.
    func int(_ row: Int32, _ column: Int32) -> Int {
        let octets = value(row, column)
        if PQftype(result, column) == PostgreSQLValue.TypeNumber.numeric { return Self.wholeNumber(octets) }
        var number = 0
        for octet in octets { number = number << 8 | Int(octet) }
        // The sign of the narrower types.
        switch octets.count {
        case 2: return Int(Int16(truncatingIfNeeded: number))
        case 4: return Int(Int32(truncatingIfNeeded: number))
        default: return number
        }
    }

    func text(_ row: Int32, _ column: Int32) -> String { String(decoding: value(row, column), as: UTF8.self) }
    func bytes(_ row: Int32, _ column: Int32) -> [UInt8] { Array(value(row, column)) }

    func uuid(_ row: Int32, _ column: Int32) -> UUID? {
        let octets = value(row, column)
        guard octets.count == 16 else { return nil }
        return UUID(uuid: octets.loadUnaligned(as: uuid_t.self))
    }

    private func value(_ row: Int32, _ column: Int32) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
    }

    /// Sums of whole numbers are `numeric`: digits of base 10,000 after their count, weight, sign and scale.
    private static func wholeNumber(_ octets: UnsafeRawBufferPointer) -> Int {
        func word(_ place: Int) -> Int { Int(octets[place]) << 8 | Int(octets[place + 1]) }
        guard octets.count >= 8 else { return 0 }
        let (count, weight) = (word(0), Int(Int16(truncatingIfNeeded: word(2))))
        var number = 0
        for place in 0..<max(0, weight + 1) { number = number * 10_000 + (place < count ? word(8 + 2 * place) : 0) }
        return word(4) == 0x4000 ? -number : number
    }
}
