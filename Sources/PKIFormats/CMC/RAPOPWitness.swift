/// RFC 5272 §6.8 (control 1.3.6.1.5.5.7.7.11)
///
///     LraPopWitness ::= SEQUENCE { pkiDataBodyid BodyPartID, bodyIds SEQUENCE OF BodyPartID }
///
/// A registration authority says for which requests it has verified possession of the key.
public struct RAPOPWitness: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.11
    public static let oid = OID.CMC.lraPOPWitness
    /// The nested message meant; 0 when the requests are parts of this message.
    public let dataReference: Int
    /// The requests meant.
    public let bodyParts: [Int]

    public init(dataReference: Int, bodyParts: [Int]) {
        self.dataReference = dataReference
        self.bodyParts = bodyParts
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "LraPopWitness").fields()
        dataReference = try TaggedAttribute.readBodyPartID(fields.next("pkiDataBodyid"))
        bodyParts = try BodyPartReference.readNumbers(fields.next("bodyIds"))
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 32) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(dataReference)
                BodyPartReference.writePath(bodyParts, to: &writer)
            }
        }
    }
}
