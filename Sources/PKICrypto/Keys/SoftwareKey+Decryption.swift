import Crypto
import CryptoExtras
import PKIFormats

import PortableFoundation

extension SoftwareKey {
    func decrypt(_ encrypted: [UInt8], using algorithm: AlgorithmIdentifier) throws(KeyError) -> [UInt8] {
        guard case .rsa(let signingKey, _) = self else {
            throw KeyError(.unsupported, "a \(publicKey.kind.algorithmName) key does not decrypt; only RSA does")
        }
        let scheme = try RSAEncryption(algorithm)
        guard let key = try? _RSA.Encryption.PrivateKey(derRepresentation: signingKey.derRepresentation) else {
            throw KeyError(.failed, "the RSA key cannot be used for decryption in the cryptographic library")
        }
        guard var plain = try? key.decrypt(encrypted, padding: scheme.padding) else {
            throw KeyError(.undecipherable, "the octets cannot be decrypted with this key, or they were changed")
        }
        defer { plain.resetBytes(in: plain.startIndex..<plain.endIndex) }
        return Array(plain)
    }

    func agree(with other: SubjectPublicKeyInfo) throws(KeyError) -> [UInt8] {
        let isCompressed = other.keyBytes.first == 0x02 || other.keyBytes.first == 0x03
        let secret: SharedSecret?
        switch self {
        case .p256(let key, let own):
            try Self.checkCurve(of: other, against: own)
            secret = try? P256.KeyAgreement.PrivateKey(rawRepresentation: key.rawRepresentation).sharedSecretFromKeyAgreement(
                with: isCompressed ? .init(compressedRepresentation: other.keyBytes) : .init(x963Representation: other.keyBytes)
            )
        case .p384(let key, let own):
            try Self.checkCurve(of: other, against: own)
            secret = try? P384.KeyAgreement.PrivateKey(rawRepresentation: key.rawRepresentation).sharedSecretFromKeyAgreement(
                with: isCompressed ? .init(compressedRepresentation: other.keyBytes) : .init(x963Representation: other.keyBytes)
            )
        case .p521(let key, let own):
            try Self.checkCurve(of: other, against: own)
            secret = try? P521.KeyAgreement.PrivateKey(rawRepresentation: key.rawRepresentation).sharedSecretFromKeyAgreement(
                with: isCompressed ? .init(compressedRepresentation: other.keyBytes) : .init(x963Representation: other.keyBytes)
            )
        case .rsa, .ed25519, .mlDSA:
            throw KeyError(.unsupported, "a \(publicKey.kind.algorithmName) key does not agree on secrets; P-256, P-384 and P-521 do")
        }
        guard let secret else { throw KeyError(.unreadable, "the other public key is not a point of this key's curve") }
        return secret.withUnsafeBytes { Array($0) }
    }

    /// RFC 5753 §3.1.1 lets a sender omit the curve, or write NULL for it.
    private static func checkCurve(of other: SubjectPublicKeyInfo, against own: SubjectPublicKeyInfo) throws(KeyError) {
        let parameters = other.algorithm.parameters
        guard other.algorithm.oid == OID.Algorithms.ecPublicKey,
            parameters == nil || parameters == [0x05, 0x00] || parameters == own.algorithm.parameters
        else { throw KeyError(.unreadable, "the other public key is on another curve") }
    }
}
