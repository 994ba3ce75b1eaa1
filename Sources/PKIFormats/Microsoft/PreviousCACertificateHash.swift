/// The certificate a renewed CA certificate follows, 1.3.6.1.4.1.311.21.2.
///
///     PreviousCACertificateHash ::= OCTET STRING
public struct PreviousCACertificateHash: CertificateExtensionValue {
    /// 1.3.6.1.4.1.311.21.2
    public static let oid = OID.Microsoft.previousCACertificateHash

    /// The SHA-1 of the earlier certificate, 20 octets.
    public let bytes: [UInt8]

    /// Creates the value.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        bytes = try DERElement(parsing: value, structure: "PreviousCACertificateHash").octetString()
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: bytes.count + 4) { $0.writeOctetString(bytes) }
    }
}
