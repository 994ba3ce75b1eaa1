/// RFC 5652 §3
///
///     ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT ANY DEFINED BY contentType }
public struct ContentInfo: Hashable, Sendable {
    /// The type of the content (see ``OID/CMS``).
    public let contentType: OID

    /// The DER of the content; empty when PKCS #7 omits it.
    public let content: [UInt8]

    public init(contentType: OID, content: [UInt8]) {
        self.contentType = contentType
        self.content = content
    }

    /// Reads the DER of a ContentInfo; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "ContentInfo").fields()
        contentType = try fields.next("contentType").oid()
        content = try fields.optional(context: 0, "content")?.explicitContent(0).encoded ?? []
        try fields.finish()
    }

    /// Reads BER: indefinite lengths and strings in segments are accepted (see ``BERTranscoder``). ``content`` is then DER, except for
    /// strings under an implicit tag; read it with the `berEncoded` initializer of its type.
    public init(berEncoded: [UInt8]) throws(FormatError) {
        try self.init(derEncoded: BERTranscoder.der(from: berEncoded, structure: "ContentInfo"))
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: content.count + 32) { writer in
            writer.writeSequence { writer in
                writer.writeOID(contentType)
                if !content.isEmpty { writer.writeExplicit(0) { $0.writeRaw(content) } }
            }
        }
    }
}
