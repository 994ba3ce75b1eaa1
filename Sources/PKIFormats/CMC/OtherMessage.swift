/// RFC 5272 §3.2.1.4
///
///     OtherMsg ::= SEQUENCE { bodyPartID BodyPartID, otherMsgType OBJECT IDENTIFIER, otherMsgValue ANY DEFINED BY otherMsgType }
///
/// A part of a CMC message that is neither a control, a request nor CMS.
public struct OtherMessage: Hashable, Sendable {
    /// The number of the part within the message.
    public let bodyPartID: Int
    /// What it is.
    public let type: OID
    /// One element of DER.
    public let value: [UInt8]

    public init(bodyPartID: Int, type: OID, value: [UInt8]) {
        self.bodyPartID = bodyPartID
        self.type = type
        self.value = value
    }

    /// Reads the DER of an OtherMsg; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "OtherMsg"))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "OtherMsg")
        bodyPartID = try TaggedAttribute.readBodyPartID(fields.next("bodyPartID"))
        type = try fields.next("otherMsgType").oid()
        value = try fields.next("otherMsgValue").encoded
        try fields.finish()
    }

    public var derEncoded: [UInt8] { DERWriter.encode(capacity: value.count + 32) { write(to: &$0) } }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeInteger(bodyPartID)
            writer.writeOID(type)
            writer.writeRaw(value)
        }
    }
}
