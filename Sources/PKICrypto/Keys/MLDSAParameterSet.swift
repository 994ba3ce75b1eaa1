import PortableFoundation
import Crypto
import PKIFormats

/// The parameter sets of ML-DSA (FIPS 204) that this library computes.
enum MLDSAParameterSet: Sendable {
    case mlDSA65, mlDSA87

    /// `nil` for the algorithm identifier of anything else.
    init?(_ oid: OID) {
        switch oid {
        case OID.Algorithms.mlDSA65: self = .mlDSA65
        case OID.Algorithms.mlDSA87: self = .mlDSA87
        default: return nil
        }
    }

    var algorithm: AlgorithmIdentifier {
        switch self {
        case .mlDSA65: .mlDSA65
        case .mlDSA87: .mlDSA87
        }
    }

    private var name: String { algorithm.name }

    private var expandedKeyByteCount: Int {
        switch self {
        case .mlDSA65: 4032
        case .mlDSA87: 4896
        }
    }

    func generate() throws(KeyError) -> any MLDSASigningKey {
        guard #available(macOS 26.0, *) else { throw tooOld }
        do {
            switch self {
            case .mlDSA65: return try MLDSA65.PrivateKey()
            case .mlDSA87: return try MLDSA87.PrivateKey()
            }
        } catch {
            throw KeyError(.failed, "making an \(name) key failed in the cryptographic library")
        }
    }

    /// Reads the key of a PrivateKeyInfo.
    /// - Parameter publicKey: the public key beside it in the structure, which must fit.
    func reading(_ privateKey: [UInt8], publicKey: [UInt8]?) throws(KeyError) -> any MLDSASigningKey {
        guard #available(macOS 26.0, *) else { throw tooOld }
        let parts: MLDSAPrivateKey
        do {
            parts = try MLDSAPrivateKey(derEncoded: privateKey)
        } catch {
            throw KeyError(.unreadable, "the \(name) private key cannot be read: \(error)")
        }
        guard let seed = parts.seed else {
            throw KeyError(
                .unsupported,
                "the \(name) private key is in expanded form only; its seed is needed, so export the key with the seed"
            )
        }
        let key: (any MLDSASigningKey)? =
            switch self {
            case .mlDSA65: try? MLDSA65.PrivateKey(seedRepresentation: seed, publicKey: nil)
            case .mlDSA87: try? MLDSA87.PrivateKey(seedRepresentation: seed, publicKey: nil)
            }
        guard let key else { throw KeyError(.unreadable, "the seed of the \(name) private key gives no key") }
        let made = key.publicKeyBytes
        if let publicKey, publicKey != made {
            throw KeyError(.unreadable, "the public key beside the \(name) private key belongs to another key")
        }
        // Both begin with the same public seed ρ (FIPS 204 §7.2); the rest of an expanded key is not checked.
        if let expanded = parts.expandedKey, expanded.count != expandedKeyByteCount || !made.starts(with: expanded.prefix(32)) {
            throw KeyError(.unreadable, "seed and expanded form of the \(name) private key do not belong together")
        }
        return key
    }

    /// Whether a signature is valid; `nil` when the octets are not a key of this parameter set.
    func isValid(_ signature: [UInt8], over message: [UInt8], keyBytes: [UInt8]) -> Bool? {
        guard #available(macOS 26.0, *) else { return nil }
        switch self {
        case .mlDSA65: return (try? MLDSA65.PublicKey(rawRepresentation: keyBytes))?.isValidSignature(signature, for: message)
        case .mlDSA87: return (try? MLDSA87.PublicKey(rawRepresentation: keyBytes))?.isValidSignature(signature, for: message)
        }
    }

    private var tooOld: KeyError { KeyError(.unsupported, "\(name) needs macOS 26 or Linux") }
}
