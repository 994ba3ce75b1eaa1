/// RFC 5272 §3.2.2
///
///     PKIResponse ::= SEQUENCE {
///         controlSequence   SEQUENCE SIZE (0..MAX) OF TaggedAttribute,
///         cmsSequence       SEQUENCE SIZE (0..MAX) OF TaggedContentInfo,
///         otherMsgSequence  SEQUENCE SIZE (0..MAX) OF OtherMsg }
///
/// The content of a CMC full response, under the content type ``OID/CMC/pkiResponse``.
public struct PKIResponse: Hashable, Sendable {
    /// The controls, in order.
    public let controls: [TaggedAttribute]
    /// The DER of each TaggedContentInfo.
    public let cmsSequence: [[UInt8]]
    /// The DER of each OtherMsg.
    public let otherMessages: [[UInt8]]
    /// The values of the status controls of the first kind, in order.
    public let statuses: [CMCStatusInfo]
    /// The values of the extended status controls, in order.
    public let extendedStatuses: [CMCStatusInfoV2]
    /// The hash (SHA-1) of the certificate that was issued, from Microsoft's attribute 1.3.6.1.4.1.311.21.17.
    public let issuedCertificateHash: [UInt8]?
    /// The hash of the archived key that was received, from Microsoft's attribute 1.3.6.1.4.1.311.21.21.
    public let encryptedKeyHash: [UInt8]?

    /// Creates a response from its controls. Throws when a status or add-attributes control holds an unreadable value.
    public init(controls: [TaggedAttribute], cmsSequence: [[UInt8]] = [], otherMessages: [[UInt8]] = []) throws(FormatError) {
        self.controls = controls
        self.cmsSequence = cmsSequence
        self.otherMessages = otherMessages
        statuses = try controls.values(of: CMCStatusInfo.self)
        extendedStatuses = try controls.values(of: CMCStatusInfoV2.self)
        let attributes = try controls.values(of: AddAttributesControl.self).flatMap(\.attributes)
        issuedCertificateHash = try Self.hash(OID.Microsoft.issuedCertificateHash, in: attributes)
        encryptedKeyHash = try Self.hash(OID.Microsoft.encryptedKeyHash, in: attributes)
    }

    /// Reads the DER of a PKIResponse; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "PKIResponse").fields()
        let controls = try fields.next("controlSequence").list(of: TaggedAttribute.init)
        let cmsSequence = try fields.next("cmsSequence").members().map(\.encoded)
        let otherMessages = try fields.next("otherMsgSequence").members().map(\.encoded)
        try fields.finish()
        try self.init(controls: controls, cmsSequence: cmsSequence, otherMessages: otherMessages)
    }

    /// The response that a Microsoft CA sends: the status as body part 1 and, after issuing, the hash of the certificate as body part 2.
    /// - Parameters:
    ///   - status: the result for the request.
    ///   - issuedCertificateHash: SHA-1 of the certificate's DER; `nil` when none was issued.
    ///   - encryptedKeyHash: the hash of the archived key; `nil` when none was sent.
    ///   - added: further attributes of body part 2, such as the challenge of a key attestation.
    public static func make(
        status: CMCStatusInfo,
        issuedCertificateHash: [UInt8]? = nil,
        encryptedKeyHash: [UInt8]? = nil,
        added: [CMSAttribute] = []
    ) -> PKIResponse {
        var controls = [TaggedAttribute(bodyPartID: 1, oid: OID.CMC.statusInfo, values: [status.derEncoded])]
        let hashes = [(OID.Microsoft.issuedCertificateHash, issuedCertificateHash), (OID.Microsoft.encryptedKeyHash, encryptedKeyHash)]
        let attributes =
            hashes.compactMap { oid, hash in
                hash.map { hash in CMSAttribute(oid, values: [DERWriter.encode(capacity: 40) { $0.writeOctetString(hash) }]) }
            } + added
        if !attributes.isEmpty {
            let value = AddAttributesControl(certificateReferences: status.bodyList, attributes: attributes).derEncoded
            controls.append(TaggedAttribute(bodyPartID: 2, oid: OID.Microsoft.addAttributes, values: [value]))
        }
        return PKIResponse(
            controls: controls,
            statuses: [status],
            issuedCertificateHash: issuedCertificateHash,
            encryptedKeyHash: encryptedKeyHash
        )
    }

    private init(controls: [TaggedAttribute], statuses: [CMCStatusInfo], issuedCertificateHash: [UInt8]?, encryptedKeyHash: [UInt8]?) {
        self.controls = controls
        cmsSequence = []
        otherMessages = []
        self.statuses = statuses
        extendedStatuses = []
        self.issuedCertificateHash = issuedCertificateHash
        self.encryptedKeyHash = encryptedKeyHash
    }

    /// The attributes that the response adds to what it answers, in order.
    public var addedAttributes: [CMSAttribute] {
        get throws(FormatError) { try controls.values(of: AddAttributesControl.self).flatMap(\.attributes) }
    }

    /// The nested CMS messages, read.
    public var contentInfos: [TaggedContentInfo] {
        get throws(FormatError) { try cmsSequence.map(TaggedContentInfo.init(derEncoded:)) }
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 192) { writer in
            writer.writeSequence { writer in
                writer.writeSequence(of: controls)
                writer.writeMembers(cmsSequence, tag: 0x30)
                writer.writeMembers(otherMessages, tag: 0x30)
            }
        }
    }

    private static func hash(_ oid: OID, in attributes: [CMSAttribute]) throws(FormatError) -> [UInt8]? {
        guard let value = attributes.first(where: { $0.oid == oid })?.values.first else { return nil }
        return try DERElement(parsing: value, structure: oid.nameOrDotted).octetString()
    }
}
