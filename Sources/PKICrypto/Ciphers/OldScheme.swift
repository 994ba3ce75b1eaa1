import PKIFormats

/// A scheme whose identifier names both the key derivation and the cipher: PBES1 (RFC 8018 §6.1) and those of PKCS #12 (RFC 7292 appendix
/// C). The initialization vector is derived from the password.
struct OldScheme {
    private enum Derivation {
        case pbkdf1(DigestAlgorithm)
        case pkcs12
    }

    /// The cipher of the scheme.
    let cipher: LegacyCipher

    private let derivation: Derivation
    private let keyByteCount: Int

    /// `nil` for an identifier that does not name such a scheme. The schemes with MD2 are left out, because nothing here computes it.
    init?(_ oid: OID) {
        switch oid {
        case OID.Algorithms.pbeWithMD5AndDES: self.init(.pbkdf1(.md5), .desCBC, 8)
        case OID.Algorithms.pbeWithMD5AndRC2: self.init(.pbkdf1(.md5), .rc2CBC(effectiveBits: 64), 8)
        case OID.Algorithms.pbeWithSHA1AndDES: self.init(.pbkdf1(.sha1), .desCBC, 8)
        case OID.Algorithms.pbeWithSHA1AndRC2: self.init(.pbkdf1(.sha1), .rc2CBC(effectiveBits: 64), 8)
        case OID.Algorithms.pkcs12WithSHA1And128BitRC4: self.init(.pkcs12, .rc4, 16)
        case OID.Algorithms.pkcs12WithSHA1And40BitRC4: self.init(.pkcs12, .rc4, 5)
        case OID.Algorithms.pkcs12WithSHA1And3KeyTripleDES: self.init(.pkcs12, .tripleDESCBC, 24)
        case OID.Algorithms.pkcs12WithSHA1And2KeyTripleDES: self.init(.pkcs12, .tripleDESCBC, 16)
        case OID.Algorithms.pkcs12WithSHA1And128BitRC2: self.init(.pkcs12, .rc2CBC(effectiveBits: 128), 16)
        case OID.Algorithms.pkcs12WithSHA1And40BitRC2: self.init(.pkcs12, .rc2CBC(effectiveBits: 40), 5)
        default: return nil
        }
    }

    private init(_ derivation: Derivation, _ cipher: LegacyCipher, _ keyByteCount: Int) {
        self.derivation = derivation
        self.cipher = cipher
        self.keyByteCount = keyByteCount
    }

    /// The key and the cipher with its initialization vector.
    func derive(_ password: FilePassword, parameters: [UInt8]) throws(KeyError) -> (key: [UInt8], cipher: AlgorithmIdentifier) {
        let scheme: PBEParameters
        do {
            scheme = try PBEParameters(derEncoded: parameters)
        } catch {
            throw KeyError(.unreadable, "the parameters of the encryption cannot be read: \(error)")
        }
        let key: [UInt8]
        let vector: [UInt8]
        switch derivation {
        case .pbkdf1(let digest):
            let octets = try KeyDerivation.pbkdf1(
                password.octets,
                salt: scheme.salt,
                iterations: scheme.iterations,
                digest: digest,
                keyByteCount: 16
            )
            key = Array(octets.prefix(8))
            vector = Array(octets.dropFirst(8))
        case .pkcs12:
            key = try KeyDerivation.pkcs12(
                password.bmp,
                salt: scheme.salt,
                iterations: scheme.iterations,
                digest: .sha1,
                purpose: .key,
                byteCount: keyByteCount
            )
            vector =
                cipher.vectorByteCount == 0
                ? []
                : try KeyDerivation.pkcs12(
                    password.bmp,
                    salt: scheme.salt,
                    iterations: scheme.iterations,
                    digest: .sha1,
                    purpose: .vector,
                    byteCount: cipher.vectorByteCount
                )
        }
        return (key, ContentCipher.legacy(cipher).algorithm(vector: vector))
    }
}
