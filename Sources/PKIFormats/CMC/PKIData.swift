/// RFC 5272 §3.2.1
///
///     PKIData ::= SEQUENCE {
///         controlSequence   SEQUENCE SIZE (0..MAX) OF TaggedAttribute,
///         reqSequence       SEQUENCE SIZE (0..MAX) OF TaggedRequest,
///         cmsSequence       SEQUENCE SIZE (0..MAX) OF TaggedContentInfo,
///         otherMsgSequence  SEQUENCE SIZE (0..MAX) OF OtherMsg }
///
/// The content of a CMC full request, under the content type ``OID/CMC/pkiData``. The numbers of its parts are unique. The bytes that
/// were read are kept.
public struct PKIData: Hashable, Sendable {
    /// The controls, in order.
    public let controls: [TaggedAttribute]
    /// The requests, in order.
    public let requests: [TaggedRequest]
    /// The CMS messages inside, in order.
    public let contentInfos: [TaggedContentInfo]
    /// The other parts, in order.
    public let otherMessages: [OtherMessage]
    /// The reqSequence, tag and length included: what the identity proof is computed over (§6.2.1).
    public let requestSequenceBytes: [UInt8]
    public let derEncoded: [UInt8]

    /// Creates a message. The numbers of the parts must differ from one another; ``duplicateBodyPartID`` tells.
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
                writer.writeSequence { writer in
                    for control in controls { control.write(to: &writer) }
                }
                writer.writeRaw(requestSequence)
                writer.writeSequence { writer in
                    for message in contentInfos { message.write(to: &writer) }
                }
                writer.writeSequence { writer in
                    for message in otherMessages { message.write(to: &writer) }
                }
            }
        }
    }

    /// Reads the DER of a PKIData; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        let whole = try DERElement(parsing: derEncoded, structure: "PKIData")
        var fields = try whole.fields()
        var controls: [TaggedAttribute] = []
        for member in try fields.next("controlSequence").members() { controls.append(try TaggedAttribute(member)) }
        let requestSequence = try fields.next("reqSequence")
        var requests: [TaggedRequest] = []
        for member in try requestSequence.members() { requests.append(try TaggedRequest(member)) }
        var contentInfos: [TaggedContentInfo] = []
        for member in try fields.next("cmsSequence").members() { contentInfos.append(try TaggedContentInfo(member)) }
        var otherMessages: [OtherMessage] = []
        for member in try fields.next("otherMsgSequence").members() { otherMessages.append(try OtherMessage(member)) }
        try fields.finish()
        self.controls = controls
        self.requests = requests
        self.contentInfos = contentInfos
        self.otherMessages = otherMessages
        requestSequenceBytes = requestSequence.encoded
        self.derEncoded = derEncoded
        if let number = duplicateBodyPartID { throw whole.fail("the body part \(number) occurs twice") }
    }

    /// The first number that two parts share (§3.2.2); `nil` when there is none.
    public var duplicateBodyPartID: Int? {
        var seen: Set<Int> = []
        let numbers = controls.map(\.bodyPartID) + requests.map(\.bodyPartID) + contentInfos.map(\.bodyPartID)
        for number in numbers + otherMessages.map(\.bodyPartID) where !seen.insert(number).inserted { return number }
        return nil
    }

    /// The DER of a reqSequence.
    public static func encode(requests: [TaggedRequest]) -> [UInt8] {
        DERWriter.encode(capacity: 1024) { writer in
            writer.writeSequence { writer in
                for request in requests { request.write(to: &writer) }
            }
        }
    }

    /// Compares the encodings.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}
