/// RFC 5272 §3.2.1.2
///
///     TaggedRequest ::= CHOICE {
///         tcr  [0] SEQUENCE { bodyPartID BodyPartID, certificationRequest CertificationRequest },
///         crm  [1] CertReqMsg,
///         orm  [2] SEQUENCE { bodyPartID BodyPartID, requestMessageType OBJECT IDENTIFIER, requestMessageValue ANY } }
///
/// A request of a CMC message. All tags are implicit.
public enum TaggedRequest: Hashable, Sendable {
    /// A PKCS #10 request.
    case certificationRequest(bodyPartID: Int, CertificationRequest)
    /// A CRMF request; its number within the message is its `certReqId`.
    case certRequestMessage(CertReqMsg)
    /// A request of another kind; `value` is one element of DER.
    case other(bodyPartID: Int, type: OID, value: [UInt8])

    /// The number of the request within the message.
    public var bodyPartID: Int {
        switch self {
        case .certificationRequest(let number, _), .other(let number, _, _): number
        case .certRequestMessage(let message): message.request.id
        }
    }

    /// Reads the DER of a TaggedRequest; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "TaggedRequest"))
    }

    init(_ element: DERElement) throws(FormatError) {
        switch element.tag {
        case .context(0):
            var fields = try element.fields(.context(0), of: "TaggedCertificationRequest")
            let number = try TaggedAttribute.readBodyPartID(fields.next("bodyPartID"))
            let request = try fields.next("certificationRequest")
            try fields.finish()
            do {
                self = .certificationRequest(bodyPartID: number, try CertificationRequest(derEncoded: request.encoded))
            } catch {
                throw error.inside("TaggedRequest", field: "certificationRequest", at: request.offset)
            }
        case .context(1):
            self = .certRequestMessage(try element.underSequenceTag { element throws(FormatError) in try CertReqMsg(element) })
        case .context(2):
            var fields = try element.fields(.context(2), of: "OtherReqMsg")
            let number = try TaggedAttribute.readBodyPartID(fields.next("bodyPartID"))
            let type = try fields.next("requestMessageType").oid()
            self = .other(bodyPartID: number, type: type, value: try fields.next("requestMessageValue").encoded)
            try fields.finish()
        default: throw element.fail("expected [0] to [2] of TaggedRequest, found \(element.tag.name)")
        }
    }

    /// The DER of the request with its tag.
    public var derEncoded: [UInt8] { DERWriter.encode(capacity: 1024) { write(to: &$0) } }

    func write(to writer: inout DERWriter) {
        switch self {
        case .certificationRequest(let number, let request):
            writer.writeElement(tag: 0xA0) { writer in
                writer.writeInteger(number)
                writer.writeRaw(request.derEncoded)
            }
        case .certRequestMessage(let message): writer.writeImplicit(0xA1, message.derEncoded)
        case .other(let number, let type, let value):
            writer.writeElement(tag: 0xA2) { writer in
                writer.writeInteger(number)
                writer.writeOID(type)
                writer.writeRaw(value)
            }
        }
    }
}
