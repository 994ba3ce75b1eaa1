/// RFC 5084 §3.2
///
///     GCMParameters ::= SEQUENCE {
///         aes-nonce   OCTET STRING,
///         aes-ICVlen  INTEGER (12 | 13 | 14 | 15 | 16) DEFAULT 12 }
public struct GCMParameters: Hashable, Sendable {
    /// The nonce; 12 octets are recommended.
    public let nonce: [UInt8]
    /// Octets of the authentication tag, 12 through 16.
    public let tagByteCount: Int

    public init(nonce: [UInt8], tagByteCount: Int = 16) {
        self.nonce = nonce
        self.tagByteCount = tagByteCount
    }

    /// Reads the DER of the parameters.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "GCMParameters").fields()
        nonce = try fields.next("aes-nonce").octetString()
        let count = fields.optional(.integer, "aes-ICVlen")
        tagByteCount = try count?.integer() ?? 12
        if let count, !(12...16).contains(tagByteCount) { throw count.fail("a tag of \(tagByteCount) octets is not 12 to 16 long") }
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 24) { writer in
            writer.writeSequence { writer in
                writer.writeOctetString(nonce)
                if tagByteCount != 12 { writer.writeInteger(tagByteCount) }
            }
        }
    }
}
