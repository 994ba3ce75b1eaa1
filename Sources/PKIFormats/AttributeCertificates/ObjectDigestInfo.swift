/// RFC 5755 §4.1
///
///     ObjectDigestInfo ::= SEQUENCE {
///         digestedObjectType  ENUMERATED { publicKey (0), publicKeyCert (1), otherObjectTypes (2) },
///         otherObjectTypeID   OBJECT IDENTIFIER OPTIONAL,
///         digestAlgorithm     AlgorithmIdentifier,
///         objectDigest        BIT STRING }
public struct ObjectDigestInfo: Hashable, Sendable {
    /// What the digest is of.
    public enum ObjectType: Int, Hashable, Sendable, CaseIterable {
        /// The DER of the SubjectPublicKeyInfo.
        case publicKey = 0
        /// The DER of the whole certificate.
        case publicKeyCertificate = 1
        /// What ``ObjectDigestInfo/otherObjectType`` says; RFC 5755 §7.3 forbids it.
        case other = 2
    }

    /// What the digest is of.
    public let objectType: ObjectType
    /// Which other kind of object it is; `nil` for keys and certificates.
    public let otherObjectType: OID?
    /// The hash function.
    public let digestAlgorithm: AlgorithmIdentifier
    /// The hash value.
    public let digest: [UInt8]

    /// Creates the value.
    public init(_ objectType: ObjectType, digestAlgorithm: AlgorithmIdentifier, digest: [UInt8], otherObjectType: OID? = nil) {
        self.objectType = objectType
        self.otherObjectType = otherObjectType
        self.digestAlgorithm = digestAlgorithm
        self.digest = digest
    }

    /// Reads it under its own tag or an implicit one.
    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(element.tag, of: "ObjectDigestInfo")
        let type = try fields.next("digestedObjectType")
        let number = try type.integer(.enumerated)
        guard let objectType = ObjectType(rawValue: number) else { throw type.fail("\(number) is no type of object") }
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
