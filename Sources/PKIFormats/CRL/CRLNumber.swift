/// RFC 5280 §5.2.3
///
///     CRLNumber ::= INTEGER (0..MAX)
public struct CRLNumber: CertificateExtensionValue {
    /// 2.5.29.20
    public static let oid = OID.Extensions.crlNumber

    /// The number, big-endian without leading zeros; conforming ones have up to 20 octets.
    public let bytes: [UInt8]

    /// Creates the value from a number.
    public init(_ number: UInt64) {
        var bytes: [UInt8] = []
        for shift in stride(from: 56, through: 0, by: -8) {
            let octet = UInt8(truncatingIfNeeded: number >> UInt64(shift))
            if octet != 0 || !bytes.isEmpty || shift == 0 { bytes.append(octet) }
        }
        self.bytes = bytes
    }

    public init(value: [UInt8]) throws(FormatError) {
        bytes = try DERElement(parsing: value, structure: "CRLNumber").unsignedInteger()
    }

    /// The number; `nil` when it does not fit 64 bits.
    public var number: UInt64? {
        bytes.count <= 8 ? bytes.reduce(0) { $0 << 8 | UInt64($1) } : nil
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 16) { $0.writeInteger(unsigned: bytes) }
    }
}

extension CRLNumber: Comparable {
    /// Compares the numbers, of any size.
    public static func < (lhs: Self, rhs: Self) -> Bool {
        lhs.bytes.count == rhs.bytes.count ? lhs.bytes.lexicographicallyPrecedes(rhs.bytes) : lhs.bytes.count < rhs.bytes.count
    }
}

/// RFC 5280 §5.2.4
///
///     BaseCRLNumber ::= CRLNumber
///
/// Makes a list a delta: it holds the changes since the complete list with this number. Always critical.
public struct DeltaCRLIndicator: CertificateExtensionValue {
    /// 2.5.29.27
    public static let oid = OID.Extensions.deltaCRLIndicator

    /// The number of the complete list to which the changes apply.
    public let baseNumber: CRLNumber

    public init(baseNumber: CRLNumber) {
        self.baseNumber = baseNumber
    }

    public init(value: [UInt8]) throws(FormatError) { baseNumber = try CRLNumber(value: value) }

    public var value: [UInt8] { baseNumber.value }
}
