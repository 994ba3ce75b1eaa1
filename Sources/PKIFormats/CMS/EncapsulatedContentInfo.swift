/// RFC 5652 §5.2
///
///     EncapsulatedContentInfo ::= SEQUENCE {
///         eContentType  OBJECT IDENTIFIER,
///         eContent      [0] EXPLICIT OCTET STRING OPTIONAL }
public struct EncapsulatedContentInfo: Hashable, Sendable {
    /// What the content is.
    public let contentType: OID
    /// The content of the OCTET STRING; `nil` when it is detached. In PKCS #7 1.5 content of another type is the whole DER element,
    /// and ``isOctetString`` is false.
    public let content: [UInt8]?
    /// Whether ``content`` stood in an OCTET STRING, as CMS demands.
    public let isOctetString: Bool

    public init(contentType: OID, content: [UInt8]?) {
        self.contentType = contentType
        self.content = content
        isOctetString = true
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "EncapsulatedContentInfo")
        contentType = try fields.next("eContentType").oid()
        if let element = try fields.optional(context: 0, "eContent")?.explicitContent(0) {
            isOctetString = element.tag == .octetString
            content = isOctetString ? try element.octetString() : element.encoded
        } else {
            isOctetString = true
            content = nil
        }
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeOID(contentType)
            guard let content else { return }
            writer.writeExplicit(0) { writer in
                if isOctetString { writer.writeOctetString(content) } else { writer.writeRaw(content) }
            }
        }
    }
}
