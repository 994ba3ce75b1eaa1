/// RFC 9654 §2.1 (which replaces RFC 6960 §4.4.1)
///
///     Nonce ::= OCTET STRING (SIZE (1..128))
///
/// Ties a response to one request. New requests should carry 32 octets.
public struct OCSPNonce: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.48.1.2
    public static let oid = OID.Extensions.ocspNonce

    /// How many octets a nonce may have.
    public static let lengths = 1...128

    /// The octets.
    public let bytes: [UInt8]

    /// Creates the value.
    /// - Parameter bytes: 1 through 128 octets from a secure random source; 32 are recommended. Beyond 128 they are cut off.
    public init(_ bytes: [UInt8]) {
        self.bytes = Array(bytes.prefix(Self.lengths.upperBound))
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: value, structure: "Nonce")
        bytes = try element.octetString()
        guard Self.lengths.contains(bytes.count) else { throw element.fail("a nonce has 1 through 128 octets, this has \(bytes.count)") }
    }

    /// The DER of the value.
    public var value: [UInt8] { DERWriter.encode(capacity: bytes.count + 4) { $0.writeOctetString(bytes) } }
}
