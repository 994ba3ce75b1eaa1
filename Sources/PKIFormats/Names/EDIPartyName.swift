/// RFC 5280 §4.2.1.6
///
///     EDIPartyName ::= SEQUENCE { nameAssigner [0] DirectoryString OPTIONAL, partyName [1] DirectoryString }
///
/// In a GeneralName the SEQUENCE stands under `[5] IMPLICIT`; a DirectoryString is a choice, so that its tags are explicit.
public struct EDIPartyName: Hashable, Sendable {
    /// Who gives out the names.
    public let nameAssigner: AttributeText?

    /// The name.
    public let partyName: AttributeText

    /// Creates a name.
    public init(nameAssigner: AttributeText? = nil, partyName: AttributeText) {
        self.nameAssigner = nameAssigner
        self.partyName = partyName
    }

    /// Reads the whole element of a GeneralName, tag `[5]` included.
    public init(generalName: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: generalName, structure: "EDIPartyName").fields(.context(5))
        if let assigner = fields.optional(context: 0, "nameAssigner") {
            nameAssigner = try AttributeText(assigner.explicitContent(0))
        } else {
            nameAssigner = nil
        }
        partyName = try AttributeText(fields.next("partyName").explicitContent(1))
        try fields.finish()
    }

    /// The GeneralName.
    public var generalName: GeneralName {
        .ediPartyName(
            DERWriter.encode(capacity: 64) { writer in
                writer.writeExplicit(5) { writer in
                    if let nameAssigner { writer.writeExplicit(0) { $0.writeRaw(nameAssigner.derEncoded) } }
                    writer.writeExplicit(1) { $0.writeRaw(partyName.derEncoded) }
                }
            }
        )
    }
}
