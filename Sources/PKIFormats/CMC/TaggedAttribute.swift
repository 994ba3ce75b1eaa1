/// RFC 5272 §3.2.1.1
///
///     TaggedAttribute ::= SEQUENCE { bodyPartID BodyPartID, attrType OBJECT IDENTIFIER, attrValues SET OF AttributeValue }
///
/// A control of a CMC message.
public struct TaggedAttribute: Hashable, Sendable {
    /// The number of the part within the message, 1 to 4,294,967,295.
    public let bodyPartID: Int

    /// Which control (see ``OID/CMC``).
    public let oid: OID

    /// The values, each as DER.
    public let values: [[UInt8]]

    /// Creates a control; the values are put in the order of DER.
    public init(bodyPartID: Int, oid: OID, values: [[UInt8]]) {
        self.bodyPartID = bodyPartID
        self.oid = oid
        self.values = values.inSetOrder { $0 }
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "TaggedAttribute")
        bodyPartID = try Self.readBodyPartID(fields.next("bodyPartID"))
        oid = try fields.next("attrType").oid()
        values = try fields.next("attrValues").members(.set).map(\.encoded)
        try fields.finish()
    }

    static func readBodyPartID(_ element: DERElement) throws(FormatError) -> Int {
        let number = try element.integer()
        guard (0...4_294_967_295).contains(number) else { throw element.fail("the body part is outside 0…4294967295") }
        return number
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeInteger(bodyPartID)
            writer.writeOID(oid)
            writer.writeMembers(values)
        }
    }
}
