/// RFC 5035 §5.4 (first form) and §3 (second form)
///
///     SigningCertificate ::= SEQUENCE { certs SEQUENCE OF ESSCertID, policies SEQUENCE OF PolicyInformation OPTIONAL }
///     SigningCertificateV2 ::= SEQUENCE { certs SEQUENCE OF ESSCertIDv2, policies SEQUENCE OF PolicyInformation OPTIONAL }
///
/// A signed attribute that names the signer's certificate, so that nobody can substitute another with the same key.
public struct SigningCertificate: Hashable, Sendable {
    /// The two attributes of this kind.
    public enum Form: Hashable, Sendable {
        /// signingCertificate, whose hash is always SHA-1.
        case sha1
        /// signingCertificateV2, which names its hash.
        case version2
    }

    /// Tells the two attributes of this kind apart.
    public let form: Form
    /// The signer's certificate first; others limit the path.
    public let certificates: [ESSCertificateIdentifier]
    /// The DER of the policies; `nil` when absent.
    public let policies: [UInt8]?

    /// Creates one of the second form.
    public init(_ certificates: [ESSCertificateIdentifier]) {
        form = .version2
        self.certificates = certificates
        policies = nil
    }

    /// Reads the value of the attribute of this form.
    public init(derEncoded: [UInt8], form: Form) throws(FormatError) {
        let structure = form == .sha1 ? "SigningCertificate" : "SigningCertificateV2"
        var fields = try DERElement(parsing: derEncoded, structure: structure).fields()
        self.form = form
        certificates = try fields.next("certs").list(ifEmpty: "the list of certificates is empty") { member throws(FormatError) in
            try ESSCertificateIdentifier(member, namesHash: form == .version2)
        }
        policies = fields.optional(.sequence, "policies")?.encoded
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                writer.writeSequence(of: certificates) { $0.write(namesHash: form == .version2, to: &$1) }
                if let policies { writer.writeRaw(policies) }
            }
        }
    }

    /// The attribute with this value.
    public var attribute: CMSAttribute {
        CMSAttribute(form == .sha1 ? OID.CMS.signingCertificate : OID.CMS.signingCertificateV2, values: [derEncoded])
    }
}

/// RFC 5035 §4
///
///     ESSCertID ::= SEQUENCE { certHash OCTET STRING, issuerSerial IssuerSerial OPTIONAL }
///     ESSCertIDv2 ::= SEQUENCE {
///         hashAlgorithm  AlgorithmIdentifier DEFAULT { algorithm id-sha256 },
///         certHash       OCTET STRING,
///         issuerSerial   IssuerSerial OPTIONAL }
///     IssuerSerial ::= SEQUENCE { issuer GeneralNames, serialNumber CertificateSerialNumber }
public struct ESSCertificateIdentifier: Hashable, Sendable {
    /// The hash function; SHA-1 in the first form, which does not name it.
    public let hashAlgorithm: AlgorithmIdentifier
    /// The hash value of the whole certificate.
    public let hash: [UInt8]
    /// The issuer's names; empty when issuerSerial is absent.
    public let issuer: [GeneralName]
    /// The content octets of the serial number; `nil` when issuerSerial is absent.
    public let serialNumber: [UInt8]?

    /// Creates one.
    /// - Parameter hash: the hash of the certificate, under `digest`.
    public init(digest: DigestAlgorithm, hash: [UInt8], issuer: DistinguishedName? = nil, serialNumber: [UInt8]? = nil) {
        hashAlgorithm = .digest(digest)
        self.hash = hash
        self.issuer = issuer.map { [.directoryName($0)] } ?? []
        self.serialNumber = serialNumber
    }

    /// - Parameter namesHash: whether it is the second form, which names its hash.
    init(_ element: DERElement, namesHash: Bool) throws(FormatError) {
        var fields = try element.fields(of: namesHash ? "ESSCertIDv2" : "ESSCertID")
        if namesHash {
            hashAlgorithm = try fields.optional(.sequence, "hashAlgorithm", AlgorithmIdentifier.init) ?? .sha256
        } else {
            hashAlgorithm = .sha1
        }
        hash = try fields.next("certHash").octetString()
        if let issuerSerial = fields.optional(.sequence, "issuerSerial") {
            var parts = try issuerSerial.fields(of: "IssuerSerial")
            issuer = try parts.next("issuer").list(of: GeneralName.init)
            serialNumber = try parts.next("serialNumber").integerBytes()
            try parts.finish()
        } else {
            issuer = []
            serialNumber = nil
        }
        try fields.finish()
    }

    func write(namesHash: Bool, to writer: inout DERWriter) {
        writer.writeSequence { writer in
            if namesHash, hashAlgorithm != .sha256 { writer.writeRaw(hashAlgorithm.derEncoded) }
            writer.writeOctetString(hash)
            guard let serialNumber else { return }
            writer.writeSequence { writer in
                writer.writeSequence(of: issuer) { $0.write(to: &$1) }
                writer.writePrimitive(tag: 0x02, serialNumber)
            }
        }
    }
}
