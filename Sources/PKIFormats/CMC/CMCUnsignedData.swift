/// RFC 5272 §6 and appendix A (the unsigned attribute 1.2.840.113549.1.9.16.2.34)
///
///     CMCUnsignedData ::= SEQUENCE {
///         bodyPartPath  BodyPartPath,
///         identifier    OBJECT IDENTIFIER,
///         content       ANY DEFINED BY identifier }
///
/// Data that may be taken away without breaking the signature, such as a key to be archived.
public struct CMCUnsignedData: Hashable, Sendable {
    /// The part it belongs to, from the outside in.
    public let path: [Int]
    /// The type of ``content``.
    public let identifier: OID
    /// One element of DER.
    public let content: [UInt8]

    public init(path: [Int], identifier: OID, content: [UInt8]) {
        self.path = path
        self.identifier = identifier
        self.content = content
    }

    /// Reads the DER of a CMCUnsignedData; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "CMCUnsignedData").fields()
        path = try BodyPartReference.readPath(fields.next("bodyPartPath"))
        identifier = try fields.next("identifier").oid()
        content = try fields.next("content").encoded
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: content.count + 32) { writer in
            writer.writeSequence { writer in
                BodyPartReference.writePath(path, to: &writer)
                writer.writeOID(identifier)
                writer.writeRaw(content)
            }
        }
    }
}
