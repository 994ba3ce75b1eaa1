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
    /// - Parameter hash: of the certificate, under `digest`.
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
            let algorithm = fields.optional(.sequence, "hashAlgorithm")
            hashAlgorithm = if let algorithm { try AlgorithmIdentifier(algorithm) } else { .sha256 }
        } else {
            hashAlgorithm = .sha1
        }
        hash = try fields.next("certHash").octetString()
        if let issuerSerial = fields.optional(.sequence, "issuerSerial") {
            var parts = try issuerSerial.fields(of: "IssuerSerial")
            var names: [GeneralName] = []
            for name in try parts.next("issuer").members() { names.append(try GeneralName(name)) }
            issuer = names
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
                writer.writeSequence { writer in
                    for name in issuer { writer.writeRaw(name.derEncoded) }
                }
                writer.writePrimitive(tag: 0x02, serialNumber)
            }
        }
    }
}
