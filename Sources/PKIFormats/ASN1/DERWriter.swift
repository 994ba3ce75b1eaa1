/// Writes DER (X.690) in reading order: it fills in a length once the content of an element is known.
///
/// The writer first writes the tag and one length octet. When the content needs a longer length, one `memmove` moves it up. That is many
/// times cheaper than building each element separately, and the calls have the order of the specification.
public struct DERWriter: Sendable {
    /// The octets written so far.
    public private(set) var bytes: [UInt8]

    /// Creates an empty writer.
    /// - Parameter capacity: octets to reserve at once.
    public init(capacity: Int = 256) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// Returns what `body` writes.
    public static func encode<Failure: Error>(
        capacity: Int = 256,
        _ body: (inout DERWriter) throws(Failure) -> Void
    ) throws(Failure) -> [UInt8] {
        var writer = DERWriter(capacity: capacity)
        try body(&writer)
        return writer.bytes
    }

    // MARK: Elements

    /// Appends bytes that are DER already.
    public mutating func writeRaw(_ der: [UInt8]) {
        bytes.append(contentsOf: der)
    }

    /// Appends bytes that are DER already.
    public mutating func writeRaw(_ der: ArraySlice<UInt8>) {
        bytes.append(contentsOf: der)
    }

    /// Appends bytes that are DER already.
    mutating func writeRaw(_ der: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: der)
    }

    /// Octets written so far.
    public var byteCount: Int { bytes.count }

    /// Writes an element with a one-octet identifier, for example 0x80 for `[0] IMPLICIT` of a primitive type.
    public mutating func writePrimitive(tag: UInt8, _ content: [UInt8]) {
        bytes.append(tag)
        writeLength(content.count)
        bytes.append(contentsOf: content)
    }

    /// Writes an element with a one-octet identifier around the content that `body` writes.
    public mutating func writeElement<Failure: Error>(
        tag: UInt8,
        _ body: (inout DERWriter) throws(Failure) -> Void
    ) throws(Failure) {
        bytes.append(tag)
        bytes.append(0)
        let start = bytes.count
        try body(&self)
        closeElement(contentStart: start)
    }

    /// Writes a SEQUENCE.
    public mutating func writeSequence<Failure: Error>(_ body: (inout DERWriter) throws(Failure) -> Void) throws(Failure) {
        try writeElement(tag: 0x30, body)
    }

    /// Writes a SET in the order given. For a SET OF with several members use ``writeSetOf(_:tag:)``.
    public mutating func writeSet<Failure: Error>(_ body: (inout DERWriter) throws(Failure) -> Void) throws(Failure) {
        try writeElement(tag: 0x31, body)
    }

    /// Writes a SET OF, its encoded members in the order that DER demands (X.690 §11.6).
    public mutating func writeSetOf(_ members: [[UInt8]], tag: UInt8 = 0x31) {
        writeMembers(members.inSetOrder { $0 }, tag: tag)
    }

    /// Writes a SET OF in the order given: the order in which its members were read, or that of ``Swift/Array/inSetOrder(_:)``.
    mutating func writeMembers(_ members: [[UInt8]], tag: UInt8 = 0x31) {
        writeElement(tag: tag) { writer in
            for member in members { writer.writeRaw(member) }
        }
    }

    /// Writes a SEQUENCE OF: `writer.writeSequence(of: points)`.
    mutating func writeSequence(of members: [some DERWritable], tag: UInt8 = 0x30) {
        writeElement(tag: tag) { writer in
            for member in members { member.write(to: &writer) }
        }
    }

    /// Writes a SEQUENCE OF, each member as `write` does: `writer.writeSequence(of: purposes) { $1.writeOID($0) }`.
    mutating func writeSequence<Member>(of members: [Member], tag: UInt8 = 0x30, _ write: (Member, inout DERWriter) -> Void) {
        writeElement(tag: tag) { writer in
            for member in members { write(member, &writer) }
        }
    }

    /// Writes `[number] EXPLICIT` around the content that `body` writes.
    /// - Parameter number: 0 through 30.
    public mutating func writeExplicit<Failure: Error>(
        _ number: UInt8,
        _ body: (inout DERWriter) throws(Failure) -> Void
    ) throws(Failure) {
        try writeElement(tag: 0xA0 | (number & 0x1F), body)
    }

    // MARK: Primitive types

    /// Writes a BOOLEAN.
    public mutating func writeBoolean(_ value: Bool, tag: UInt8 = 0x01) {
        bytes.append(tag)
        bytes.append(1)
        bytes.append(value ? 0xFF : 0)
    }

    /// Writes a NULL.
    public mutating func writeNull() {
        bytes.append(0x05)
        bytes.append(0)
    }

    /// Writes an INTEGER.
    public mutating func writeInteger(_ value: Int, tag: UInt8 = 0x02) {
        var count = 1
        while count < 8, value >> (8 * count - 1) != 0, value >> (8 * count - 1) != -1 { count += 1 }
        bytes.append(tag)
        bytes.append(UInt8(count))
        for index in stride(from: count - 1, through: 0, by: -1) {
            bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index)))
        }
    }

    /// Writes an ENUMERATED.
    public mutating func writeEnumerated(_ value: Int) {
        writeInteger(value, tag: 0x0A)
    }

    /// Writes an INTEGER that is not negative from its big-endian octets, adding or dropping leading zero octets as DER demands.
    public mutating func writeInteger(unsigned magnitude: [UInt8], tag: UInt8 = 0x02) {
        let digits = magnitude.drop { $0 == 0 }
        bytes.append(tag)
        if let first = digits.first {
            let padding = first & 0x80 != 0 ? 1 : 0
            writeLength(digits.count + padding)
            if padding == 1 { bytes.append(0) }
            bytes.append(contentsOf: digits)
        } else {
            bytes.append(1)
            bytes.append(0)
        }
    }

    /// Writes an OBJECT IDENTIFIER.
    public mutating func writeOID(_ oid: OID, tag: UInt8 = 0x06) {
        writePrimitive(tag: tag, oid.contentBytes)
    }

    /// Writes an OCTET STRING.
    public mutating func writeOctetString(_ content: [UInt8], tag: UInt8 = 0x04) {
        writePrimitive(tag: tag, content)
    }

    /// Writes an OCTET STRING around what `body` writes.
    public mutating func writeOctetString<Failure: Error>(
        _ body: (inout DERWriter) throws(Failure) -> Void
    ) throws(Failure) {
        try writeElement(tag: 0x04, body)
    }

    /// Writes a BIT STRING.
    /// - Parameter unusedBits: the number of unused bits of the last octet, 0 through 7; they must be zero.
    public mutating func writeBitString(_ content: [UInt8], unusedBits: UInt8 = 0, tag: UInt8 = 0x03) {
        bytes.append(tag)
        writeLength(content.count + 1)
        bytes.append(unusedBits)
        bytes.append(contentsOf: content)
    }

    /// Writes a BIT STRING with named bits, bit *n* of the specification at `1 << n`, without trailing zero bits, as DER demands.
    mutating func writeNamedBits(_ bits: UInt64, tag: UInt8 = 0x03) {
        var octets = [UInt8](repeating: 0, count: 8)
        for bit in 0..<64 where bits & (1 << bit) != 0 { octets[bit / 8] |= 0x80 >> (bit % 8) }
        while octets.last == 0 { octets.removeLast() }
        writeBitString(octets, unusedBits: octets.last.map { UInt8($0.trailingZeroBitCount) } ?? 0, tag: tag)
    }

    // MARK: Strings

    /// Writes a UTF8String.
    public mutating func writeUTF8String(_ string: String, tag: UInt8 = 0x0C) {
        bytes.append(tag)
        writeLength(string.utf8.count)
        bytes.append(contentsOf: string.utf8)
    }

    /// Writes a PrintableString. The caller has checked the alphabet (``AttributeText/isPrintable(_:)``).
    public mutating func writePrintableString(_ string: String) {
        writeUTF8String(string, tag: 0x13)
    }

    /// Writes an IA5String. The caller has checked that the text is ASCII.
    public mutating func writeIA5String(_ string: String, tag: UInt8 = 0x16) {
        writeUTF8String(string, tag: tag)
    }

    /// Writes a BMPString: UTF-16, big-endian.
    public mutating func writeBMPString(_ string: String, tag: UInt8 = 0x1E) {
        bytes.append(tag)
        writeLength(string.utf16.count * 2)
        for unit in string.utf16 {
            bytes.append(UInt8(truncatingIfNeeded: unit >> 8))
            bytes.append(UInt8(truncatingIfNeeded: unit))
        }
    }

    // MARK: Octets

    mutating func writeOctet(_ octet: UInt8) {
        bytes.append(octet)
    }

    private mutating func writeLength(_ length: Int) {
        if length < 0x80 {
            bytes.append(UInt8(length))
        } else {
            let count = Self.lengthOctets(length)
            bytes.append(0x80 | UInt8(count))
            for index in stride(from: count - 1, through: 0, by: -1) {
                bytes.append(UInt8(truncatingIfNeeded: length >> (8 * index)))
            }
        }
    }

    private mutating func closeElement(contentStart start: Int) {
        let length = bytes.count - start
        guard length >= 0x80 else {
            bytes[start - 1] = UInt8(length)
            return
        }
        let count = Self.lengthOctets(length)
        for _ in 0..<count { bytes.append(0) }
        bytes.withUnsafeMutableBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            (base + start + count).copyMemory(from: base + start, byteCount: length)
            buffer[start - 1] = 0x80 | UInt8(count)
            for index in 0..<count {
                buffer[start + index] = UInt8(truncatingIfNeeded: length >> (8 * (count - 1 - index)))
            }
        }
    }

    private static func lengthOctets(_ length: Int) -> Int {
        (Int.bitWidth - length.leadingZeroBitCount + 7) / 8
    }
}

/// A structure that writes itself as one element.
protocol DERWritable {
    /// Writes the element.
    func write(to writer: inout DERWriter)
}

extension Array {
    /// The members of a SET OF in the order that DER demands, which is the order of their encodings (X.690 §11.6).
    ///
    /// Values are sorted when they are made, but keep their order when they are read: other programs do not always sort, and a structure is
    /// written as it was read.
    func inSetOrder(_ encoded: (Element) -> [UInt8]) -> [Element] {
        guard count > 1 else { return self }
        return map { (member: $0, encoding: encoded($0)) }.sorted { $0.encoding.lexicographicallyPrecedes($1.encoding) }.map(\.member)
    }
}
