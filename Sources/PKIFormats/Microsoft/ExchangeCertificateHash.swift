/// The CA exchange certificate to which something was encrypted, 1.3.6.1.4.1.311.21.27.
///
///     ExchangeCertificateHash ::= OCTET STRING
public struct ExchangeCertificateHash: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.21.27
    public static let oid = OID.Microsoft.exchangeCertificateHash

    /// The SHA-1 of the exchange certificate.
    public let bytes: [UInt8]

    /// Creates the value.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads the value.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        bytes = try DERElement(parsing: derEncoded, structure: "ExchangeCertificateHash").octetString()
    }

    /// The DER of the value.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: bytes.count + 4) { $0.writeOctetString(bytes) }
    }
}
