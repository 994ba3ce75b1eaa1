#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// RFC 4211 §5
///
///     CertTemplate ::= SEQUENCE {
///         version       [0] Version OPTIONAL,
///         serialNumber  [1] INTEGER OPTIONAL,
///         signingAlg    [2] AlgorithmIdentifier OPTIONAL,
///         issuer        [3] Name OPTIONAL,
///         validity      [4] OptionalValidity OPTIONAL,
///         subject       [5] Name OPTIONAL,
///         publicKey     [6] SubjectPublicKeyInfo OPTIONAL,
///         issuerUID     [7] UniqueIdentifier OPTIONAL,
///         subjectUID    [8] UniqueIdentifier OPTIONAL,
///         extensions    [9] Extensions OPTIONAL }
///
/// The fields that the requester wants in the certificate. The tags are implicit, except those of the two names, which are a CHOICE.
public struct CertTemplate: Hashable, Sendable {
    /// The version as encoded: 2 for version 3. Requesters should leave it out.
    public var version: Int?
    /// The content octets of the serial number; the CA assigns it, so that requesters must leave it out.
    public var serialNumber: [UInt8]?
    /// The algorithm of the CA's signature; requesters must leave it out.
    public var signingAlgorithm: AlgorithmIdentifier?
    /// The issuer asked for.
    public var issuer: DistinguishedName?
    /// The period asked for.
    public var validity: OptionalValidity?
    /// The subject asked for.
    public var subject: DistinguishedName?
    /// The key to be certified; absent when the CA is to make it.
    public var publicKey: SubjectPublicKeyInfo?
    /// The issuer's unique identifier: the content of the BIT STRING with its first octet. Out of use.
    public var issuerUniqueID: [UInt8]?
    /// The subject's unique identifier: the content of the BIT STRING with its first octet. Out of use.
    public var subjectUniqueID: [UInt8]?
    /// The extensions asked for.
    public var extensions: [CertificateExtension]

    public init(
        subject: DistinguishedName? = nil,
        publicKey: SubjectPublicKeyInfo? = nil,
        extensions: [CertificateExtension] = [],
        issuer: DistinguishedName? = nil,
        validity: OptionalValidity? = nil,
        version: Int? = nil,
        serialNumber: [UInt8]? = nil,
        signingAlgorithm: AlgorithmIdentifier? = nil,
        issuerUniqueID: [UInt8]? = nil,
        subjectUniqueID: [UInt8]? = nil
    ) {
        self.version = version
        self.serialNumber = serialNumber
        self.signingAlgorithm = signingAlgorithm
        self.issuer = issuer
        self.validity = validity
        self.subject = subject
        self.publicKey = publicKey
        self.issuerUniqueID = issuerUniqueID
        self.subjectUniqueID = subjectUniqueID
        self.extensions = extensions
    }

    /// Reads the DER of a CertTemplate; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "CertTemplate"))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "CertTemplate")
        version = try fields.optional(context: 0, "version")?.integer(.context(0))
        serialNumber = try fields.optional(context: 1, "serialNumber")?.integerBytes(.context(1))
        signingAlgorithm = try fields.optional(context: 2, "signingAlg")?.underSequenceTag(AlgorithmIdentifier.init)
        issuer = try fields.optional(explicit: 3, "issuer", DistinguishedName.init)
        validity = try fields.optional(.context(4), "validity", OptionalValidity.init)
        subject = try fields.optional(explicit: 5, "subject", DistinguishedName.init)
        publicKey = try fields.optional(context: 6, "publicKey")?.underSequenceTag(SubjectPublicKeyInfo.init)
        issuerUniqueID = try fields.optional(7, "issuerUID", Self.readUniqueID)
        subjectUniqueID = try fields.optional(8, "subjectUID", Self.readUniqueID)
        extensions = try fields.optional(context: 9, "extensions")?.underSequenceTag(CertificateExtension.readSequence) ?? []
        try fields.finish()
    }

    private static func readUniqueID(_ element: DERElement, _ tag: DERTag) throws(FormatError) -> [UInt8] {
        let bits = try element.bitString(tag)
        return [UInt8(bits.unusedBits)] + bits.bytes
    }

    public var derEncoded: [UInt8] { DERWriter.encode(capacity: 512) { write(to: &$0) } }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            if let version { writer.writeInteger(version, tag: 0x80) }
            if let serialNumber { writer.writePrimitive(tag: 0x81, serialNumber) }
            if let signingAlgorithm { writer.writeImplicit(0xA2, signingAlgorithm.derEncoded) }
            if let issuer { writer.writeExplicit(3) { $0.writeRaw(issuer.derEncoded) } }
            validity?.write(to: &writer, tag: 0xA4)
            if let subject { writer.writeExplicit(5) { $0.writeRaw(subject.derEncoded) } }
            if let publicKey { writer.writeImplicit(0xA6, publicKey.derEncoded) }
            if let issuerUniqueID { writer.writePrimitive(tag: 0x87, issuerUniqueID) }
            if let subjectUniqueID { writer.writePrimitive(tag: 0x88, subjectUniqueID) }
            if !extensions.isEmpty { writer.writeImplicit(0xA9, CertificateExtension.encode(extensions)) }
        }
    }
}

extension CertTemplate {
    /// Reads an extension asked for as its type. `nil` when it is not asked for; throws when it cannot be read.
    public func requestedValue<Value: CertificateExtensionValue>(of type: Value.Type) throws(FormatError) -> Value? {
        try Value.find(in: extensions)
    }
}

/// RFC 4211 §5
///
///     OptionalValidity ::= SEQUENCE { notBefore [0] Time OPTIONAL, notAfter [1] Time OPTIONAL }
///
/// At least one of the two must be present. Time is a CHOICE, so both tags are explicit.
public struct OptionalValidity: Hashable, Sendable {
    /// The first moment asked for; `nil` to leave it to the CA.
    public let notBefore: Date?
    /// The last moment asked for; `nil` to leave it to the CA.
    public let notAfter: Date?

    /// Creates the value. Fractions of a second are cut off when it is written.
    public init(notBefore: Date? = nil, notAfter: Date? = nil) {
        self.notBefore = notBefore
        self.notAfter = notAfter
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(element.tag, of: "OptionalValidity")
        notBefore = try fields.optional(context: 0, "notBefore")?.explicitContent(0).time()
        notAfter = try fields.optional(context: 1, "notAfter")?.explicitContent(1).time()
        try fields.finish()
        guard notBefore != nil || notAfter != nil else { throw element.fail("both times are absent") }
    }

    func write(to writer: inout DERWriter, tag: UInt8 = 0x30) {
        writer.writeElement(tag: tag) { writer in
            if let notBefore { writer.writeExplicit(0) { $0.writeTime(notBefore) } }
            if let notAfter { writer.writeExplicit(1) { $0.writeTime(notAfter) } }
        }
    }
}
