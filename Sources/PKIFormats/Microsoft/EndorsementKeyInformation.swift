/// What the CA finds when it opens ``EncryptedEndorsementKeyInformation``.
///
///     SEQUENCE {
///         endorsementKey           SubjectPublicKeyInfo,
///         manufacturerCertificate  CHOICE { Certificate, NULL },
///         certificates             Certificate, none to three of them }
public struct EndorsementKeyInformation: Hashable, Sendable {
    /// The public endorsement key.
    public let key: SubjectPublicKeyInfo

    /// The DER of the manufacturer's certificate for it; `nil` when there is none.
    public let manufacturerCertificate: [UInt8]?

    /// The DER of further certificates for it.
    public let certificates: [[UInt8]]

    /// Creates the structure. Readers take at most three further certificates.
    public init(key: SubjectPublicKeyInfo, manufacturerCertificate: [UInt8]?, certificates: [[UInt8]] = []) {
        self.key = key
        self.manufacturerCertificate = manufacturerCertificate
        self.certificates = certificates
    }

    /// Reads the DER.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "EndorsementKeyInformation").fields()
        key = try SubjectPublicKeyInfo(fields.next("endorsementKey"))
        let manufacturer = try fields.next("manufacturerCertificate")
        if manufacturer.tag == .null {
            try manufacturer.null()
            manufacturerCertificate = nil
        } else {
            try manufacturer.expect(.sequence, constructed: true)
            manufacturerCertificate = manufacturer.encoded
        }
        var certificates: [[UInt8]] = []
        while !fields.isAtEnd, certificates.count < 3 {
            let certificate = try fields.next("certificates")
            try certificate.expect(.sequence, constructed: true)
            certificates.append(certificate.encoded)
        }
        try fields.finish()
        self.certificates = certificates
    }

    /// The DER of the structure.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 1_024) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(key.derEncoded)
                if let manufacturerCertificate { writer.writeRaw(manufacturerCertificate) } else { writer.writeNull() }
                for certificate in certificates { writer.writeRaw(certificate) }
            }
        }
    }
}
