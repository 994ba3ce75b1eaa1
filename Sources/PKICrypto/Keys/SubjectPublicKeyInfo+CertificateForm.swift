import Crypto
package import PKIFormats

extension SubjectPublicKeyInfo {
    /// The same key in the one form that a certificate carries; nil when the key cannot be given that form.
    ///
    /// The form: RSA with NULL parameters (RFC 3279 §2.3.1), Ed25519 and ML-DSA without parameters (RFC 8410 §3, RFC 9881 §4), uncompressed
    /// points (RFC 5480 §2.2), and for a key for RSA-PSS absent or readable parameters (RFC 4055 §3.1). A key that already has this form is
    /// returned unchanged.
    package var certificateForm: SubjectPublicKeyInfo? {
        switch algorithm.oid {
        case OID.Algorithms.rsaEncryption:
            return algorithm.parameters == AlgorithmIdentifier.rsaEncryption.parameters
                ? self : SubjectPublicKeyInfo(algorithm: .rsaEncryption, keyBytes: keyBytes)
        case OID.Algorithms.rsassaPSS:
            guard let parameters = algorithm.parameters else { return self }
            return (try? RSASSAPSSParameters(derEncoded: parameters)) == nil ? nil : self
        case OID.Algorithms.ecPublicKey:
            switch keyBytes.first {
            case 0x04: return self
            case 0x02, 0x03: return uncompressedPoint.map { SubjectPublicKeyInfo(algorithm: algorithm, keyBytes: $0) }
            default: return nil
            }
        case OID.Algorithms.ed25519, OID.Algorithms.mlDSA65, OID.Algorithms.mlDSA87:
            return algorithm.parameters == nil
                ? self : SubjectPublicKeyInfo(algorithm: AlgorithmIdentifier(algorithm.oid), keyBytes: keyBytes)
        default: return self
        }
    }

    /// The point of an EC key on a NIST curve as X9.62 writes it; nil when the octets are not a point of the curve, and for other curves.
    package var uncompressedPoint: [UInt8]? {
        guard case .ec(let curve) = kind else { return nil }
        switch curve {
        case .p256: return P256.Signing.PublicKey(point: keyBytes).map { Array($0.x963Representation) }
        case .p384: return P384.Signing.PublicKey(point: keyBytes).map { Array($0.x963Representation) }
        case .p521: return P521.Signing.PublicKey(point: keyBytes).map { Array($0.x963Representation) }
        case .brainpoolP256r1, .brainpoolP384r1, .brainpoolP512r1: return nil
        }
    }
}
