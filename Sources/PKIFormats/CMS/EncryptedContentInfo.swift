/// RFC 5652 §6.1
///
///     EncryptedContentInfo ::= SEQUENCE {
///         contentType                 ContentType,
///         contentEncryptionAlgorithm  ContentEncryptionAlgorithmIdentifier,
///         encryptedContent            [0] IMPLICIT OCTET STRING OPTIONAL }
public struct EncryptedContentInfo: Hashable, Sendable {
    /// What the content is once decrypted.
    public let contentType: OID
    /// The cipher with its parameters, such as the initialisation vector.
    public let algorithm: AlgorithmIdentifier
    /// The encrypted content; `nil` when it travels apart.
    public let encryptedContent: [UInt8]?

    public init(contentType: OID, algorithm: AlgorithmIdentifier, encryptedContent: [UInt8]?) {
        self.contentType = contentType
        self.algorithm = algorithm
        self.encryptedContent = encryptedContent
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "EncryptedContentInfo")
        contentType = try fields.next("contentType").oid()
        algorithm = try AlgorithmIdentifier(fields.next("contentEncryptionAlgorithm"))
        encryptedContent = try fields.optional(context: 0, "encryptedContent")?.octetString(.context(0))
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeOID(contentType)
            writer.writeRaw(algorithm.derEncoded)
            if let encryptedContent { writer.writeOctetString(encryptedContent, tag: 0x80) }
        }
    }
}
