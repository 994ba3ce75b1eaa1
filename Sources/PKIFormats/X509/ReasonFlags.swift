/// RFC 5280 §4.2.1.13
///
///     ReasonFlags ::= BIT STRING { unused (0), keyCompromise (1), cACompromise (2), affiliationChanged (3), superseded (4),
///                                  cessationOfOperation (5), certificateHold (6), privilegeWithdrawn (7), aACompromise (8) }
///
/// The raw value has bit *n* of the specification at `1 << n`.
public struct ReasonFlags: OptionSet, Hashable, Sendable {
    /// Bit *n* of the specification is `1 << n`.
    public let rawValue: UInt16

    /// Creates a set from its bits.
    public init(rawValue: UInt16) {
        self.rawValue = rawValue & 0x1FF
    }

    /// Bit 0, which means nothing.
    public static let unused = ReasonFlags(rawValue: 1 << 0)
    /// The key is in wrong hands.
    public static let keyCompromise = ReasonFlags(rawValue: 1 << 1)
    /// The CA's key is in wrong hands.
    public static let caCompromise = ReasonFlags(rawValue: 1 << 2)
    /// The subject's name or affiliation is no longer right.
    public static let affiliationChanged = ReasonFlags(rawValue: 1 << 3)
    /// Another certificate has replaced this one.
    public static let superseded = ReasonFlags(rawValue: 1 << 4)
    /// The certificate is no longer needed.
    public static let cessationOfOperation = ReasonFlags(rawValue: 1 << 5)
    /// The certificate is on hold.
    public static let certificateHold = ReasonFlags(rawValue: 1 << 6)
    /// A privilege in the certificate has been withdrawn.
    public static let privilegeWithdrawn = ReasonFlags(rawValue: 1 << 7)
    /// The attribute authority's key is in wrong hands.
    public static let aaCompromise = ReasonFlags(rawValue: 1 << 8)

    /// Reads a BIT STRING under `tag`. Bits beyond the last named one are ignored; trailing zero bits are accepted.
    init(_ element: DERElement, _ tag: DERTag) throws(FormatError) {
        let bits = try element.bitString(tag).bytes
        var raw: UInt16 = 0
        for bit in 0..<9 where bit / 8 < bits.count && bits[bit / 8] & (0x80 >> (bit % 8)) != 0 { raw |= 1 << bit }
        self.init(rawValue: raw)
    }

    /// Writes a BIT STRING without trailing zero bits.
    func write(to writer: inout DERWriter, tag: UInt8) {
        var octets: [UInt8] = [0, 0]
        for bit in 0..<9 where rawValue & (1 << bit) != 0 { octets[bit / 8] |= 0x80 >> (bit % 8) }
        while octets.last == 0 { octets.removeLast() }
        writer.writeBitString(octets, unusedBits: octets.last.map { UInt8($0.trailingZeroBitCount) } ?? 0, tag: tag)
    }

    /// The names of the bits that are set, in the order of the specification.
    public var names: [String] {
        Self.bitNames.enumerated().filter { rawValue & (1 << $0.offset) != 0 }.map(\.element)
    }

    private static let bitNames = [
        "unused", "keyCompromise", "cACompromise", "affiliationChanged", "superseded", "cessationOfOperation", "certificateHold",
        "privilegeWithdrawn", "aACompromise",
    ]
}
