/// Reads structures that are not ASN.1: numbers of fixed width and blocks of counted length. It never reads beyond the end.
package struct OctetReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int
    private let structure: String

    package init(_ bytes: ArraySlice<UInt8>, structure: String) {
        self.bytes = bytes
        self.structure = structure
        position = bytes.startIndex
    }

    package var isAtEnd: Bool { position >= bytes.endIndex }

    /// Octets read so far.
    package var offset: Int { position - bytes.startIndex }

    /// The next octets.
    package mutating func octets(_ count: Int, _ field: String) throws(FormatError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.endIndex - position else {
            throw fail(field, "\(count) octets are announced, \(bytes.endIndex - position) are left")
        }
        defer { position += count }
        return bytes[position..<position + count]
    }

    /// The next number of `count` octets, most significant one first; at most 8.
    package mutating func bigEndian(_ count: Int, _ field: String) throws(FormatError) -> UInt64 {
        try octets(min(count, 8), field).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The next number of two octets, least significant one first.
    package mutating func littleEndian16(_ field: String) throws(FormatError) -> UInt16 {
        try octets(2, field).reversed().reduce(0) { $0 << 8 | UInt16($1) }
    }

    /// The next number of four octets, least significant one first.
    package mutating func littleEndian32(_ field: String) throws(FormatError) -> UInt32 {
        try octets(4, field).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The next `opaque name<0..2^16-1>` of TLS: two octets of length and as many octets.
    package mutating func vector16(_ field: String) throws(FormatError) -> ArraySlice<UInt8> {
        try octets(Int(bigEndian(2, field)), field)
    }

    /// Everything up to the end.
    package mutating func rest() throws(FormatError) -> ArraySlice<UInt8> { try octets(bytes.endIndex - position, "") }

    /// Refuses anything after the last field.
    package func finish() throws(FormatError) {
        guard isAtEnd else { throw fail("", "\(bytes.endIndex - position) octets follow the end of the structure") }
    }

    package func fail(_ field: String, _ reason: String) -> FormatError {
        FormatError(structure: structure, field: field, offset: offset, reason: reason)
    }
}

extension [UInt8] {
    /// Appends a number of `count` octets, most significant one first.
    mutating func append(bigEndian number: UInt64, count: Int) {
        for index in stride(from: count - 1, through: 0, by: -1) { append(UInt8(truncatingIfNeeded: number >> (8 * UInt64(index)))) }
    }

    /// Appends a number of two octets, least significant one first.
    package mutating func append(littleEndian number: UInt16) {
        append(contentsOf: [UInt8(truncatingIfNeeded: number), UInt8(number >> 8)])
    }

    /// Appends a number of four octets, least significant one first.
    package mutating func append(littleEndian number: UInt32) {
        for index in 0..<4 { append(UInt8(truncatingIfNeeded: number >> (8 * UInt32(index)))) }
    }
}
