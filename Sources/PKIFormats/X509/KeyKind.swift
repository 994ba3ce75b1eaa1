/// What kind of public key it is, as far as a policy has to know.
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
    /// Anything else, and keys of a known algorithm whose parameters or bytes cannot be read.
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
