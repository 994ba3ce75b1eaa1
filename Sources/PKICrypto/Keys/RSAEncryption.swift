import Crypto
import CryptoExtras
public import PKIFormats

import PortableFoundation

/// How RSA encrypts a key.
public enum RSAEncryption: Hashable, Sendable {
    /// PKCS #1 v1.5 (RFC 8017 §7.2), which every program reads. A receiver that answers errors differently from successes gives the key
    /// away.
    case pkcs1
    /// OAEP with SHA-1 (RFC 8017 §7.1), for label and mask.
    case oaepSHA1
    /// OAEP with SHA-256, for label and mask.
    case oaepSHA256

    /// Reads an algorithm identifier.
    /// - Throws: ``KeyError`` of kind `unsupported` for other algorithms, other hashes and labels; `unreadable` for damaged parameters.
    public init(_ algorithm: AlgorithmIdentifier) throws(KeyError) {
        if algorithm.oid == OID.Algorithms.rsaEncryption {
            self = .pkcs1
            return
        }
        guard algorithm.oid == OID.Algorithms.rsaesOAEP else {
            throw KeyError(.unsupported, "RSA does not encrypt with \(algorithm.name); use PKCS #1 v1.5 or OAEP")
        }
        let parameters: RSAESOAEPParameters
        do {
            parameters = try RSAESOAEPParameters(derEncoded: algorithm.parameters ?? [0x30, 0x00])
        } catch {
            throw KeyError(.unreadable, "the parameters of RSA-OAEP cannot be read: \(error)")
        }
        guard parameters.label.isEmpty else { throw KeyError(.unsupported, "RSA-OAEP with a label is not supported") }
        switch parameters.digest {
        case .sha1: self = .oaepSHA1
        case .sha256: self = .oaepSHA256
        default: throw KeyError(.unsupported, "RSA-OAEP with \(parameters.hash.name) is not supported; use SHA-256 for label and mask")
        }
    }

    /// The algorithm identifier.
    public var algorithm: AlgorithmIdentifier {
        switch self {
        case .pkcs1: .rsaEncryption
        case .oaepSHA1: AlgorithmIdentifier(OID.Algorithms.rsaesOAEP, parameters: RSAESOAEPParameters(digest: .sha1).derEncoded)
        case .oaepSHA256: AlgorithmIdentifier(OID.Algorithms.rsaesOAEP, parameters: RSAESOAEPParameters(digest: .sha256).derEncoded)
        }
    }

    var padding: _RSA.Encryption.Padding {
        switch self {
        case .pkcs1: ._WEAK_AND_INSECURE_PKCS_V1_5
        case .oaepSHA1: .PKCS1_OAEP
        case .oaepSHA256: .PKCS1_OAEP_SHA256
        }
    }

    /// Encrypts `plain`, a short key, for the holder of `publicKey`.
    /// - Throws: ``KeyError`` of kind `refused` when the key is not an RSA key of 2048 through 16384 bits, `failed` when `plain` is too
    ///   long.
    public func encrypt(_ plain: [UInt8], to publicKey: SubjectPublicKeyInfo) throws(KeyError) -> [UInt8] {
        guard case .rsa(let bits) = publicKey.kind, KeySpecification.rsaBits.contains(bits),
            let key = (try? _RSA.Encryption.PublicKey(derRepresentation: publicKey.derEncoded))
                ?? (try? _RSA.Encryption.PublicKey(derRepresentation: publicKey.keyBytes))
        else { throw KeyError(.refused, "RSA encrypts with keys of 2048 through 16384 bits, not with this one") }
        guard let encrypted = try? key.encrypt(plain, padding: padding) else {
            throw KeyError(.failed, "encrypting \(plain.count) octets with RSA failed in the cryptographic library")
        }
        return Array(encrypted)
    }
}
