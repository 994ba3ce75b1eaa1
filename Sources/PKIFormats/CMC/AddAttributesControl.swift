/// Microsoft's CMC control 1.3.6.1.4.1.311.10.10.1, which attaches attributes to a part of a message (MS-WCCE, szOID_CMC_ADD_ATTRIBUTES).
///
///     CmcAddAttributes ::= SEQUENCE {
///         pkiDataReference  BodyPartID,
///         certReferences    SEQUENCE OF BodyPartID,
///         attributes        SET OF Attribute }
public struct AddAttributesControl: CMCControlValue {
    /// 1.3.6.1.4.1.311.10.10.1
    public static let oid = OID.Microsoft.addAttributes
    /// The nested message meant; 0 when it is a request of this message.
    public let dataReference: Int
    /// The requests meant.
    public let certificateReferences: [Int]
    /// The attributes.
    public let attributes: [CMSAttribute]

    /// Creates the value; the attributes are put in the order of DER.
    public init(dataReference: Int = 0, certificateReferences: [Int] = [1], attributes: [CMSAttribute]) {
        self.dataReference = dataReference
        self.certificateReferences = certificateReferences
        self.attributes = attributes.inSetOrder(\.derEncoded)
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "CmcAddAttributes").fields()
        dataReference = try TaggedAttribute.readBodyPartID(fields.next("pkiDataReference"))
        var references: [Int] = []
        for member in try fields.next("certReferences").members() { references.append(try TaggedAttribute.readBodyPartID(member)) }
        certificateReferences = references
        var attributes: [CMSAttribute] = []
        for member in try fields.next("attributes").members(.set) { attributes.append(try CMSAttribute(member)) }
        self.attributes = attributes
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 96) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(dataReference)
                writer.writeSequence { writer in
                    for reference in certificateReferences { writer.writeInteger(reference) }
                }
                writer.writeMembers(attributes.map(\.derEncoded))
            }
        }
    }
}
