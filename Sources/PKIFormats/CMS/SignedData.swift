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
/// Any content type and any number of signers. Certificates and lists keep their bytes and their order; what was read is written again
/// byte for byte when its encoding was DER in that order.
public struct SignedData: Hashable, Sendable {
    /// The version, 1 to 5 (§5.1 says which).
    public let version: Int
    /// The digests the signers use.
    public let digestAlgorithms: [AlgorithmIdentifier]
    /// What the content is.
    public let contentType: OID
    /// The content of the OCTET STRING; `nil` when it is detached. In PKCS #7 1.5 content of another type is the whole DER element,
    /// and ``contentIsOctetString`` is false.
    public let content: [UInt8]?
    /// Whether ``content`` stood in an OCTET STRING, as CMS demands.
    public let contentIsOctetString: Bool
    /// The DER of each certificate, in the order found.
    public let certificates: [[UInt8]]
    /// The DER of each attribute certificate or other format among the certificates.
    public let otherCertificates: [[UInt8]]
    /// The DER of each revocation list, in the order found.
    public let crls: [[UInt8]]
    /// The signers.
    public let signers: [SignerInfo]

    /// Creates a message; the version follows from its parts (§5.1).
    public init(
        contentType: OID, content: [UInt8]?, certificates: [[UInt8]], crls: [[UInt8]] = [], signers: [SignerInfo],
        digestAlgorithms: [AlgorithmIdentifier]? = nil
    ) {
        let needsVersion3 = contentType != OID.CMS.data || signers.contains { $0.version == 3 }
        version = needsVersion3 ? 3 : 1
        var algorithms: [AlgorithmIdentifier] = []
        for signer in signers where !algorithms.contains(signer.digestAlgorithm) { algorithms.append(signer.digestAlgorithm) }
        self.digestAlgorithms = digestAlgorithms ?? algorithms
        self.contentType = contentType
        self.content = content
        contentIsOctetString = true
        self.certificates = certificates
        otherCertificates = []
        self.crls = crls
        self.signers = signers
    }

    /// Reads a ContentInfo holding SignedData; nothing may follow it.
    public init(contentInfo: [UInt8]) throws(FormatError) {
        let info = try ContentInfo(derEncoded: contentInfo)
        guard info.contentType == OID.CMS.signedData else {
            throw FormatError(
                structure: "ContentInfo", field: "contentType", reason: "expected signedData, found \(info.contentType.nameOrDotted)")
        }
        try self.init(derEncoded: info.content)
    }

    /// Reads the DER of a SignedData, without the ContentInfo around it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "SignedData").fields()
        let versionElement = try fields.next("version")
        version = try versionElement.integer()
        guard (1...5).contains(version) else { throw versionElement.fail("the version \(version) is not 1 to 5") }
        var algorithms: [AlgorithmIdentifier] = []
        for member in try fields.next("digestAlgorithms").members(.set) { algorithms.append(try AlgorithmIdentifier(member)) }
        digestAlgorithms = algorithms
        var encapsulated = try fields.next("encapContentInfo").fields(of: "EncapsulatedContentInfo")
        contentType = try encapsulated.next("eContentType").oid()
        if let element = try encapsulated.optional(context: 0, "eContent")?.explicitContent(0) {
            contentIsOctetString = element.tag == .octetString
            content = contentIsOctetString ? try element.octetString() : element.encoded
        } else {
            contentIsOctetString = true
            content = nil
        }
        try encapsulated.finish()
        let set = try fields.optional(context: 0, "certificates")?.members(.context(0)) ?? []
        certificates = set.filter { $0.tag == .sequence }.map(\.encoded)
        otherCertificates = set.filter { $0.tag != .sequence }.map(\.encoded)
        crls = try fields.optional(context: 1, "crls")?.members(.context(1)).map(\.encoded) ?? []
        var signers: [SignerInfo] = []
        for member in try fields.next("signerInfos").members(.set) { signers.append(try SignerInfo(member)) }
        self.signers = signers
        try fields.finish()
    }

    /// The DER of the SignedData.
    public var derEncoded: [UInt8] {
        let size = certificates.reduce(content?.count ?? 0) { $0 + $1.count } + crls.reduce(0) { $0 + $1.count }
        return DERWriter.encode(capacity: size + signers.count * 640 + 128) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(version)
                writer.writeSet { writer in
                    for algorithm in digestAlgorithms { writer.writeRaw(algorithm.derEncoded) }
                }
                writeContent(to: &writer)
                Self.write(certificates + otherCertificates, tag: 0xA0, to: &writer)
                Self.write(crls, tag: 0xA1, to: &writer)
                writer.writeSet { writer in
                    for signer in signers { signer.write(to: &writer) }
                }
            }
        }
    }

    /// The DER of the ContentInfo with this SignedData: the message as it is sent and stored.
    public var contentInfo: [UInt8] {
        ContentInfo(contentType: OID.CMS.signedData, content: derEncoded).derEncoded
    }

    private func writeContent(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeOID(contentType)
            guard let content else { return }
            writer.writeExplicit(0) { writer in
                if contentIsOctetString { writer.writeOctetString(content) } else { writer.writeRaw(content) }
            }
        }
    }

    /// The order is kept, although DER would sort: clients take the first certificate of a chain for their own.
    private static func write(_ members: [[UInt8]], tag: UInt8, to writer: inout DERWriter) {
        guard !members.isEmpty else { return }
        writer.writeElement(tag: tag) { writer in
            for member in members { writer.writeRaw(member) }
        }
    }
}
