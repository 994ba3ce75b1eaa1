import Crypto
import CryptoExtras
public import PKIFormats
import PortableFoundation

/// A secret that one TPM 2.0 gives back, and only for a key that it holds (TPM2_MakeCredential; TPM 2.0 Library Part 1 §24, Part 3 §12.6).
///
/// Whoever answers with the secret has the module of the endorsement key, and that module holds the key of the given name.
public struct TPMCredential: Hashable, Sendable {
    /// TPM2B_ID_OBJECT: what TPM2_ActivateCredential takes as its credential blob.
    public let blob: [UInt8]

    /// TPM2B_ENCRYPTED_SECRET: the seed, encrypted to the endorsement key.
    public let encryptedSeed: [UInt8]

    /// Seals a secret.
    /// - Parameters:
    ///   - secret: at most as many octets as the hash of the endorsement key's name has.
    ///   - endorsementKey: an RSA key of 2048 bits or more, or one on P-256, P-384 or P-521, that is a parent with AES in CFB mode.
    ///   - name: the name of the key that the module must hold.
    /// - Throws: ``KeyError`` of kind `refused` for another endorsement key or a longer secret.
    public static func sealing(_ secret: [UInt8], to endorsementKey: TPMPublicArea, for name: [UInt8]) async throws -> TPMCredential {
        guard let keyBits = endorsementKey.symmetricKeyBits, endorsementKey.attributes.isSuperset(of: [.restricted, .decrypt]) else {
            throw KeyError(
                .refused,
                "the endorsement key is not a restricted key that decrypts with AES, so its module opens no credential"
            )
        }
        return try await sealing(secret, to: endorsementKey.key, digest: endorsementKey.nameAlgorithm, keyBits: keyBits, for: name)
    }

    /// Seals a secret for an endorsement key of which only the key itself is known.
    ///
    /// Hash and cipher are those of the templates that modules make such keys from (TCG EK Credential Profile for TPM 2.0, annex B): SHA-256 and AES-128 for RSA of
    /// 2048 bits and P-256, SHA-384 and AES-256 for RSA of 3072 or 4096 bits and P-384, SHA-512 and AES-256 for P-521. For a key made from another template its
    /// module opens nothing.
    /// - Throws: ``KeyError`` of kind `refused` for another key or a longer secret.
    public static func sealing(_ secret: [UInt8], toStandardKey key: SubjectPublicKeyInfo, for name: [UInt8]) async throws
        -> TPMCredential
    {
        let (digest, keyBits): (DigestAlgorithm, Int)
        switch key.kind {
        case .rsa(bits: 2048), .ec(.p256): (digest, keyBits) = (.sha256, 128)
        case .rsa(bits: 3072), .rsa(bits: 4096), .ec(.p384): (digest, keyBits) = (.sha384, 256)
        case .ec(.p521): (digest, keyBits) = (.sha512, 256)
        default: throw KeyError(.refused, "an endorsement key is an RSA key of 2048, 3072 or 4096 bits, or one on P-256, P-384 or P-521")
        }
        return try await sealing(secret, to: key, digest: digest, keyBits: keyBits, for: name)
    }

    private static func sealing(
        _ secret: [UInt8],
        to key: SubjectPublicKeyInfo,
        digest: DigestAlgorithm,
        keyBits: Int,
        for name: [UInt8]
    ) async throws -> TPMCredential {
        guard !secret.isEmpty, secret.count <= digest.byteCount else {
            throw KeyError(.refused, "a credential has 1 to \(digest.byteCount) octets for this endorsement key, not \(secret.count)")
        }
        let (seed, encryptedSeed) = try await protectedSeed(key, digest)
        let cipherKey = derive(digest, key: seed, label: "STORAGE", context: name, bits: keyBits)
        let sealed = try encrypt(sized(secret), key: cipherKey)
        let integrityKey = derive(digest, key: seed, label: "INTEGRITY", context: [], bits: digest.byteCount * 8)
        let code = MessageAuthentication.code(sealed + name, key: integrityKey, digest: digest)
        return TPMCredential(blob: sized(sized(code) + sealed), encryptedSeed: sized(encryptedSeed))
    }

    /// A seed, and the form in which the module gets it (Part 1 annexes B.10.3 and C.6.3).
    private static func protectedSeed(_ key: SubjectPublicKeyInfo, _ digest: DigestAlgorithm) async throws
        -> (seed: [UInt8], encrypted: [UInt8])
    {
        switch key.kind {
        case .rsa:
            let seed = SecureRandom.bytes(digest.byteCount)
            return (seed, try encryptOAEP(seed, to: key, digest))
        case .ec(let curve) where NamedCurve.nist.contains(curve):
            let specification: KeySpecification =
                switch curve {
                case .p384: .p384
                case .p521: .p521
                default: .p256
                }
            let own = try PrivateKey(generating: specification)
            let shared = try await own.agree(with: key)
            func x(_ key: SubjectPublicKeyInfo) -> [UInt8] { Array(key.keyBytes.dropFirst().prefix(curve.coordinateByteCount)) }
            // KDFe (Part 1 §11.4.10.3): one round of the hash is as long as the seed.
            let seed = Digest.of([0, 0, 0, 1] + shared + Self.label("IDENTITY") + x(own.publicKey) + x(key), digest)
            let y = Array(own.publicKey.keyBytes.suffix(curve.coordinateByteCount))
            return (seed, sized(x(own.publicKey)) + sized(y))
        default:
            throw KeyError(.refused, "an endorsement key is an RSA key, or one on P-256, P-384 or P-521")
        }
    }

    /// RSAES-OAEP (RFC 8017 §7.1.1) with the label that the module expects. The library underneath knows no labels.
    ///
    /// The block is a secret, but one that is used once and encrypted once: the masks make it look random, so one time of `RSAPublicOperation`, whose work does
    /// not branch on single bits of its input, tells nothing that a second one could complete.
    private static func encryptOAEP(_ seed: [UInt8], to key: SubjectPublicKeyInfo, _ digest: DigestAlgorithm) throws -> [UInt8] {
        guard let (modulus, exponent) = key.rsaComponents, modulus.count >= 256 else {
            throw KeyError(.refused, "an RSA endorsement key has at least 2048 bits")
        }
        let hashCount = digest.byteCount
        let room = modulus.count - seed.count - 2 * hashCount - 2
        guard room >= 0 else { throw KeyError(.refused, "the endorsement key is too short for its hash") }
        let block = Digest.of(label("IDENTITY"), digest) + [UInt8](repeating: 0, count: room) + [1] + seed
        let salt = SecureRandom.bytes(hashCount)
        let maskedBlock = zip(block, mask(from: salt, count: block.count, digest)).map { $0 ^ $1 }
        let maskedSalt = zip(salt, mask(from: maskedBlock, count: hashCount, digest)).map { $0 ^ $1 }
        guard let encrypted = RSAPublicOperation.apply(to: [0] + maskedSalt + maskedBlock, exponent: exponent, modulus: modulus) else {
            throw KeyError(.refused, "the modulus or the exponent of the endorsement key is out of bounds")
        }
        return encrypted
    }

    /// MGF1 (RFC 8017 appendix B.2.1).
    private static func mask(from seed: [UInt8], count: Int, _ digest: DigestAlgorithm) -> [UInt8] {
        var mask: [UInt8] = []
        var counter: UInt32 = 0
        while mask.count < count {
            mask += Digest.of(seed + octets(counter), digest)
            counter += 1
        }
        return Array(mask.prefix(count))
    }

    /// KDFa (Part 1 §11.4.10.2): HMAC in counter mode.
    static func derive(_ digest: DigestAlgorithm, key: [UInt8], label text: String, context: [UInt8], bits: Int) -> [UInt8] {
        var derived: [UInt8] = []
        var counter: UInt32 = 1
        while derived.count < bits / 8 {
            let message = octets(counter) + label(text) + context + octets(UInt32(bits))
            derived += MessageAuthentication.code(message, key: key, digest: digest)
            counter += 1
        }
        return Array(derived.prefix(bits / 8))
    }

    /// AES in CFB mode with a vector of zeros: the key is used once.
    private static func encrypt(_ plain: [UInt8], key: [UInt8]) throws -> [UInt8] {
        let vector = try AES._CFB.IV(ivBytes: [UInt8](repeating: 0, count: 16))
        return Array(try AES._CFB.encrypt(plain, using: SymmetricKey(data: key), iv: vector))
    }

    /// A label with the zero at its end, which counts.
    private static func label(_ text: String) -> [UInt8] { Array(text.utf8) + [0] }

    private static func sized(_ octets: [UInt8]) -> [UInt8] {
        [UInt8(octets.count >> 8), UInt8(truncatingIfNeeded: octets.count)] + octets
    }

    private static func octets(_ number: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } }
}
