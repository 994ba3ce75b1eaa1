/// RFC 5755 §4.2.2
///
///     Holder ::= SEQUENCE {
///         baseCertificateID  [0] IssuerSerial OPTIONAL,
///         entityName         [1] GeneralNames OPTIONAL,
///         objectDigestInfo   [2] ObjectDigestInfo OPTIONAL }
///
/// The holder of the attributes. RFC 5755 recommends one of the three fields.
public struct AttributeCertificateHolder: Hashable, Sendable {
    /// The certificate of the holder, by issuer and number.
    public let baseCertificateID: IssuerSerial?
    /// The names of the holder; empty when absent.
    public let entityName: [GeneralName]
    /// The hash of the holder's key or certificate.
    public let objectDigestInfo: ObjectDigestInfo?

    /// Creates the value; at least one of the three must be given.
    public init(baseCertificateID: IssuerSerial? = nil, entityName: [GeneralName] = [], objectDigestInfo: ObjectDigestInfo? = nil) {
        self.baseCertificateID = baseCertificateID
        self.entityName = entityName
        self.objectDigestInfo = objectDigestInfo
    }

    /// Names the holder of `certificate` by issuer and number.
    public init(of certificate: Certificate) {
        self.init(baseCertificateID: IssuerSerial(of: certificate))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "Holder")
        baseCertificateID = try fields.optional(.context(0), "baseCertificateID", IssuerSerial.init)
        entityName = try fields.optional(1, "entityName", GeneralName.readSequence) ?? []
        objectDigestInfo = try fields.optional(.context(2), "objectDigestInfo", ObjectDigestInfo.init)
        try fields.finish()
        guard baseCertificateID != nil || !entityName.isEmpty || objectDigestInfo != nil else {
            throw element.fail("the structure lacks all three ways to name the holder")
        }
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            baseCertificateID?.write(to: &writer, tag: 0xA0)
            if !entityName.isEmpty { writer.writeSequence(of: entityName, tag: 0xA1) }
            objectDigestInfo?.write(to: &writer, tag: 0xA2)
        }
    }
}

/// RFC 5755 §4.1
///
///     AttCertIssuer ::= CHOICE { v1Form GeneralNames, v2Form [0] V2Form }
///     V2Form ::= SEQUENCE {
///         issuerName         GeneralNames OPTIONAL,
///         baseCertificateID  [0] IssuerSerial OPTIONAL,
///         objectDigestInfo   [1] ObjectDigestInfo OPTIONAL }
public enum AttributeCertificateIssuer: Hashable, Sendable {
    /// The older form, which RFC 5755 forbids to issuers.
    case v1Form([GeneralName])
    /// The form in use. §4.2.3 allows only one directory name.
    case v2Form(issuerName: [GeneralName], baseCertificateID: IssuerSerial?, objectDigestInfo: ObjectDigestInfo?)

    /// Creates the issuer with this name, in the form that §4.2.3 demands.
    public init(_ name: DistinguishedName) {
        self = .v2Form(issuerName: [.directoryName(name)], baseCertificateID: nil, objectDigestInfo: nil)
    }

    /// The issuer's names, of either form.
    public var names: [GeneralName] {
        switch self {
        case .v1Form(let names), .v2Form(let names, _, _): names
        }
    }

    /// The first directory name; `nil` when no name is one.
    public var directoryName: DistinguishedName? {
        for case .directoryName(let name) in names { return name }
        return nil
    }

    init(_ element: DERElement) throws(FormatError) {
        guard element.tag == .context(0) else {
            self = .v1Form(try GeneralName.readSequence(element))
            return
        }
        var fields = try element.fields(.context(0), of: "V2Form")
        self = .v2Form(
            issuerName: try fields.optional(.sequence, "issuerName") { element throws(FormatError) in try GeneralName.readSequence(element)
            } ?? [],
            baseCertificateID: try fields.optional(.context(0), "baseCertificateID", IssuerSerial.init),
            objectDigestInfo: try fields.optional(.context(1), "objectDigestInfo", ObjectDigestInfo.init)
        )
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        switch self {
        case .v1Form(let names): writer.writeRaw(GeneralName.encode(names))
        case .v2Form(let names, let baseCertificateID, let objectDigestInfo):
            writer.writeElement(tag: 0xA0) { writer in
                if !names.isEmpty { writer.writeRaw(GeneralName.encode(names)) }
                baseCertificateID?.write(to: &writer, tag: 0xA0)
                objectDigestInfo?.write(to: &writer, tag: 0xA1)
            }
        }
    }
}

/// RFC 5755 §4.1
///
///     IssuerSerial ::= SEQUENCE {
///         issuer     GeneralNames,
///         serial     CertificateSerialNumber,
///         issuerUID  UniqueIdentifier OPTIONAL }
public struct IssuerSerial: Hashable, Sendable {
    /// The names of the issuer of the certificate; RFC 5755 allows one directory name.
    public let issuer: [GeneralName]
    /// The content octets of the certificate's serial number.
    public let serialNumber: [UInt8]
    /// The content octets of the BIT STRING, with the count of unused bits first; `nil` when absent.
    public let issuerUniqueID: [UInt8]?

    public init(issuer: [GeneralName], serialNumber: [UInt8], issuerUniqueID: [UInt8]? = nil) {
        self.issuer = issuer
        self.serialNumber = serialNumber
        self.issuerUniqueID = issuerUniqueID
    }

    /// Names `certificate`.
    public init(of certificate: Certificate) {
        self.init(
            issuer: [.directoryName(certificate.issuer)],
            serialNumber: certificate.serialNumber,
            issuerUniqueID: certificate.issuerUniqueID
        )
    }

    /// Reads the structure with its own tag or an implicit one.
    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(element.tag, of: "IssuerSerial")
        issuer = try GeneralName.readSequence(fields.next("issuer"))
        serialNumber = try fields.next("serial").integerBytes()
        issuerUniqueID = try fields.optional(.bitString, "issuerUID")?.uniqueIdentifier()
        try fields.finish()
    }

    func write(to writer: inout DERWriter, tag: UInt8 = 0x30) {
        writer.writeElement(tag: tag) { writer in
            writer.writeRaw(GeneralName.encode(issuer))
            writer.writePrimitive(tag: 0x02, serialNumber)
            if let issuerUniqueID { writer.writePrimitive(tag: 0x03, issuerUniqueID) }
        }
    }
}

extension DERElement {
    /// `UniqueIdentifier ::= BIT STRING`: its content octets, with the count of unused bits first.
    func uniqueIdentifier() throws(FormatError) -> [UInt8] {
        let bits = try bitString()
        return [UInt8(bits.unusedBits)] + bits.bytes
    }
}

/// RFC 5755 §4.1
///
///     ObjectDigestInfo ::= SEQUENCE {
///         digestedObjectType  ENUMERATED { publicKey (0), publicKeyCert (1), otherObjectTypes (2) },
///         otherObjectTypeID   OBJECT IDENTIFIER OPTIONAL,
///         digestAlgorithm     AlgorithmIdentifier,
///         objectDigest        BIT STRING }
public struct ObjectDigestInfo: Hashable, Sendable {
    /// The kind of object of which this is the digest.
    public enum ObjectType: Int, Hashable, Sendable, CaseIterable {
        /// The DER of the SubjectPublicKeyInfo.
        case publicKey = 0
        /// The DER of the whole certificate.
        case publicKeyCertificate = 1
        /// The kind that ``ObjectDigestInfo/otherObjectType`` names; RFC 5755 §7.3 forbids it.
        case other = 2
    }

    /// The kind of object of which this is the digest.
    public let objectType: ObjectType
    /// The other kind of object; `nil` for keys and certificates.
    public let otherObjectType: OID?
    /// The hash function.
    public let digestAlgorithm: AlgorithmIdentifier
    /// The hash value.
    public let digest: [UInt8]

    public init(_ objectType: ObjectType, digestAlgorithm: AlgorithmIdentifier, digest: [UInt8], otherObjectType: OID? = nil) {
        self.objectType = objectType
        self.otherObjectType = otherObjectType
        self.digestAlgorithm = digestAlgorithm
        self.digest = digest
    }

    /// Reads the structure with its own tag or an implicit one.
    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(element.tag, of: "ObjectDigestInfo")
        let type = try fields.next("digestedObjectType")
        let number = try type.integer(.enumerated)
        guard let objectType = ObjectType(rawValue: number) else { throw type.fail("\(number) is not a type of object") }
        self.objectType = objectType
        otherObjectType = try fields.optional(.objectIdentifier, "otherObjectTypeID")?.oid()
        digestAlgorithm = try AlgorithmIdentifier(fields.next("digestAlgorithm"))
        digest = try fields.next("objectDigest").octetAlignedBitString()
        try fields.finish()
    }

    func write(to writer: inout DERWriter, tag: UInt8 = 0x30) {
        writer.writeElement(tag: tag) { writer in
            writer.writeEnumerated(objectType.rawValue)
            if let otherObjectType { writer.writeOID(otherObjectType) }
            writer.writeRaw(digestAlgorithm.derEncoded)
            writer.writeBitString(digest)
        }
    }
}
