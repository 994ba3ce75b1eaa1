/// RFC 2986 §4
///
///     CertificationRequest ::= SEQUENCE {
///         certificationRequestInfo  CertificationRequestInfo,
///         signatureAlgorithm        AlgorithmIdentifier,
///         signature                 BIT STRING }
///     CertificationRequestInfo ::= SEQUENCE {
///         version        INTEGER { v1(0) },
///         subject        Name,
///         subjectPKInfo  SubjectPublicKeyInfo,
///         attributes     [0] IMPLICIT SET OF Attribute }
///
/// Every attribute that this library knows is read at once. A request with an unreadable attribute is refused with the place of the fault,
/// and not treated as if it lacked the attribute. To make a request see ``CertificationRequestInfo``.
public struct CertificationRequest: Sendable {
    /// The whole request.
    public let derEncoded: [UInt8]

    /// The CertificationRequestInfo: the bytes that the signature covers.
    public let infoBytes: [UInt8]

    /// 1 (encoded as 0), except for requests read with ``Leniency/otherVersions``.
    public let version: Int

    /// The subject asked for; often empty, since the CA takes it from its directory.
    public let subject: DistinguishedName

    /// The key to be certified.
    public let subjectPublicKeyInfo: SubjectPublicKeyInfo

    /// All attributes, in order.
    public let attributes: [RequestAttribute]

    /// The algorithm of the proof of possession.
    public let signatureAlgorithm: AlgorithmIdentifier

    /// The content of the signature's BIT STRING.
    public let signature: [UInt8]

    let known: KnownRequestAttributes

    /// Reads the DER of a request; nothing may follow it. For clients with known faults see ``init(encoded:leniency:)``.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(der: derEncoded, original: nil, leniency: [])
    }

    /// - Parameter original: the request and its signed part as they were sent, when `der` was made from them.
    init(der derEncoded: [UInt8], original: (whole: [UInt8], info: [UInt8])?, leniency: Leniency) throws(FormatError) {
        let whole = try DERElement(parsing: derEncoded, structure: "CertificationRequest")
        var outer = try whole.fields()
        let info = try outer.next("certificationRequestInfo")
        signatureAlgorithm = try AlgorithmIdentifier(outer.next("signatureAlgorithm"))
        signature = try outer.next("signature").octetAlignedBitString()
        try outer.finish()

        var fields = try info.fields(of: "CertificationRequestInfo")
        let versionElement = try fields.next("version")
        let encodedVersion = try versionElement.integer()
        guard (leniency.contains(.otherVersions) ? 0...255 : 0...0).contains(encodedVersion) else {
            throw versionElement.fail("the version is not v1 (0)")
        }
        version = encodedVersion + 1
        subject = try DistinguishedName(fields.next("subject"))
        subjectPublicKeyInfo = try SubjectPublicKeyInfo(fields.next("subjectPKInfo"))
        var attributes: [RequestAttribute] = []
        var known = KnownRequestAttributes()
        // Some clients omit the field when it would be empty.
        if let element = fields.optional(context: 0, "attributes") {
            for member in try element.members(.context(0)) {
                let attribute = try RequestAttribute(member, mayBeEmpty: leniency.contains(.emptyAttributeValues))
                if !attribute.values.isEmpty { try known.read(attribute, at: member.offset, leniency: leniency) }
                attributes.append(attribute)
            }
        }
        try fields.finish()
        self.attributes = attributes
        self.known = known
        infoBytes = original?.info ?? info.encoded
        self.derEncoded = original?.whole ?? derEncoded
    }
}

extension CertificationRequest: Hashable {
    /// Compares the encodings.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}

/// The part of a request to be signed (RFC 2986 §4.1; the grammar is at ``CertificationRequest``).
public struct CertificationRequestInfo: Hashable, Sendable {
    /// The subject asked for; may be empty.
    public var subject: DistinguishedName
    /// The key to be certified.
    public var subjectPublicKeyInfo: SubjectPublicKeyInfo
    /// The attributes; DER determines their order.
    public var attributes: [RequestAttribute]

    public init(subject: DistinguishedName, subjectPublicKeyInfo: SubjectPublicKeyInfo, attributes: [RequestAttribute] = []) {
        self.subject = subject
        self.subjectPublicKeyInfo = subjectPublicKeyInfo
        self.attributes = attributes
    }

    /// The DER of the CertificationRequestInfo.
    public func derEncoded() -> [UInt8] {
        DERWriter.encode(capacity: 512) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(0)
                writer.writeRaw(subject.derEncoded)
                writer.writeRaw(subjectPublicKeyInfo.derEncoded)
                writer.writeSetOf(attributes.map(\.derEncoded), tag: 0xA0)
            }
        }
    }

    /// The DER of the request made from its signed part, the algorithm and the signature.
    public static func assemble(info: [UInt8], algorithm: AlgorithmIdentifier, signature: [UInt8]) -> [UInt8] {
        SignedStructure.assemble(body: info, algorithm: algorithm, signature: signature)
    }
}
