/// RFC 5280 §4.1.2.7
///
///     SubjectPublicKeyInfo ::= SEQUENCE {
///         algorithm         AlgorithmIdentifier,
///         subjectPublicKey  BIT STRING }
///
/// A key of any algorithm is accepted and kept. ``kind`` says whether this library knows it.
public struct SubjectPublicKeyInfo: Hashable, Sendable {
    /// The whole SEQUENCE.
    public let derEncoded: [UInt8]

    /// The algorithm of the key.
    public let algorithm: AlgorithmIdentifier

    /// The content of the BIT STRING. Its SHA-1 is the key identifier of RFC 5280 §4.2.1.2 (1).
    public let keyBytes: [UInt8]

    /// Builds the structure from an algorithm and the octets of the key.
    public init(algorithm: AlgorithmIdentifier, keyBytes: [UInt8]) {
        self.algorithm = algorithm
        self.keyBytes = keyBytes
        derEncoded = DERWriter.encode(capacity: keyBytes.count + 48) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(algorithm.derEncoded)
                writer.writeBitString(keyBytes)
            }
        }
    }

    /// Reads the DER of a SubjectPublicKeyInfo.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "SubjectPublicKeyInfo"))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "SubjectPublicKeyInfo")
        algorithm = try AlgorithmIdentifier(fields.next("algorithm"))
        keyBytes = try fields.next("subjectPublicKey").octetAlignedBitString()
        try fields.finish()
        derEncoded = element.encoded
    }

    /// Two keys are equal when their encodings are equal.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}

extension SubjectPublicKeyInfo {
    /// The kind of the key.
    public var kind: KeyKind {
        switch algorithm.oid {
        case OID.Algorithms.rsaEncryption, OID.Algorithms.rsassaPSS:
            guard let modulus = rsaComponents?.modulus, let first = modulus.first else { return .other(algorithm.oid) }
            return .rsa(bits: modulus.count * 8 - first.leadingZeroBitCount)
        case OID.Algorithms.ecPublicKey:
            guard let curve = namedCurveIdentifier.flatMap({ NamedCurve(oid: $0) }) else { return .other(algorithm.oid) }
            return .ec(curve: curve)
        case OID.Algorithms.ed25519:
            return keyBytes.count == 32 ? .ed25519 : .other(algorithm.oid)
        case OID.Algorithms.mlDSA65:
            return keyBytes.count == 1952 ? .mlDSA65 : .other(algorithm.oid)
        case OID.Algorithms.mlDSA87:
            return keyBytes.count == 2592 ? .mlDSA87 : .other(algorithm.oid)
        default:
            return .other(algorithm.oid)
        }
    }

    /// The numbers of an RSA key, big-endian without leading zeros (RFC 8017 appendix A.1.1, `RSAPublicKey`); `nil` for other keys and when
    /// the bytes cannot be read.
    public var rsaComponents: (modulus: [UInt8], exponent: [UInt8])? {
        guard algorithm.oid == OID.Algorithms.rsaEncryption || algorithm.oid == OID.Algorithms.rsassaPSS else { return nil }
        return try? readRSAPublicKey()
    }

    private func readRSAPublicKey() throws(FormatError) -> (modulus: [UInt8], exponent: [UInt8]) {
        var fields = try DERElement(parsing: keyBytes, structure: "RSAPublicKey").fields()
        let modulus = try fields.next("modulus").unsignedInteger()
        let exponent = try fields.next("publicExponent").unsignedInteger()
        try fields.finish()
        return (modulus, exponent)
    }
}

/// The kind of a public key, with the facts that a policy needs.
public enum KeyKind: Hashable, Sendable {
    /// RSA with the bit length of the modulus.
    case rsa(bits: Int)
    /// An elliptic-curve key on a curve for which certificates are issued.
    case ec(curve: NamedCurve)
    /// Ed25519.
    case ed25519
    /// ML-DSA-65 (FIPS 204, RFC 9881).
    case mlDSA65
    /// ML-DSA-87.
    case mlDSA87
    /// Any other key, and a key of a known algorithm whose parameters or bytes cannot be read.
    case other(OID)

    /// The key length in bits; 0 for kinds that have no such number here.
    public var bits: Int {
        switch self {
        case .rsa(let bits): bits
        case .ec(let curve): curve.bits
        case .ed25519: 256
        case .mlDSA65, .mlDSA87, .other: 0
        }
    }

    /// The name Windows gives the algorithm: `RSA`, `ECDSA_P256`, `ECDSA_P384`, `ECDSA_P521`, `ECDSA_brainpoolP256r1` and so on; `Ed25519`,
    /// `ML-DSA-65`, `ML-DSA-87`; otherwise the object identifier.
    public var algorithmName: String {
        switch self {
        case .rsa: "RSA"
        case .ec(let curve): NamedCurve.nist.contains(curve) ? "ECDSA_P\(curve.bits)" : "ECDSA_\(curve.rawValue)"
        case .ed25519: "Ed25519"
        case .mlDSA65: "ML-DSA-65"
        case .mlDSA87: "ML-DSA-87"
        case .other(let oid): oid.dotted
        }
    }

    /// Whether it is an RSA key.
    public var isRSA: Bool {
        if case .rsa = self { true } else { false }
    }
}
