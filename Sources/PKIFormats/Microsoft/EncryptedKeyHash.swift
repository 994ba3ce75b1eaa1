/// The hash of the encrypted private key, 1.3.6.1.4.1.311.21.21 (MS-WCCE 2.2.2.7.5): in the request for the key sent along, in the response for
/// the one the CA has archived.
///
///     EncryptedKeyHash ::= OCTET STRING
public struct EncryptedKeyHash: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.21.21
    public static let oid = OID.Microsoft.encryptedKeyHash

    /// The hash of the whole value of ``ArchivedKey``: by the hash of the request's signature, SHA-1 with old clients.
    public let bytes: [UInt8]

    /// Creates the value.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads the value.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        bytes = try DERElement(parsing: derEncoded, structure: "EncryptedKeyHash").octetString()
    }

    /// The DER of the value.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: bytes.count + 4) { $0.writeOctetString(bytes) }
    }
}
