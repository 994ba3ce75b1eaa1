/// RFC 5652 §5.1
///
///     SignedData ::= SEQUENCE {
///         version           CMSVersion,
///         digestAlgorithms  SET OF DigestAlgorithmIdentifier,
///         encapContentInfo  SEQUENCE { eContentType OBJECT IDENTIFIER, eContent [0] EXPLICIT OCTET STRING OPTIONAL },
///         certificates      [0] IMPLICIT CertificateSet OPTIONAL,
///         crls              [1] IMPLICIT RevocationInfoChoices OPTIONAL,
///         signerInfos       SET OF SignerInfo }
///
/// It allows any content type and any number of signers. Certificates and lists keep their bytes and their order. A message that was read
/// is written again byte for byte, if its encoding was DER in that order.
public struct SignedData: Hashable, Sendable {
    /// The version, 1 to 5 (§5.1 says which).
    public let version: Int
    /// The digests that the signers use.
    public let digestAlgorithms: [AlgorithmIdentifier]
    /// The type of the content.
    public var contentType: OID { encapsulated.contentType }
    /// The content of the OCTET STRING; `nil` when it is detached. In PKCS #7 1.5 content of another type is the whole DER element,
    /// and ``contentIsOctetString`` is false.
    public var content: [UInt8]? { encapsulated.content }
    /// Whether ``content`` was in an OCTET STRING, as CMS demands.
    public var contentIsOctetString: Bool { encapsulated.isOctetString }
    /// The DER of each certificate, in the order found.
    public let certificates: [[UInt8]]
    /// The DER of each attribute certificate or other format among the certificates, with its tag: `[0]` extended certificate, `[1]` and
    /// `[2]` attribute certificate of version 1 and 2, `[3]` another format. ``attributeCertificates()`` reads those of version 2.
    public let otherCertificates: [[UInt8]]
    /// The DER of each revocation list, in the order found.
    public let crls: [[UInt8]]
    /// The DER of each piece of revocation information in another format, with its tag `[1]`, for example an OCSP answer, which
    /// ``ocspResponses()`` reads. ``OtherRevocationInformation`` is the structure.
    public let otherRevocationInfo: [[UInt8]]
    /// The signers.
    public let signers: [SignerInfo]

    private let encapsulated: EncapsulatedContentInfo
    /// The members of the two sets, in the order found; `nil` when the field is absent.
    private let certificateSet: [[UInt8]]?
    private let revocationSet: [[UInt8]]?

    /// Creates a message; the version follows from its parts (§5.1).
    /// - Parameters:
    ///   - certificates: the DER of each certificate, attribute certificate or other format, in this order.
    ///   - crls: the DER of each revocation list or other revocation information.
    ///   - digestAlgorithms: `nil` for those that the signers use.
    public init(
        contentType: OID,
        content: [UInt8]?,
        certificates: [[UInt8]],
        crls: [[UInt8]] = [],
        signers: [SignerInfo],
        digestAlgorithms: [AlgorithmIdentifier]? = nil
    ) {
        if certificates.contains(where: { $0.first == 0xA3 }) || crls.contains(where: { $0.first == 0xA1 }) {
            version = 5
        } else if certificates.contains(where: { $0.first == 0xA2 }) {
            version = 4
        } else {
            let isOld = contentType == OID.CMS.data && signers.allSatisfy { $0.version != 3 }
            version = isOld && !certificates.contains { $0.first == 0xA1 } ? 1 : 3
        }
        var algorithms: [AlgorithmIdentifier] = []
        for signer in signers where !algorithms.contains(signer.digestAlgorithm) { algorithms.append(signer.digestAlgorithm) }
        self.digestAlgorithms = digestAlgorithms ?? algorithms
        encapsulated = EncapsulatedContentInfo(contentType: contentType, content: content)
        certificateSet = certificates.isEmpty ? nil : certificates
        revocationSet = crls.isEmpty ? nil : crls
        (self.certificates, otherCertificates) = Self.sorted(certificates)
        (self.crls, otherRevocationInfo) = Self.sorted(crls)
        self.signers = signers
    }

    /// The same message with other signers, for example with one more or with a countersignature.
    public init(_ message: SignedData, signers: [SignerInfo]) {
        let needsVersion3 = signers.contains { $0.version == 3 }
        version = needsVersion3 ? max(message.version, 3) : message.version
        digestAlgorithms = signers.reduce(into: message.digestAlgorithms) { algorithms, signer in
            if !algorithms.contains(signer.digestAlgorithm) { algorithms.append(signer.digestAlgorithm) }
        }
        encapsulated = message.encapsulated
        certificateSet = message.certificateSet
        revocationSet = message.revocationSet
        certificates = message.certificates
        otherCertificates = message.otherCertificates
        crls = message.crls
        otherRevocationInfo = message.otherRevocationInfo
        self.signers = signers
    }

    /// Reads a ContentInfo holding SignedData; nothing may follow it.
    public init(contentInfo: [UInt8]) throws(FormatError) {
        try self.init(ContentInfo(derEncoded: contentInfo), joiningSegments: false)
    }

    private init(_ info: ContentInfo, joiningSegments: Bool) throws(FormatError) {
        guard info.contentType == OID.CMS.signedData else {
            throw FormatError(
                structure: "ContentInfo",
                field: "contentType",
                reason: "expected signedData, found \(info.contentType.nameOrDotted)"
            )
        }
        try self.init(DERElement(parsing: info.content, structure: "SignedData", joiningSegments: joiningSegments))
    }

    /// Reads BER: indefinite lengths and strings in segments are accepted (see ``BERTranscoder``). Offsets in errors count in the DER.
    public init(berContentInfo: [UInt8]) throws(FormatError) {
        try self.init(ContentInfo(berEncoded: berContentInfo), joiningSegments: true)
    }

    /// Reads the DER of a SignedData, without the ContentInfo around it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "SignedData"))
    }

    private init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields()
        let versionElement = try fields.next("version")
        version = try versionElement.integer()
        guard (1...5).contains(version) else { throw versionElement.fail("the version \(version) is not 1 to 5") }
        digestAlgorithms = try fields.next("digestAlgorithms").list(.set, of: AlgorithmIdentifier.init)
        encapsulated = try EncapsulatedContentInfo(fields.next("encapContentInfo"))
        certificateSet = try fields.optional(context: 0, "certificates")?.members(.context(0)).map(\.encoded)
        (certificates, otherCertificates) = Self.sorted(certificateSet ?? [])
        revocationSet = try fields.optional(context: 1, "crls")?.members(.context(1)).map(\.encoded)
        (crls, otherRevocationInfo) = Self.sorted(revocationSet ?? [])
        signers = try fields.next("signerInfos").list(.set, of: SignerInfo.init)
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        let size = certificates.reduce(content?.count ?? 0) { $0 + $1.count } + crls.reduce(0) { $0 + $1.count }
        return DERWriter.encode(capacity: size + signers.count * 640 + 128) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(version)
                writer.writeSequence(of: digestAlgorithms, tag: 0x31) { $1.writeRaw($0.derEncoded) }
                encapsulated.write(to: &writer)
                // The order is kept, although DER would sort: clients take the first certificate of a chain as their own.
                if let certificateSet { writer.writeMembers(certificateSet, tag: 0xA0) }
                if let revocationSet { writer.writeMembers(revocationSet, tag: 0xA1) }
                writer.writeSequence(of: signers, tag: 0x31)
            }
        }
    }

    /// The DER of the ContentInfo with this SignedData: the message as it is sent and stored.
    public var contentInfo: [UInt8] {
        ContentInfo(contentType: OID.CMS.signedData, content: derEncoded).derEncoded
    }

    /// Splits the members of a set into those that are a SEQUENCE, as certificates and lists are, and those under a tag.
    private static func sorted(_ members: [[UInt8]]) -> (plain: [[UInt8]], other: [[UInt8]]) {
        guard members.contains(where: { $0.first != 0x30 }) else { return (members, []) }
        return (members.filter { $0.first == 0x30 }, members.filter { $0.first != 0x30 })
    }
}

extension SignedData {
    /// The DER of the attribute certificates of version 2 in the message, under their tag outside of a message; inside it is `[2]`.
    public var attributeCertificateBytes: [[UInt8]] {
        otherCertificates.filter { $0.first == 0xA2 }.map { [0x30] + $0.dropFirst() }
    }

    /// Reads the attribute certificates of version 2 among ``otherCertificates``, in the order found. Version 1 and other formats are
    /// ignored.
    public func attributeCertificates() throws(FormatError) -> [AttributeCertificate] {
        try attributeCertificateBytes.map(AttributeCertificate.init(derEncoded:))
    }

    /// Reads the OCSP responses (RFC 5940) in ``otherRevocationInfo``, in the order found. Other formats are ignored.
    public func ocspResponses() throws(FormatError) -> [OCSPResponse] {
        try otherRevocationInfo.map { member throws(FormatError) in
            try OtherRevocationInformation(derEncoded: member).ocspResponse()
        }.compactMap { $0 }
    }
}

extension AttributeCertificate {
    /// The attribute certificate under the tag `[2]`, which a message uses among its certificates (RFC 5652 §10.2.2).
    public var certificateChoice: [UInt8] { [0xA2] + derEncoded.dropFirst() }
}

extension SignedData {
    /// A message without content and signers that carries only certificates and lists: the "certs-only" form of RFC 5751 §3.8, known as a
    /// PKCS #7 chain or `.p7b`.
    /// - Parameters:
    ///   - certificates: the DER of each certificate; the order is kept.
    ///   - crls: the DER of each revocation list.
    /// - Returns: the DER of the ContentInfo.
    public static func certsOnly(_ certificates: [[UInt8]], crls: [[UInt8]] = []) -> [UInt8] {
        SignedData(contentType: OID.CMS.data, content: nil, certificates: certificates, crls: crls, signers: []).contentInfo
    }
}

/// RFC 5652 §5.2
///
///     EncapsulatedContentInfo ::= SEQUENCE {
///         eContentType  OBJECT IDENTIFIER,
///         eContent      [0] EXPLICIT OCTET STRING OPTIONAL }
public struct EncapsulatedContentInfo: Hashable, Sendable {
    /// The type of the content.
    public let contentType: OID
    /// The content of the OCTET STRING; `nil` when it is detached. In PKCS #7 1.5 content of another type is the whole DER element,
    /// and ``isOctetString`` is false.
    public let content: [UInt8]?
    /// Whether ``content`` was in an OCTET STRING, as CMS demands.
    public let isOctetString: Bool

    public init(contentType: OID, content: [UInt8]?) {
        self.contentType = contentType
        self.content = content
        isOctetString = true
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "EncapsulatedContentInfo")
        contentType = try fields.next("eContentType").oid()
        if let element = try fields.optional(context: 0, "eContent")?.explicitContent(0) {
            isOctetString = element.tag == .octetString
            content = isOctetString ? try element.octetString() : element.encoded
        } else {
            isOctetString = true
            content = nil
        }
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeOID(contentType)
            guard let content else { return }
            writer.writeExplicit(0) { writer in
                if isOctetString { writer.writeOctetString(content) } else { writer.writeRaw(content) }
            }
        }
    }
}

/// RFC 5652 §10.2.1
///
///     RevocationInfoChoice ::= CHOICE { crl CertificateList, other [1] IMPLICIT OtherRevocationInfoFormat }
///     OtherRevocationInfoFormat ::= SEQUENCE {
///         otherRevInfoFormat  OBJECT IDENTIFIER,
///         otherRevInfo        ANY DEFINED BY otherRevInfoFormat }
///
/// Revocation information in a message that is not a list. RFC 5940 defines the one in use, an OCSP response.
public struct OtherRevocationInformation: Hashable, Sendable {
    /// The format of ``information``.
    public let format: OID
    /// The DER of the information.
    public let information: [UInt8]

    public init(format: OID, information: [UInt8]) {
        self.format = format
        self.information = information
    }

    /// An OCSP response (RFC 5940 §2.1).
    public init(_ response: OCSPResponse) {
        self.init(format: OID.CMS.ocspRevocationInformation, information: response.derEncoded)
    }

    /// Reads the DER, whose tag is `[1]`; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "OtherRevocationInfoFormat").fields(.context(1))
        format = try fields.next("otherRevInfoFormat").oid()
        information = try fields.next("otherRevInfo").encoded
        try fields.finish()
    }

    /// The DER with its tag `[1]`, which a message uses among its lists.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: information.count + 24) { writer in
            writer.writeExplicit(1) { writer in
                writer.writeOID(format)
                writer.writeRaw(information)
            }
        }
    }

    /// Reads the OCSP response; `nil` when it is of another format.
    public func ocspResponse() throws(FormatError) -> OCSPResponse? {
        guard format == OID.CMS.ocspRevocationInformation else { return nil }
        return try OCSPResponse(derEncoded: information)
    }
}
