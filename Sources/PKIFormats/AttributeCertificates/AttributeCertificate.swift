#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// RFC 5755 §4.1
///
///     AttributeCertificate ::= SEQUENCE {
///         acinfo              AttributeCertificateInfo,
///         signatureAlgorithm  AlgorithmIdentifier,
///         signatureValue      BIT STRING }
///
/// Version 2. The bytes are kept as they were read. To make one see ``AttributeCertificateInfo``.
public struct AttributeCertificate: Sendable {
    /// The whole attribute certificate.
    public let derEncoded: [UInt8]

    /// The AttributeCertificateInfo: the bytes that the signature covers.
    public let infoBytes: [UInt8]

    /// The AttributeCertificateInfo, read.
    public let info: AttributeCertificateInfo

    /// The algorithm outside the signed part; RFC 5755 §4.2.4 demands that it equals the one inside.
    public let signatureAlgorithm: AlgorithmIdentifier

    /// The content of the signature's BIT STRING.
    public let signature: [UInt8]

    /// Reads the DER of an attribute certificate; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "AttributeCertificate").fields()
        let body = try fields.next("acinfo")
        info = try AttributeCertificateInfo(body)
        signatureAlgorithm = try AlgorithmIdentifier(fields.next("signatureAlgorithm"))
        signature = try fields.next("signatureValue").octetAlignedBitString()
        try fields.finish()
        infoBytes = body.encoded
        self.derEncoded = derEncoded
    }

    /// Reads a granted attribute as its type: `try certificate.values(of: RoleSyntax.self)`. Empty when it is not granted; throws when it
    /// cannot be read.
    public func values<Value: RequestAttributeValue>(of type: Value.Type) throws(FormatError) -> [Value] {
        try Value.find(in: info.attributes)
    }

    /// Reads an extension as its type. `nil` when absent; throws when it cannot be read.
    public func value<Value: CertificateExtensionValue>(of type: Value.Type) throws(FormatError) -> Value? {
        try Value.find(in: info.extensions)
    }
}

extension AttributeCertificate: Hashable {
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}

/// RFC 5755 §4.1: the body of an attribute certificate of version 2
///
///     AttributeCertificateInfo ::= SEQUENCE {
///         version                 AttCertVersion,
///         holder                  Holder,
///         issuer                  AttCertIssuer,
///         signature               AlgorithmIdentifier,
///         serialNumber            CertificateSerialNumber,
///         attrCertValidityPeriod  SEQUENCE { notBeforeTime GeneralizedTime, notAfterTime GeneralizedTime },
///         attributes              SEQUENCE OF Attribute,
///         issuerUniqueID          UniqueIdentifier OPTIONAL,
///         extensions              Extensions OPTIONAL }
///
/// Unknown attributes and extensions keep their octets.
public struct AttributeCertificateInfo: Hashable, Sendable {
    /// The holder of the attributes.
    public var holder: AttributeCertificateHolder
    /// The issuer that grants them.
    public var issuer: AttributeCertificateIssuer
    /// The algorithm with which the issuer signs.
    public var signatureAlgorithm: AlgorithmIdentifier
    /// The serial number, big-endian; leading zeros are added or dropped as DER demands.
    public var serialNumber: [UInt8]
    /// The first moment of validity; fractions of a second are cut off when it is written.
    public var notBefore: Date
    /// The last moment of validity; fractions of a second are cut off when it is written.
    public var notAfter: Date
    /// The granted attributes; ``KnownAttributes`` reads the values of RFC 5755 §4.4.
    public var attributes: [RequestAttribute]
    /// The content octets of the BIT STRING, with the count of unused bits first; no longer used.
    public var issuerUniqueID: [UInt8]?
    /// The extensions, written in this order.
    public var extensions: [CertificateExtension]

    public init(
        holder: AttributeCertificateHolder,
        issuer: AttributeCertificateIssuer,
        signatureAlgorithm: AlgorithmIdentifier,
        serialNumber: [UInt8],
        notBefore: Date,
        notAfter: Date,
        attributes: [RequestAttribute],
        issuerUniqueID: [UInt8]? = nil,
        extensions: [CertificateExtension] = []
    ) {
        self.holder = holder
        self.issuer = issuer
        self.signatureAlgorithm = signatureAlgorithm
        self.serialNumber = serialNumber
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.attributes = attributes
        self.issuerUniqueID = issuerUniqueID
        self.extensions = extensions
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "AttributeCertificateInfo")
        let version = try fields.next("version")
        guard try version.integer() == 1 else { throw version.fail("only attribute certificates of v2 (1) are read") }
        holder = try AttributeCertificateHolder(fields.next("holder"))
        issuer = try AttributeCertificateIssuer(fields.next("issuer"))
        signatureAlgorithm = try AlgorithmIdentifier(fields.next("signature"))
        serialNumber = try fields.next("serialNumber").integerBytes()
        var validity = try fields.next("attrCertValidityPeriod").fields(of: "AttCertValidityPeriod")
        notBefore = try validity.next("notBeforeTime").generalizedTime()
        notAfter = try validity.next("notAfterTime").generalizedTime()
        try validity.finish()
        var attributes: [RequestAttribute] = []
        for member in try fields.next("attributes").members() {
            let next = try RequestAttribute(member)
            guard !attributes.contains(where: { $0.oid == next.oid }) else {
                throw member.fail("the attribute \(next.oid.nameOrDotted) occurs twice")
            }
            attributes.append(next)
        }
        self.attributes = attributes
        issuerUniqueID = try fields.optional(.bitString, "issuerUniqueID")?.uniqueIdentifier()
        extensions = try fields.optional(.sequence, "extensions", CertificateExtension.readSequence) ?? []
        try fields.finish()
    }

    /// The DER of the body.
    public func derEncoded() -> [UInt8] {
        DERWriter.encode(capacity: 512) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(1)
                holder.write(to: &writer)
                issuer.write(to: &writer)
                writer.writeRaw(signatureAlgorithm.derEncoded)
                writer.writeInteger(unsigned: serialNumber)
                writer.writeSequence { writer in
                    writer.writeGeneralizedTime(notBefore)
                    writer.writeGeneralizedTime(notAfter)
                }
                writer.writeSequence(of: attributes) { $0.write(to: &$1) }
                if let issuerUniqueID { writer.writePrimitive(tag: 0x03, issuerUniqueID) }
                if !extensions.isEmpty { writer.writeRaw(CertificateExtension.encode(extensions)) }
            }
        }
    }

    /// The DER of the attribute certificate made of a body, the algorithm and the signature over the body.
    public static func assemble(info: [UInt8], algorithm: AlgorithmIdentifier, signature: [UInt8]) -> [UInt8] {
        SignedStructure.assemble(body: info, algorithm: algorithm, signature: signature)
    }
}
