/// RFC 5272 §3.2.1
///
///     PKIData ::= SEQUENCE {
///         controlSequence   SEQUENCE SIZE (0..MAX) OF TaggedAttribute,
///         reqSequence       SEQUENCE SIZE (0..MAX) OF TaggedRequest,
///         cmsSequence       SEQUENCE SIZE (0..MAX) OF TaggedContentInfo,
///         otherMsgSequence  SEQUENCE SIZE (0..MAX) OF OtherMsg }
///
/// The content of a CMC full request, under the content type ``OID/CMC/pkiData``. The numbers of its parts are unique. It keeps the bytes
/// that were read.
public struct PKIData: Hashable, Sendable {
    /// The controls, in order.
    public let controls: [TaggedAttribute]
    /// The requests, in order.
    public let requests: [TaggedRequest]
    /// The CMS messages inside, in order.
    public let contentInfos: [TaggedContentInfo]
    /// The other parts, in order.
    public let otherMessages: [OtherMessage]
    /// The reqSequence, with tag and length: the input of the identity proof (§6.2.1).
    public let requestSequenceBytes: [UInt8]
    public let derEncoded: [UInt8]

    /// Creates a message. The numbers of the parts must differ from one another; ``duplicateBodyPartID`` checks this.
    public init(
        controls: [TaggedAttribute] = [],
        requests: [TaggedRequest] = [],
        contentInfos: [TaggedContentInfo] = [],
        otherMessages: [OtherMessage] = []
    ) {
        self.controls = controls
        self.requests = requests
        self.contentInfos = contentInfos
        self.otherMessages = otherMessages
        let requestSequence = Self.encode(requests: requests)
        requestSequenceBytes = requestSequence
        derEncoded = DERWriter.encode(capacity: requestSequence.count + 512) { writer in
            writer.writeSequence { writer in
                writer.writeSequence(of: controls)
                writer.writeRaw(requestSequence)
                writer.writeSequence(of: contentInfos)
                writer.writeSequence(of: otherMessages)
            }
        }
    }

    /// Reads the DER of a PKIData; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        let whole = try DERElement(parsing: derEncoded, structure: "PKIData")
        var fields = try whole.fields()
        controls = try fields.next("controlSequence").list(of: TaggedAttribute.init)
        let requestSequence = try fields.next("reqSequence")
        requests = try requestSequence.list(of: TaggedRequest.init)
        contentInfos = try fields.next("cmsSequence").list(of: TaggedContentInfo.init)
        otherMessages = try fields.next("otherMsgSequence").list(of: OtherMessage.init)
        try fields.finish()
        requestSequenceBytes = requestSequence.encoded
        self.derEncoded = derEncoded
        if let number = duplicateBodyPartID { throw whole.fail("the body part \(number) occurs twice") }
    }

    /// The first number that two parts share (§3.2.2); `nil` when all numbers differ.
    public var duplicateBodyPartID: Int? {
        var seen: Set<Int> = []
        let numbers = controls.map(\.bodyPartID) + requests.map(\.bodyPartID) + contentInfos.map(\.bodyPartID)
        for number in numbers + otherMessages.map(\.bodyPartID) where !seen.insert(number).inserted { return number }
        return nil
    }

    /// The DER of a reqSequence.
    public static func encode(requests: [TaggedRequest]) -> [UInt8] {
        DERWriter.encode(capacity: 1024) { $0.writeSequence(of: requests) }
    }

    /// Compares the encodings.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}

/// RFC 5272 §3.2.1.1
///
///     TaggedAttribute ::= SEQUENCE { bodyPartID BodyPartID, attrType OBJECT IDENTIFIER, attrValues SET OF AttributeValue }
///
/// A control of a CMC message.
public struct TaggedAttribute: Hashable, Sendable, DERWritable {
    /// The number of the part within the message, 1 to 4,294,967,295.
    public let bodyPartID: Int

    /// The identifier of the control (see ``OID/CMC``).
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

/// RFC 5272 §3.2.1.2
///
///     TaggedRequest ::= CHOICE {
///         tcr  [0] SEQUENCE { bodyPartID BodyPartID, certificationRequest CertificationRequest },
///         crm  [1] CertReqMsg,
///         orm  [2] SEQUENCE { bodyPartID BodyPartID, requestMessageType OBJECT IDENTIFIER, requestMessageValue ANY } }
///
/// A request of a CMC message. All tags are implicit.
public enum TaggedRequest: Hashable, Sendable, DERWritable {
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
            self = .certRequestMessage(try element.underSequenceTag(CertReqMsg.init))
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

/// RFC 5272 §3.2.1.3
///
///     TaggedContentInfo ::= SEQUENCE { bodyPartID BodyPartID, contentInfo ContentInfo }
///
/// A CMS message inside a CMC message: a nested request, or encrypted data.
public struct TaggedContentInfo: Hashable, Sendable, DERWritable {
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

/// RFC 5272 §3.2.1.4
///
///     OtherMsg ::= SEQUENCE { bodyPartID BodyPartID, otherMsgType OBJECT IDENTIFIER, otherMsgValue ANY DEFINED BY otherMsgType }
///
/// A part of a CMC message that is neither a control, a request nor CMS.
public struct OtherMessage: Hashable, Sendable, DERWritable {
    /// The number of the part within the message.
    public let bodyPartID: Int
    /// The type of ``value``.
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
