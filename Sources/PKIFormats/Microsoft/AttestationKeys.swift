/// The endorsement key of the client's security module with its certificates, encrypted for the CA exchange certificate,
/// 1.3.6.1.4.1.311.21.23: CMS EnvelopedData around ``EndorsementKeyInformation``.
public struct EncryptedEndorsementKeyInformation: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.21.23
    public static let oid = OID.Microsoft.endorsementKeyInformation

    /// The DER of the value: a SEQUENCE, the ContentInfo, or the EnvelopedData alone.
    public let derEncoded: [UInt8]

    /// Reads the value. The content of the envelope is not checked.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        _ = try DERElement(parsing: derEncoded, structure: "EncryptedEndorsementKeyInformation").members()
        self.derEncoded = derEncoded
    }
}

/// The content of ``EncryptedEndorsementKeyInformation``.
///
///     SEQUENCE {
///         endorsementKey           SubjectPublicKeyInfo,
///         manufacturerCertificate  CHOICE { Certificate, NULL },
///         certificates             Certificate, none to three of them }
public struct EndorsementKeyInformation: Hashable, Sendable {
    /// The public endorsement key.
    public let key: SubjectPublicKeyInfo

    /// The DER of the manufacturer's certificate for it; `nil` when absent.
    public let manufacturerCertificate: [UInt8]?

    /// The DER of further certificates for it.
    public let certificates: [[UInt8]]

    /// Creates the structure. Readers take at most three further certificates.
    public init(key: SubjectPublicKeyInfo, manufacturerCertificate: [UInt8]?, certificates: [[UInt8]] = []) {
        self.key = key
        self.manufacturerCertificate = manufacturerCertificate
        self.certificates = certificates
    }

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

/// The attestation identity key of the client's security module with its certificates, encrypted for the CA exchange certificate,
/// 1.3.6.1.4.1.311.21.39: CMS EnvelopedData around ``AttestationIdentityKeyInformation``.
public struct EncryptedAttestationIdentityKeyInformation: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.21.39
    public static let oid = OID.Microsoft.attestationIdentityKeyInformation

    /// The DER of the value: a SEQUENCE, the ContentInfo, or the EnvelopedData alone.
    public let derEncoded: [UInt8]

    /// Reads the value. The content of the envelope is not checked.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        _ = try DERElement(parsing: derEncoded, structure: "EncryptedAttestationIdentityKeyInformation").members()
        self.derEncoded = derEncoded
    }
}

/// The content of ``EncryptedAttestationIdentityKeyInformation``.
///
///     SEQUENCE { identityKey SubjectPublicKeyInfo, certificate Certificate OPTIONAL }
public struct AttestationIdentityKeyInformation: Hashable, Sendable {
    /// The public attestation identity key.
    public let key: SubjectPublicKeyInfo

    /// The DER of its certificate; `nil` when absent.
    public let certificate: [UInt8]?

    public init(key: SubjectPublicKeyInfo, certificate: [UInt8]? = nil) {
        self.key = key
        self.certificate = certificate
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "AttestationIdentityKeyInformation").fields()
        key = try SubjectPublicKeyInfo(fields.next("identityKey"))
        certificate = fields.optional(.sequence, "certificate")?.encoded
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 1_024) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(key.derEncoded)
                if let certificate { writer.writeRaw(certificate) }
            }
        }
    }
}

/// The challenge of key attestation, 1.3.6.1.4.1.311.21.28: a secret of the CA that only the attested module can open.
///
///     AttestationChallenge ::= OCTET STRING
public struct AttestationChallenge: RequestAttributeValue, OctetStringValue {
    /// 1.3.6.1.4.1.311.21.28
    public static let oid = OID.Microsoft.attestationChallenge

    /// The encrypted secret in the form that the module takes.
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }
}

/// The algorithm with which the client must encrypt its answer to a challenge, 1.3.6.1.4.1.311.21.29: an AlgorithmIdentifier.
public struct AttestationEncryptionAlgorithm: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.21.29
    public static let oid = OID.Microsoft.encryptionAlgorithm

    /// The algorithm.
    public let algorithm: AlgorithmIdentifier

    public init(_ algorithm: AlgorithmIdentifier) {
        self.algorithm = algorithm
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        algorithm = try AlgorithmIdentifier(derEncoded: derEncoded)
    }

    public var derEncoded: [UInt8] { algorithm.derEncoded }
}

/// The key storage provider that holds an attested key, 1.3.6.1.4.1.311.21.25. A BMPString is written; any string is read and kept.
public struct KeyStorageProviderName: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.21.25
    public static let oid = OID.Microsoft.keyStorageProviderName

    /// The name, for example `Microsoft Platform Crypto Provider`.
    public let name: String

    /// The DER of the value, as it was read; a BMPString in a new one.
    public let derEncoded: [UInt8]

    public init(_ name: String) {
        self.name = name
        derEncoded = DERWriter.encode(capacity: 96) { $0.writeBMPString(name) }
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        name = try DERElement(parsing: derEncoded, structure: "KeyStorageProviderName").anyString()
        self.derEncoded = derEncoded
    }
}
