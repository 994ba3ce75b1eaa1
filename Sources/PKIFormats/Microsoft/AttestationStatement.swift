/// The proof that a key lives in a security module, 1.3.6.1.4.1.311.21.24: an OCTET STRING around ``KeyAttestationStatement``.
public struct AttestationStatement: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.21.24
    public static let oid = OID.Microsoft.attestationStatement

    /// The content of the OCTET STRING.
    public let bytes: [UInt8]

    /// Creates the value.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Creates the value from the statement.
    public init(_ statement: KeyAttestationStatement) {
        bytes = statement.encoded
    }

    /// Reads the value. Its content is kept even when ``statement()`` cannot read it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        bytes = try DERElement(parsing: derEncoded, structure: "AttestationStatement").octetString()
    }

    /// The DER of the value.
    public var derEncoded: [UInt8] { DERWriter.encode(capacity: bytes.count + 4) { $0.writeOctetString(bytes) } }

    /// Reads the content as a statement of a platform module.
    public func statement() throws(FormatError) -> KeyAttestationStatement {
        try KeyAttestationStatement(encoded: bytes)
    }
}
