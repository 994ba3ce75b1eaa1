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
public struct SignerInfo: Hashable, Sendable {
    /// How the signer's certificate is named.
    public enum Identifier: Hashable, Sendable {
        /// By issuer and the content octets of the serial number.
        case issuerAndSerialNumber(issuer: DistinguishedName, serialNumber: [UInt8])
        /// By subject key identifier.
        case subjectKeyIdentifier([UInt8])
    }

    /// 1 with issuer and serial number, 3 with a key identifier.
    public let version: Int
    /// Who signed.
    public let identifier: Identifier
    /// The digest over the content.
    public let digestAlgorithm: AlgorithmIdentifier
    /// The signed attributes; empty when there are none, and then the signature covers the content itself.
    public let signedAttributes: [CMSAttribute]
    /// What the signature covers when there are signed attributes: their SET OF, exactly as encoded but under the universal tag (§5.4).
    /// `nil` when there are none.
    public let signedAttributesBytes: [UInt8]?
    /// The algorithm of the signature.
    public let signatureAlgorithm: AlgorithmIdentifier
    /// The signature.
    public let signature: [UInt8]
    /// The unsigned attributes.
    public let unsignedAttributes: [CMSAttribute]

    private let unsignedAttributesBytes: [UInt8]?

    /// Creates a signer. The signature must be over ``encodeSignedAttributes(_:)`` of the same attributes.
    public init(
        identifier: Identifier, digestAlgorithm: AlgorithmIdentifier, signedAttributes: [CMSAttribute],
        signatureAlgorithm: AlgorithmIdentifier, signature: [UInt8], unsignedAttributes: [CMSAttribute] = []
    ) {
        if case .issuerAndSerialNumber = identifier { version = 1 } else { version = 3 }
        self.identifier = identifier
        self.digestAlgorithm = digestAlgorithm
        self.signedAttributes = signedAttributes
        signedAttributesBytes = signedAttributes.isEmpty ? nil : Self.encodeSignedAttributes(signedAttributes)
        self.signatureAlgorithm = signatureAlgorithm
        self.signature = signature
        self.unsignedAttributes = unsignedAttributes
        unsignedAttributesBytes = unsignedAttributes.isEmpty ? nil : Self.encodeSignedAttributes(unsignedAttributes)
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "SignerInfo")
        version = try fields.next("version").integer()
        identifier = try Self.readIdentifier(fields.next("sid"))
        digestAlgorithm = try AlgorithmIdentifier(fields.next("digestAlgorithm"))
        let signed = fields.optional(context: 0, "signedAttrs")
        signedAttributes = try signed.map(Self.readAttributes) ?? []
        signedAttributesBytes = signed.map(Self.underSetTag)
        signatureAlgorithm = try AlgorithmIdentifier(fields.next("signatureAlgorithm"))
        signature = try fields.next("signature").octetString()
        let unsigned = fields.optional(context: 1, "unsignedAttrs")
        unsignedAttributes = try unsigned.map(Self.readAttributes) ?? []
        unsignedAttributesBytes = unsigned.map(Self.underSetTag)
        try fields.finish()
    }

    /// What is to be signed for these attributes: the DER of SET OF Attribute (§5.4).
    public static func encodeSignedAttributes(_ attributes: [CMSAttribute]) -> [UInt8] {
        DERWriter.encode(capacity: 192) { $0.writeSetOf(attributes.map(\.derEncoded)) }
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeInteger(version)
            switch identifier {
            case .issuerAndSerialNumber(let issuer, let serialNumber):
                writer.writeSequence { writer in
                    writer.writeRaw(issuer.derEncoded)
                    writer.writePrimitive(tag: 0x02, serialNumber)
                }
            case .subjectKeyIdentifier(let keyIdentifier): writer.writeOctetString(keyIdentifier, tag: 0x80)
            }
            writer.writeRaw(digestAlgorithm.derEncoded)
            if let signedAttributesBytes { writer.writeRaw([0xA0] + signedAttributesBytes.dropFirst()) }
            writer.writeRaw(signatureAlgorithm.derEncoded)
            writer.writeOctetString(signature)
            if let unsignedAttributesBytes { writer.writeRaw([0xA1] + unsignedAttributesBytes.dropFirst()) }
        }
    }

    private static func readIdentifier(_ element: DERElement) throws(FormatError) -> Identifier {
        if element.tag == .context(0) { return .subjectKeyIdentifier(try element.octetString(.context(0))) }
        var fields = try element.fields(of: "IssuerAndSerialNumber")
        let issuer = try DistinguishedName(fields.next("issuer"))
        let serialNumber = try fields.next("serialNumber").integerBytes()
        try fields.finish()
        return .issuerAndSerialNumber(issuer: issuer, serialNumber: serialNumber)
    }

    private static func readAttributes(_ element: DERElement) throws(FormatError) -> [CMSAttribute] {
        var attributes: [CMSAttribute] = []
        for member in try element.members(element.tag) { attributes.append(try CMSAttribute(member)) }
        return attributes
    }

    private static func underSetTag(_ element: DERElement) -> [UInt8] {
        [0x31] + element.encoded.dropFirst()
    }
}

extension SignerInfo {
    /// The one value of the signed attribute contentType; `nil` when it is absent, repeated or unreadable.
    public var signedContentType: OID? { try? onlyValue(of: OID.CMS.contentType)?.oid() }

    /// The one value of the signed attribute messageDigest; `nil` when it is absent, repeated or unreadable.
    public var signedMessageDigest: [UInt8]? { try? onlyValue(of: OID.CMS.messageDigest)?.octetString() }

    /// The one value of the signed attribute signingTime; `nil` when it is absent, repeated or unreadable.
    public var signingTime: Date? { try? onlyValue(of: OID.CMS.signingTime)?.time() }

    private func onlyValue(of oid: OID) throws(FormatError) -> DERElement? {
        let matches = signedAttributes.filter { $0.oid == oid }
        guard matches.count == 1, matches[0].values.count == 1 else { return nil }
        return try DERElement(parsing: matches[0].values[0], structure: oid.nameOrDotted)
    }
}
