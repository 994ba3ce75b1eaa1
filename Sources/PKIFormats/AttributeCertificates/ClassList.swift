/// RFC 5755 §4.4.6
///
///     ClassList ::= BIT STRING { unmarked (0), unclassified (1), restricted (2), confidential (3), secret (4), topSecret (5) }
///
/// A policy may give meanings to bits from 6 on. The raw value has bit *n* of the specification at `1 << n`.
public struct ClassList: OptionSet, Hashable, Sendable {
    /// Bit *n* of the specification is `1 << n`.
    public let rawValue: UInt64

    /// Creates a set from its bits.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// Not classified, and nobody said so.
    public static let unmarked = ClassList(rawValue: 1 << 0)
    /// Declared free.
    public static let unclassified = ClassList(rawValue: 1 << 1)
    /// Restricted.
    public static let restricted = ClassList(rawValue: 1 << 2)
    /// Confidential.
    public static let confidential = ClassList(rawValue: 1 << 3)
    /// Secret.
    public static let secret = ClassList(rawValue: 1 << 4)
    /// Top secret.
    public static let topSecret = ClassList(rawValue: 1 << 5)

    /// Trailing zero bits are accepted; a level beyond bit 63 is refused, since leaving it out would change the clearance.
    init(_ element: DERElement, _ tag: DERTag) throws(FormatError) {
        let octets = try element.bitString(tag).bytes
        guard octets.dropFirst(8).allSatisfy({ $0 == 0 }) else { throw element.fail("a bit beyond the 64th is set") }
        var raw: UInt64 = 0
        for (index, octet) in octets.prefix(8).enumerated() {
            for bit in 0..<8 where octet & (0x80 >> bit) != 0 { raw |= 1 << (8 * index + bit) }
        }
        self.init(rawValue: raw)
    }

    /// Writes a BIT STRING without trailing zero bits.
    func write(to writer: inout DERWriter) {
        var octets = [UInt8](repeating: 0, count: 8)
        for bit in 0..<64 where rawValue & (1 << bit) != 0 { octets[bit / 8] |= 0x80 >> (bit % 8) }
        while octets.last == 0 { octets.removeLast() }
        writer.writeBitString(octets, unusedBits: octets.last.map { UInt8($0.trailingZeroBitCount) } ?? 0)
    }
}
