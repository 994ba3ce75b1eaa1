/// One signed message of an ``EnrollmentMessage``: SignedData around a PKCS #10 request, around another message, or around a PKIData.
public struct EnrollmentLayer: Hashable, Sendable {
    /// The position of the message around this one; `nil` for the outermost.
    public let parent: Int?
    /// The number of this message among the parts of the PKIData around it; `nil` outside of one.
    public let bodyPartID: Int?
    /// The message with its signers and certificates.
    public let signedData: SignedData
    /// The CMC request it holds; `nil` in PKCS #7, whose content is plain data.
    public let data: PKIData?

    /// The controls of the CMC request.
    public var controls: [TaggedAttribute] { data?.controls ?? [] }

    /// The controls this library does not know. A server has to refuse a message that has one (RFC 5272 §3.2.1.1).
    public var unknownControls: [TaggedAttribute] { controls.filter { KnownControls.decoders[$0.oid] == nil } }
}
