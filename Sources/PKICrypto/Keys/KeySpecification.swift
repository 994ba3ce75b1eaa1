public import PKIFormats

/// The kind of key to make.
public enum KeySpecification: Hashable, Sendable {
    /// An ECDSA key on NIST P-256.
    case p256
    /// An ECDSA key on NIST P-384.
    case p384
    /// An ECDSA key on NIST P-521.
    case p521
    /// An RSA key with a modulus of this many bits: 2048 through 16384, a multiple of 8.
    case rsa(bits: Int)
    /// An Ed25519 key (RFC 8410).
    case ed25519
    /// An ML-DSA-65 key (FIPS 204, RFC 9881).
    case mlDSA65
    /// An ML-DSA-87 key.
    case mlDSA87

    /// The sizes of RSA modulus that this library makes, in bits.
    public static let rsaBits = 2048...16384

    /// The kind of the public key.
    public var kind: KeyKind {
        switch self {
        case .p256: .ec(curve: .p256)
        case .p384: .ec(curve: .p384)
        case .p521: .ec(curve: .p521)
        case .rsa(let bits): .rsa(bits: bits)
        case .ed25519: .ed25519
        case .mlDSA65: .mlDSA65
        case .mlDSA87: .mlDSA87
        }
    }
}
