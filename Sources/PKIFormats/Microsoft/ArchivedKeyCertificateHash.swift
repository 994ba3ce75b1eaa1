/// The certificate to which an archived key belongs, 1.3.6.1.4.1.311.21.16.
///
///     ArchivedKeyCertificateHash ::= OCTET STRING
public struct ArchivedKeyCertificateHash: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.21.16
    public static let oid = OID.Microsoft.archivedKeyCertificateHash

    /// The SHA-1 of the certificate.
    public let bytes: [UInt8]

    /// Creates the value.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads the value.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        bytes = try DERElement(parsing: derEncoded, structure: "ArchivedKeyCertificateHash").octetString()
    }

    /// The DER of the value.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: bytes.count + 4) { $0.writeOctetString(bytes) }
    }
}
