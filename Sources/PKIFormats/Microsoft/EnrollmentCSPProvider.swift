/// Which cryptographic provider holds the key, 1.3.6.1.4.1.311.13.2.2 (MS-WCCE 2.2.2.7.2). A claim of the client; nothing may depend on it.
///
///     EnrollmentCSPProvider ::= SEQUENCE { keySpec INTEGER, providerName BMPString, signature BIT STRING }
public struct EnrollmentCSPProvider: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.13.2.2
    public static let oid = OID.Microsoft.enrollmentCSPProvider

    /// 0 for none, 1 for exchange, 2 for signature keys.
    public let keySpec: Int

    /// The provider's name.
    public let providerName: String

    /// The content of the BIT STRING, nearly always empty.
    public let signature: [UInt8]

    /// The DER of the value, as it was read.
    public let derEncoded: [UInt8]

    /// Creates the value.
    public init(keySpec: Int, providerName: String, signature: [UInt8] = []) {
        self.keySpec = keySpec
        self.providerName = providerName
        self.signature = signature
        derEncoded = DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(keySpec)
                writer.writeBMPString(providerName)
                writer.writeBitString(signature)
            }
        }
    }

    /// Reads an attribute value.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "EnrollmentCSPProvider").fields()
        keySpec = try fields.next("keySpec").integer()
        providerName = try fields.next("providerName").anyString()
        signature = try fields.next("signature").bitString().bytes
        try fields.finish()
        self.derEncoded = derEncoded
    }
}
