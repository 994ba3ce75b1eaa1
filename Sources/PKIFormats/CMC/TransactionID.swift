/// RFC 5272 §6.6 (control 1.3.6.1.5.5.7.7.5)
///
///     TransactionId ::= INTEGER
///
/// The number that all messages of one transaction share. It has no upper bound; Microsoft's clients use 32 bits.
public struct TransactionID: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.5
    public static let oid = OID.CMC.transactionID
    /// The content octets of the INTEGER: two's complement, big-endian, minimal.
    public let contentBytes: [UInt8]

    /// Creates the value from a number.
    public init(_ number: Int) {
        contentBytes = Array(DERWriter.encode(capacity: 12) { $0.writeInteger(number) }.dropFirst(2))
    }

    /// Creates the value from octets that form an unsigned number, for example random ones.
    public init(unsigned magnitude: [UInt8]) {
        let digits = magnitude.drop { $0 == 0 }
        contentBytes = digits.isEmpty ? [0] : (digits.first ?? 0) & 0x80 == 0 ? Array(digits) : [0] + digits
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        contentBytes = try DERElement(parsing: derEncoded, structure: "TransactionId").integerBytes()
    }

    /// The number when it fits.
    public var number: Int? { try? DERElement(parsing: derEncoded, structure: "TransactionId").integer() }

    public var derEncoded: [UInt8] { DERWriter.encode(capacity: 12) { $0.writePrimitive(tag: 0x02, contentBytes) } }
}
