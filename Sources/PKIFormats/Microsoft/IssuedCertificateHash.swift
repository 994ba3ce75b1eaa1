/// The certificate a full response is about, 1.3.6.1.4.1.311.21.17 (MS-WCCE 3.2.1.4.2.1.4.8).
///
///     IssuedCertificateHash ::= OCTET STRING
public struct IssuedCertificateHash: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.21.17
    public static let oid = OID.Microsoft.issuedCertificateHash

    /// The SHA-1 of the issued certificate.
    public let bytes: [UInt8]

    /// Creates the value.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads the value.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        bytes = try DERElement(parsing: derEncoded, structure: "IssuedCertificateHash").octetString()
    }

    /// The DER of the value.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: bytes.count + 4) { $0.writeOctetString(bytes) }
    }
}
