#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// RFC 5652 §5.3
///
///     SignerInfo ::= SEQUENCE {
///         version             CMSVersion,
///         sid                 SignerIdentifier,
///         digestAlgorithm     DigestAlgorithmIdentifier,
///         signedAttrs         [0] IMPLICIT SignedAttributes OPTIONAL,
///         signatureAlgorithm  SignatureAlgorithmIdentifier,
///         signature           OCTET STRING,
///         unsignedAttrs       [1] IMPLICIT UnsignedAttributes OPTIONAL }
public struct SignerInfo: Hashable, Sendable, DERWritable {
    /// The signer's certificate, by one of its names.
    public enum Identifier: Hashable, Sendable {
        /// By issuer and the content octets of the serial number.
        case issuerAndSerialNumber(issuer: DistinguishedName, serialNumber: [UInt8])
        /// By subject key identifier.
        case subjectKeyIdentifier([UInt8])
    }

    /// 1 with issuer and serial number, 3 with a key identifier.
    public let version: Int
    /// The signer's certificate.
    public let identifier: Identifier
    /// The digest over the content.
    public let digestAlgorithm: AlgorithmIdentifier
    /// The signed attributes; empty when there are none, and then the signature covers the content itself.
    public var signedAttributes: [CMSAttribute] { signedSet?.attributes ?? [] }
    /// The octets that the signature covers when there are signed attributes: their SET OF, exactly as encoded but under the universal tag (§5.4).
    /// `nil` when there are none.
    public var signedAttributesBytes: [UInt8]? { signedSet?.bytes }
    /// The algorithm of the signature.
    public let signatureAlgorithm: AlgorithmIdentifier
    /// The signature.
    public let signature: [UInt8]
    /// The unsigned attributes.
    public var unsignedAttributes: [CMSAttribute] { unsignedSet?.attributes ?? [] }

    private let signedSet: CMSAttributeSet?
    private let unsignedSet: CMSAttributeSet?

    /// Creates a signer. The signature must be over ``encodeSignedAttributes(_:)`` of the same attributes.
    public init(
        identifier: Identifier,
        digestAlgorithm: AlgorithmIdentifier,
        signedAttributes: [CMSAttribute],
        signatureAlgorithm: AlgorithmIdentifier,
        signature: [UInt8],
        unsignedAttributes: [CMSAttribute] = []
    ) {
        if case .issuerAndSerialNumber = identifier { version = 1 } else { version = 3 }
        self.identifier = identifier
        self.digestAlgorithm = digestAlgorithm
        signedSet = CMSAttributeSet(signedAttributes)
        self.signatureAlgorithm = signatureAlgorithm
        self.signature = signature
        unsignedSet = CMSAttributeSet(unsignedAttributes)
    }

    /// Reads the DER of a SignerInfo outside of a message, such as a countersignature.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "SignerInfo"))
    }

    /// The same signer with one more unsigned attribute; the signature does not cover it.
    public init(_ signer: SignerInfo, addingUnsigned attribute: CMSAttribute) {
        version = signer.version
        identifier = signer.identifier
        digestAlgorithm = signer.digestAlgorithm
        signedSet = signer.signedSet
        signatureAlgorithm = signer.signatureAlgorithm
        signature = signer.signature
        unsignedSet = CMSAttributeSet(signer.unsignedAttributes + [attribute])
    }

    /// The same signer without its unsigned attributes of one type; the signature did not cover them.
    public init(_ signer: SignerInfo, removingUnsigned oid: OID) {
        version = signer.version
        identifier = signer.identifier
        digestAlgorithm = signer.digestAlgorithm
        signedSet = signer.signedSet
        signatureAlgorithm = signer.signatureAlgorithm
        signature = signer.signature
        unsignedSet =
            signer.unsignedAttributes.contains { $0.oid == oid }
            ? CMSAttributeSet(signer.unsignedAttributes.filter { $0.oid != oid }) : signer.unsignedSet
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "SignerInfo")
        version = try fields.next("version").integer()
        identifier = try Identifier(fields.next("sid"))
        digestAlgorithm = try AlgorithmIdentifier(fields.next("digestAlgorithm"))
        signedSet = try fields.optional(context: 0, "signedAttrs").map(CMSAttributeSet.init)
        signatureAlgorithm = try AlgorithmIdentifier(fields.next("signatureAlgorithm"))
        signature = try fields.next("signature").octetString()
        unsignedSet = try fields.optional(context: 1, "unsignedAttrs").map(CMSAttributeSet.init)
        try fields.finish()
    }

    /// Returns the octets to sign for these attributes: the DER of SET OF Attribute (§5.4).
    public static func encodeSignedAttributes(_ attributes: [CMSAttribute]) -> [UInt8] {
        DERWriter.encode(capacity: 192) { $0.writeSetOf(attributes.map(\.derEncoded)) }
    }

    public var derEncoded: [UInt8] { DERWriter.encode(capacity: 640) { write(to: &$0) } }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeInteger(version)
            identifier.write(to: &writer)
            writer.writeRaw(digestAlgorithm.derEncoded)
            signedSet?.write(0, to: &writer)
            writer.writeRaw(signatureAlgorithm.derEncoded)
            writer.writeOctetString(signature)
            unsignedSet?.write(1, to: &writer)
        }
    }
}

extension SignerInfo {
    /// The one value of the signed attribute contentType; `nil` when it is absent, repeated or unreadable.
    public var signedContentType: OID? { try? onlyValue(of: OID.CMS.contentType)?.oid() }

    /// The one value of the signed attribute messageDigest; `nil` when it is absent, repeated or unreadable.
    public var signedMessageDigest: [UInt8]? { try? onlyValue(of: OID.CMS.messageDigest)?.octetString() }

    /// The one value of the signed attribute signingTime; `nil` when it is absent, repeated or unreadable.
    public var signingTime: Date? { try? onlyValue(of: OID.CMS.signingTime)?.time() }

    /// The attribute that protects the algorithms (RFC 6211); `nil` when it is absent, repeated or unreadable.
    public var algorithmProtection: CMSAlgorithmProtection? {
        guard let value = try? onlyValue(of: OID.CMS.algorithmProtection)?.encoded else { return nil }
        return try? CMSAlgorithmProtection(derEncoded: value)
    }

    /// The attribute that names the signer's certificate, of the second form or else of the first (RFC 5035); `nil` when it is absent,
    /// repeated or unreadable.
    public var signingCertificate: SigningCertificate? {
        if let value = try? onlyValue(of: OID.CMS.signingCertificateV2)?.encoded {
            return try? SigningCertificate(derEncoded: value, form: .version2)
        }
        guard let value = try? onlyValue(of: OID.CMS.signingCertificate)?.encoded else { return nil }
        return try? SigningCertificate(derEncoded: value, form: .sha1)
    }

    /// The countersignatures (RFC 5652 §11.4): the signers of this signer's signature. Unreadable ones are left out.
    public var countersignatures: [SignerInfo] {
        unsignedAttributes.filter { $0.oid == OID.CMS.counterSignature }.flatMap(\.values).compactMap { try? SignerInfo(derEncoded: $0) }
    }

    private func onlyValue(of oid: OID) throws(FormatError) -> DERElement? {
        let matches = signedAttributes.filter { $0.oid == oid }
        guard matches.count == 1, matches[0].values.count == 1 else { return nil }
        return try DERElement(parsing: matches[0].values[0], structure: oid.nameOrDotted)
    }
}

/// RFC 5652 §5.3 and §6.2.1: the name of the certificate of a signer or recipient.
///
///     RecipientIdentifier ::= CHOICE {
///         issuerAndSerialNumber  IssuerAndSerialNumber,
///         subjectKeyIdentifier   [0] IMPLICIT SubjectKeyIdentifier }
///     IssuerAndSerialNumber ::= SEQUENCE { issuer Name, serialNumber CertificateSerialNumber }
public typealias CMSIdentifier = SignerInfo.Identifier

extension SignerInfo.Identifier {
    init(_ element: DERElement) throws(FormatError) {
        if element.tag == .context(0) {
            self = .subjectKeyIdentifier(try element.octetString(.context(0)))
        } else {
            self = try Self.issuerAndSerialNumber(element)
        }
    }

    static func issuerAndSerialNumber(_ element: DERElement) throws(FormatError) -> SignerInfo.Identifier {
        var fields = try element.fields(of: "IssuerAndSerialNumber")
        let issuer = try DistinguishedName(fields.next("issuer"))
        let serialNumber = try fields.next("serialNumber").integerBytes()
        try fields.finish()
        return .issuerAndSerialNumber(issuer: issuer, serialNumber: serialNumber)
    }

    func write(to writer: inout DERWriter) {
        switch self {
        case .issuerAndSerialNumber(let issuer, let serialNumber):
            writer.writeSequence { writer in
                writer.writeRaw(issuer.derEncoded)
                writer.writePrimitive(tag: 0x02, serialNumber)
            }
        case .subjectKeyIdentifier(let keyIdentifier): writer.writeOctetString(keyIdentifier, tag: 0x80)
        }
    }
}

extension SignerInfo.Identifier {
    /// The identifier of `certificate` by issuer and serial number, which every program reads.
    public static func issuerAndSerialNumber(of certificate: Certificate) -> SignerInfo.Identifier {
        .issuerAndSerialNumber(issuer: certificate.issuer, serialNumber: certificate.serialNumber)
    }
}

/// RFC 5652 §5.3
///
///     Attribute ::= SEQUENCE { attrType OBJECT IDENTIFIER, attrValues SET OF AttributeValue }
///
/// The same structure as in a request, so that values move between the two unchanged.
public typealias CMSAttribute = RequestAttribute

extension RequestAttribute {
    /// The signed attribute contentType (RFC 5652 §11.1).
    public static func contentType(_ type: OID) -> CMSAttribute {
        CMSAttribute(OID.CMS.contentType, values: [DERWriter.encode(capacity: 16) { $0.writeOID(type) }])
    }

    /// The signed attribute messageDigest (RFC 5652 §11.2).
    public static func messageDigest(_ digest: [UInt8]) -> CMSAttribute {
        CMSAttribute(OID.CMS.messageDigest, values: [DERWriter.encode(capacity: 72) { $0.writeOctetString(digest) }])
    }

    /// The signed attribute signingTime (RFC 5652 §11.3).
    public static func signingTime(_ time: Date) -> CMSAttribute {
        CMSAttribute(OID.CMS.signingTime, values: [DERWriter.encode(capacity: 24) { $0.writeTime(time) }])
    }
}

/// RFC 5652 §5.3, §6.1 and §9.1: a SET OF Attribute under an implicit tag, with the octets it came in.
///
///     SignedAttributes ::= SET SIZE (1..MAX) OF Attribute
struct CMSAttributeSet: Hashable, Sendable {
    /// The attributes in the order found, or in that of DER.
    let attributes: [CMSAttribute]
    /// The set as encoded but under the universal tag 0x31, which MACs and signatures cover.
    let bytes: [UInt8]

    /// Takes attributes in the order of DER; `nil` for none, and the field is then left out.
    init?(_ attributes: [CMSAttribute]) {
        guard !attributes.isEmpty else { return nil }
        let sorted = attributes.map { (attribute: $0, encoding: $0.derEncoded) }.inSetOrder { $0.encoding }
        self.attributes = sorted.map(\.attribute)
        bytes = DERWriter.encode(capacity: 192) { $0.writeMembers(sorted.map(\.encoding)) }
    }

    /// Reads the set under whichever tag the element has.
    init(_ element: DERElement) throws(FormatError) {
        attributes = try element.list(element.tag) { member throws(FormatError) in try CMSAttribute(member) }
        bytes = element.underTag(0x31)
    }

    /// Writes the set under `[number] IMPLICIT`.
    func write(_ number: UInt8, to writer: inout DERWriter) {
        writer.writeOctet(0xA0 | number)
        writer.writeRaw(bytes.dropFirst())
    }
}
