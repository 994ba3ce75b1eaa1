/// RFC 5272 §3.2.1.3
///
///     TaggedContentInfo ::= SEQUENCE { bodyPartID BodyPartID, contentInfo ContentInfo }
///
/// A CMS message inside a CMC message: a nested request, or encrypted data.
public struct TaggedContentInfo: Hashable, Sendable {
    /// The number of the part within the message.
    public let bodyPartID: Int
    /// The message.
    public let contentInfo: ContentInfo

    public init(bodyPartID: Int, contentInfo: ContentInfo) {
        self.bodyPartID = bodyPartID
        self.contentInfo = contentInfo
    }

    /// Reads the DER of a TaggedContentInfo; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "TaggedContentInfo"))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "TaggedContentInfo")
        bodyPartID = try TaggedAttribute.readBodyPartID(fields.next("bodyPartID"))
        let message = try fields.next("contentInfo")
        try fields.finish()
        do {
            contentInfo = try ContentInfo(derEncoded: message.encoded)
        } catch {
            throw error.inside("TaggedContentInfo", field: "contentInfo", at: message.offset)
        }
    }

    public var derEncoded: [UInt8] { DERWriter.encode(capacity: contentInfo.content.count + 48) { write(to: &$0) } }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeInteger(bodyPartID)
            writer.writeRaw(contentInfo.derEncoded)
        }
    }
}
