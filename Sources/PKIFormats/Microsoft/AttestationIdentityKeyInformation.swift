/// What the CA finds when it opens ``EncryptedAttestationIdentityKeyInformation``.
///
///     SEQUENCE { identityKey SubjectPublicKeyInfo, certificate Certificate OPTIONAL }
public struct AttestationIdentityKeyInformation: Hashable, Sendable {
    /// The public attestation identity key.
    public let key: SubjectPublicKeyInfo

    /// The DER of its certificate; `nil` when absent.
    public let certificate: [UInt8]?

    /// Creates the structure.
    public init(key: SubjectPublicKeyInfo, certificate: [UInt8]? = nil) {
        self.key = key
        self.certificate = certificate
    }

    /// Reads the DER.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "AttestationIdentityKeyInformation").fields()
        key = try SubjectPublicKeyInfo(fields.next("identityKey"))
        certificate = fields.optional(.sequence, "certificate")?.encoded
        try fields.finish()
    }

    /// The DER of the structure.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 1_024) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(key.derEncoded)
                if let certificate { writer.writeRaw(certificate) }
            }
        }
    }
}
