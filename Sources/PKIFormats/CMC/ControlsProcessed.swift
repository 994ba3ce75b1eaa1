/// RFC 5272 §6.19 (control 1.3.6.1.5.5.7.7.32)
///
///     ControlsProcessed ::= SEQUENCE { bodyList SEQUENCE SIZE (1..MAX) OF BodyPartReference }
///
/// Which controls a registration authority has dealt with, so that the next server leaves them alone.
public struct ControlsProcessed: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.32
    public static let oid = OID.CMC.controlProcessed
    /// The controls.
    public let bodyList: [BodyPartReference]

    public init(_ bodyList: [BodyPartReference]) { self.bodyList = bodyList }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "ControlsProcessed").fields()
        bodyList = try BodyPartReference.readList(fields.next("bodyList"))
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 32) { writer in
            writer.writeSequence { writer in
                writer.writeSequence { writer in
                    for reference in bodyList { reference.write(to: &writer) }
                }
            }
        }
    }
}
