/// RFC 5280 §4.1.1.2
///
///     AlgorithmIdentifier ::= SEQUENCE {
///         algorithm   OBJECT IDENTIFIER,
///         parameters  ANY DEFINED BY algorithm OPTIONAL }
///
/// An algorithm that this library does not know is kept with its parameters as they are.
public struct AlgorithmIdentifier: Hashable, Sendable {
    /// The identifier of the algorithm.
    public let oid: OID

    /// The parameters as DER; `nil` when absent, which is not the same as NULL.
    public let parameters: [UInt8]?

    /// The whole SEQUENCE.
    public let derEncoded: [UInt8]

    /// Creates an identifier.
    /// - Parameter parameters: one DER element, or `nil` for none.
    public init(_ oid: OID, parameters: [UInt8]? = nil) {
        self.oid = oid
        self.parameters = parameters
        derEncoded = DERWriter.encode(capacity: 32) { writer in
            writer.writeSequence { writer in
                writer.writeOID(oid)
                if let parameters { writer.writeRaw(parameters) }
            }
        }
    }

    /// Reads the DER of an AlgorithmIdentifier.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "AlgorithmIdentifier"))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "AlgorithmIdentifier")
        oid = try fields.next("algorithm").oid()
        parameters = fields.isAtEnd ? nil : try fields.next("parameters").encoded
        try fields.finish()
        derEncoded = element.encoded
    }

    static let null: [UInt8] = [0x05, 0x00]
}

extension AlgorithmIdentifier {
    /// ECDSA with SHA-1; seen in old requests only.
    public static let ecdsaWithSHA1 = AlgorithmIdentifier(OID.Algorithms.ecdsaWithSHA1)
    /// ECDSA with SHA-256 (RFC 5758).
    public static let ecdsaWithSHA256 = AlgorithmIdentifier(OID.Algorithms.ecdsaWithSHA256)
    /// ECDSA with SHA-384 (RFC 5758).
    public static let ecdsaWithSHA384 = AlgorithmIdentifier(OID.Algorithms.ecdsaWithSHA384)
    /// ECDSA with SHA-512 (RFC 5758).
    public static let ecdsaWithSHA512 = AlgorithmIdentifier(OID.Algorithms.ecdsaWithSHA512)
    /// RSA PKCS #1 v1.5 with SHA-1; seen in old requests only.
    public static let rsaWithSHA1 = AlgorithmIdentifier(OID.Algorithms.rsaWithSHA1, parameters: null)
    /// RSA PKCS #1 v1.5 with SHA-256 (RFC 4055).
    public static let rsaWithSHA256 = AlgorithmIdentifier(OID.Algorithms.rsaWithSHA256, parameters: null)
    /// RSA PKCS #1 v1.5 with SHA-384 (RFC 4055).
    public static let rsaWithSHA384 = AlgorithmIdentifier(OID.Algorithms.rsaWithSHA384, parameters: null)
    /// RSA PKCS #1 v1.5 with SHA-512 (RFC 4055).
    public static let rsaWithSHA512 = AlgorithmIdentifier(OID.Algorithms.rsaWithSHA512, parameters: null)
    /// Ed25519 (RFC 8410).
    public static let ed25519 = AlgorithmIdentifier(OID.Algorithms.ed25519)
    /// ML-DSA-65 (RFC 9881).
    public static let mlDSA65 = AlgorithmIdentifier(OID.Algorithms.mlDSA65)
    /// ML-DSA-87 (RFC 9881).
    public static let mlDSA87 = AlgorithmIdentifier(OID.Algorithms.mlDSA87)
    /// An RSA key (RFC 3279); also the signature algorithm in a CMS SignerInfo, which names the digest separately.
    public static let rsaEncryption = AlgorithmIdentifier(OID.Algorithms.rsaEncryption, parameters: null)
    /// The digest SHA-1, with the NULL that Windows writes in CMS.
    public static let sha1 = AlgorithmIdentifier(OID.Algorithms.sha1, parameters: null)
    /// The digest SHA-256, without parameters (RFC 5754 §2).
    public static let sha256 = AlgorithmIdentifier(OID.Algorithms.sha256)
    /// The digest SHA-384, without parameters (RFC 5754 §2).
    public static let sha384 = AlgorithmIdentifier(OID.Algorithms.sha384)
    /// The digest SHA-512, without parameters (RFC 5754 §2).
    public static let sha512 = AlgorithmIdentifier(OID.Algorithms.sha512)

    /// The identifier of a digest as CMS writes it.
    public static func digest(_ digest: DigestAlgorithm) -> AlgorithmIdentifier {
        switch digest {
        case .md5: AlgorithmIdentifier(OID.Algorithms.md5, parameters: null)
        case .sha1: .sha1
        case .sha256: .sha256
        case .sha384: .sha384
        case .sha512: .sha512
        }
    }

    /// An EC key on a named curve (RFC 5480 §2.1.1).
    public static func ecPublicKey(_ curve: NamedCurve) -> AlgorithmIdentifier {
        AlgorithmIdentifier(OID.Algorithms.ecPublicKey, parameters: DERWriter.encode(capacity: 16) { $0.writeOID(curve.oid) })
    }

    /// The hash function of a signature algorithm, or the one that a digest identifier names; `nil` when the algorithm has none of its own
    /// (Ed25519, RSA-PSS with its parameters) or is not known.
    public var digest: DigestAlgorithm? {
        switch oid {
        case OID.Algorithms.ecdsaWithSHA256, OID.Algorithms.rsaWithSHA256: .sha256
        case OID.Algorithms.ecdsaWithSHA384, OID.Algorithms.rsaWithSHA384: .sha384
        case OID.Algorithms.ecdsaWithSHA512, OID.Algorithms.rsaWithSHA512: .sha512
        case OID.Algorithms.ecdsaWithSHA1, OID.Algorithms.rsaWithSHA1: .sha1
        case OID.Algorithms.rsaWithMD5: .md5
        default: DigestAlgorithm(oid: oid)
        }
    }

    /// The algorithm's name, or its object identifier when it is not known.
    public var name: String { oid.nameOrDotted }
}
