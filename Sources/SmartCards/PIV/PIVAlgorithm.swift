package import PKICrypto
package import PKIFormats

/// A kind of key on a card. Source: NIST SP 800-78-5 table 9; RSA with 4096 bits as YubiKeys number it.
package enum PIVAlgorithm: UInt8, Hashable, Sendable, CaseIterable {
    case rsa3072 = 0x05
    case rsa2048 = 0x07
    case rsa4096 = 0x16
    case p256 = 0x11
    case p384 = 0x14

    /// nil for a kind of key that no card has.
    package init?(_ specification: KeySpecification) {
        switch specification {
        case .p256: self = .p256
        case .p384: self = .p384
        case .rsa(bits: 2048): self = .rsa2048
        case .rsa(bits: 3072): self = .rsa3072
        case .rsa(bits: 4096): self = .rsa4096
        default: return nil
        }
    }

    /// nil for a kind of key that no card has.
    package init?(_ publicKey: SubjectPublicKeyInfo) {
        switch publicKey.kind {
        case .rsa(bits: 2048): self = .rsa2048
        case .rsa(bits: 3072): self = .rsa3072
        case .rsa(bits: 4096): self = .rsa4096
        case .ec(curve: .p256): self = .p256
        case .ec(curve: .p384): self = .p384
        default: return nil
        }
    }

    package var curve: NamedCurve? {
        switch self {
        case .p256: .p256
        case .p384: .p384
        default: nil
        }
    }

    /// Octets of the modulus; of a coordinate for curves.
    package var byteCount: Int {
        switch self {
        case .rsa2048: 256
        case .rsa3072: 384
        case .rsa4096: 512
        case .p256: 32
        case .p384: 48
        }
    }

    package var name: String { curve.map { "ECDSA \($0.displayName)" } ?? "RSA \(byteCount * 8)" }
}
