import CPostgreSQL
import PortableFoundation

/// A value that a statement is given. It writes itself in PostgreSQL's binary form for the type that the server expects at its place.
enum PostgreSQLValue {
    case null
    case number(Int)
    /// A text, or the octets of its UTF-8.
    case text(String)
    case octets([UInt8])
    case identifier(UUID)

    /// The numbers of the built-in types (pg_type.dat).
    enum TypeNumber {
        static let bool: Oid = 16
        static let bytea: Oid = 17
        static let int8: Oid = 20
        static let int2: Oid = 21
        static let int4: Oid = 23
        static let text: Oid = 25
        static let json: Oid = 114
        static let float8: Oid = 701
        static let numeric: Oid = 1700
        static let uuid: Oid = 2950
    }

    /// - Parameter searches: the value is only compared. No text of the database has U+0000, and the server refuses it; U+FFFD in its place finds as little.
    /// - Throws: `StoreError` when a value of this kind has no form in the type.
    func write(as type: Oid, searches: Bool, to octets: inout [UInt8]) throws {
        switch (self, type) {
        case (.text(let text), TypeNumber.text) where searches && text.utf8.contains(0):
            octets.append(contentsOf: text.replacing("\0", with: "\u{FFFD}").utf8)
        case (.null, _): break
        case (.number(let number), TypeNumber.int8): octets.append(bigEndian: Int64(number))
        case (.number(let number), TypeNumber.int4):
            guard let narrow = Int32(exactly: number) else { throw Self.mismatch(type) }
            octets.append(bigEndian: narrow)
        case (.number(let number), TypeNumber.int2):
            guard let narrow = Int16(exactly: number) else { throw Self.mismatch(type) }
            octets.append(bigEndian: narrow)
        case (.number(let number), TypeNumber.bool): octets.append(number == 0 ? 0 : 1)
        case (.number(let number), TypeNumber.float8): octets.append(bigEndian: Double(number).bitPattern)
        case (.number(let number), TypeNumber.text): octets.append(contentsOf: String(number).utf8)
        case (.text(let text), TypeNumber.float8):
            guard let number = Double(text) else { throw Self.mismatch(type) }
            octets.append(bigEndian: number.bitPattern)
        case (.text(let text), TypeNumber.text), (.text(let text), TypeNumber.json), (.text(let text), TypeNumber.bytea):
            octets.append(contentsOf: text.utf8)
        case (.octets(let value), TypeNumber.bytea): octets.append(contentsOf: value)
        case (.identifier(let value), TypeNumber.uuid), (.identifier(let value), TypeNumber.bytea):
            withUnsafeBytes(of: value.uuid) { octets.append(contentsOf: $0) }
        default: throw Self.mismatch(type)
        }
    }

    private static func mismatch(_ type: Oid) -> StoreError {
        StoreError("a value has no form in the type \(type) of the database's schema; its steps are not those of this program")
    }
}

extension [UInt8] {
    /// Most significant octet first, as PostgreSQL's binary forms are.
    mutating func append(bigEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }
}
