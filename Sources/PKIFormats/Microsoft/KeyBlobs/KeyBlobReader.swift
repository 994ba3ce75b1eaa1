/// Reads the fields of Microsoft's key blobs one after the other: little-endian whole numbers, and octets of a given count.
struct KeyBlobReader {
    private let bytes: [UInt8]
    private(set) var offset = 0
    let structure: String

    init(_ bytes: [UInt8], structure: String) {
        self.bytes = bytes
        self.structure = structure
    }

    func fail(_ field: String, _ reason: String, at place: Int? = nil) -> FormatError {
        FormatError(structure: structure, field: field, offset: place ?? offset, reason: reason)
    }

    mutating func octets(_ count: Int, _ field: String) throws(FormatError) -> [UInt8] {
        guard count >= 0, count <= bytes.count - offset else {
            throw fail(field, "the field has \(count) octets, only \(bytes.count - offset) are there")
        }
        defer { offset += count }
        return Array(bytes[offset..<offset + count])
    }

    /// A number of `count` octets, at most four.
    mutating func number(_ count: Int = 4, _ field: String) throws(FormatError) -> Int {
        try octets(count, field).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// The number of octets of a later field.
    mutating func count(_ field: String) throws(FormatError) -> Int { try number(4, field) }

    func finish() throws(FormatError) {
        guard offset == bytes.count else { throw fail("", "\(bytes.count - offset) octets follow the end of the structure") }
    }
}

extension [UInt8] {
    /// Appends a number little-endian.
    mutating func appendLittleEndian(_ value: Int, count: Int = 4) {
        for index in 0..<count { append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
    }

    /// The number with zeros before it, `count` octets long; cut at the front when it is longer.
    func filled(to count: Int) -> [UInt8] {
        [UInt8](repeating: 0, count: Swift.max(0, count - self.count)) + suffix(count)
    }

    /// The number without zeros before it.
    var withoutLeadingZeros: [UInt8] { Array(drop { $0 == 0 }) }
}
