import Crypto
import CryptoExtras
import PKIFormats

import PortableFoundation

/// A private key in this process's memory, held by swift-crypto, which clears the memory when the key goes away.
enum SoftwareKey: Sendable {
    case p256(P256.Signing.PrivateKey, SubjectPublicKeyInfo)
    case p384(P384.Signing.PrivateKey, SubjectPublicKeyInfo)
    case p521(P521.Signing.PrivateKey, SubjectPublicKeyInfo)
    case rsa(_RSA.Signing.PrivateKey, SubjectPublicKeyInfo)
    case ed25519(Curve25519.Signing.PrivateKey, SubjectPublicKeyInfo)
    case mlDSA(any MLDSASigningKey, SubjectPublicKeyInfo)

    init(generating specification: KeySpecification) throws(KeyError) {
        switch specification {
        case .p256: self.init(P256.Signing.PrivateKey())
        case .p384: self.init(P384.Signing.PrivateKey())
        case .p521: self.init(P521.Signing.PrivateKey())
        case .ed25519: self.init(Curve25519.Signing.PrivateKey())
        case .mlDSA65: self.init(try MLDSAParameterSet.mlDSA65.generate(), .mlDSA65)
        case .mlDSA87: self.init(try MLDSAParameterSet.mlDSA87.generate(), .mlDSA87)
        case .rsa(let bits):
            guard KeySpecification.rsaBits.contains(bits), bits % 8 == 0 else {
                throw KeyError(.refused, "an RSA key of \(bits) bits is refused; use 2048 through 16384 bits, a multiple of 8")
            }
            guard let key = try? _RSA.Signing.PrivateKey(keySize: .init(bitCount: bits)) else {
                throw KeyError(.failed, "making an RSA key of \(bits) bits failed")
            }
            try self.init(key)
        }
    }

    init(pkcs8: [UInt8]) throws(KeyError) {
        let info: PrivateKeyInfo
        do {
            info = try PrivateKeyInfo(derEncoded: pkcs8)
        } catch {
            throw KeyError(.unreadable, "the bytes are not a PKCS #8 private key: \(error)")
        }
        switch info.algorithm.oid {
        case OID.Algorithms.rsaEncryption:
            guard let key = try? _RSA.Signing.PrivateKey(unsafeDERRepresentation: info.privateKey) else { throw Self.damaged("RSA") }
            guard key.keySizeInBits >= KeySpecification.rsaBits.lowerBound else {
                throw KeyError(.refused, "the RSA key has \(key.keySizeInBits) bits; at least 2048 are needed")
            }
            try self.init(key)
        case OID.Algorithms.ecPublicKey:
            // swift-crypto reads version 1 without attributes, so version 2 and the additions of Windows are left out.
            try self.init(
                ecPKCS8: PrivateKeyInfo(algorithm: info.algorithm, privateKey: info.privateKey).derEncoded,
                parameters: info.algorithm.parameters
            )
        case OID.Algorithms.ed25519:
            let plain = PrivateKeyInfo(algorithm: info.algorithm, privateKey: info.privateKey).derEncoded
            guard let key = try? Curve25519.Signing.PrivateKey(derRepresentation: plain) else { throw Self.damaged("Ed25519") }
            self.init(key)
        case OID.Algorithms.mlDSA65: self.init(try MLDSAParameterSet.mlDSA65.reading(info.privateKey, publicKey: info.publicKey), .mlDSA65)
        case OID.Algorithms.mlDSA87: self.init(try MLDSAParameterSet.mlDSA87.reading(info.privateKey, publicKey: info.publicKey), .mlDSA87)
        default:
            throw KeyError(
                .unreadable,
                "private keys of algorithm \(info.algorithm.name) are not supported; use RSA, ECDSA, Ed25519, ML-DSA-65 or ML-DSA-87"
            )
        }
    }

    private init(ecPKCS8 pkcs8: [UInt8], parameters: [UInt8]?) throws(KeyError) {
        switch parameters {
        case AlgorithmIdentifier.ecPublicKey(.p256).parameters:
            guard let key = try? P256.Signing.PrivateKey(derRepresentation: pkcs8) else { throw Self.damaged("P-256") }
            self.init(key)
        case AlgorithmIdentifier.ecPublicKey(.p384).parameters:
            guard let key = try? P384.Signing.PrivateKey(derRepresentation: pkcs8) else { throw Self.damaged("P-384") }
            self.init(key)
        case AlgorithmIdentifier.ecPublicKey(.p521).parameters:
            guard let key = try? P521.Signing.PrivateKey(derRepresentation: pkcs8) else { throw Self.damaged("P-521") }
            self.init(key)
        default:
            throw KeyError(.unreadable, "the key's curve is not supported; use P-256, P-384 or P-521")
        }
    }

    private static func damaged(_ name: String) -> KeyError {
        KeyError(.unreadable, "the PKCS #8 structure says \(name), but the key inside cannot be read")
    }

    private init(_ key: P256.Signing.PrivateKey) {
        self = .p256(key, .init(algorithm: .ecPublicKey(.p256), keyBytes: Array(key.publicKey.x963Representation)))
    }

    private init(_ key: P384.Signing.PrivateKey) {
        self = .p384(key, .init(algorithm: .ecPublicKey(.p384), keyBytes: Array(key.publicKey.x963Representation)))
    }

    private init(_ key: P521.Signing.PrivateKey) {
        self = .p521(key, .init(algorithm: .ecPublicKey(.p521), keyBytes: Array(key.publicKey.x963Representation)))
    }

    private init(_ key: _RSA.Signing.PrivateKey) throws(KeyError) {
        self = .rsa(key, .init(algorithm: .rsaEncryption, keyBytes: Array(key.publicKey.pkcs1DERRepresentation)))
    }

    private init(_ key: Curve25519.Signing.PrivateKey) {
        self = .ed25519(key, .init(algorithm: .ed25519, keyBytes: Array(key.publicKey.rawRepresentation)))
    }

    private init(_ key: any MLDSASigningKey, _ algorithm: AlgorithmIdentifier) {
        self = .mlDSA(key, .init(algorithm: algorithm, keyBytes: key.publicKeyBytes))
    }

    var publicKey: SubjectPublicKeyInfo {
        switch self {
        case .p256(_, let key), .p384(_, let key), .p521(_, let key), .rsa(_, let key), .ed25519(_, let key), .mlDSA(_, let key): key
        }
    }

    var defaultSignatureAlgorithm: AlgorithmIdentifier {
        switch self {
        case .p256: .ecdsaWithSHA256
        case .p384: .ecdsaWithSHA384
        case .p521: .ecdsaWithSHA512
        case .rsa: .rsaWithSHA256
        case .ed25519: .ed25519
        case .mlDSA(_, let key): key.algorithm
        }
    }

    var supportedSignatureAlgorithms: [AlgorithmIdentifier] {
        switch self {
        case .p256, .p384, .p521: [.ecdsaWithSHA256, .ecdsaWithSHA384, .ecdsaWithSHA512]
        case .rsa: [.rsaWithSHA256, .rsaWithSHA384, .rsaWithSHA512, .rsaPSSWithSHA256, .rsaPSSWithSHA384, .rsaPSSWithSHA512]
        case .ed25519: [.ed25519]
        case .mlDSA(_, let key): [key.algorithm]
        }
    }

    var pkcs8: [UInt8] {
        switch self {
        case .p256(let key, _): Array(key.pkcs8DERRepresentation)
        case .p384(let key, _): Array(key.pkcs8DERRepresentation)
        case .p521(let key, _): Array(key.pkcs8DERRepresentation)
        case .rsa(let key, _): Array(key.pkcs8DERRepresentation)
        case .ed25519(let key, _): Array(key.pkcs8DERRepresentation)
        case .mlDSA(let key, let publicKey):
            PrivateKeyInfo(algorithm: publicKey.algorithm, privateKey: MLDSAPrivateKey(seed: key.seed).derEncoded).derEncoded
        }
    }
}
