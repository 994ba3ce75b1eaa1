import PKICrypto
import PKIFormats

/// A fault that may be read, but should no longer be made or trusted.
struct Weakness: Hashable, Sendable {
    /// A code for scripts, from the list in docs/certreq-dump.md.
    let code: String
    let sentence: String
}

extension Weakness {
    /// Broken hashes in the algorithm of a signature or digest.
    static func of(_ algorithm: AlgorithmIdentifier, in what: String) -> [Weakness] {
        guard let broken = algorithm.brokenDigest else { return [] }
        switch broken {
        case .md5: return [Weakness(code: "md5", sentence: "\(what) uses MD5, for which collisions are made in seconds")]
        case .sha1 where algorithm.oid == OID.Algorithms.rsassaPSS && (algorithm.parameters ?? [0x30, 0]) == [0x30, 0]:
            return [Weakness(code: "sha1", sentence: "\(what) is RSASSA-PSS with the default parameters, which means SHA-1")]
        case .sha1: return [Weakness(code: "sha1", sentence: "\(what) uses SHA-1, for which collisions have been made")]
        case .md2, .md4: return [Weakness(code: broken.code, sentence: "\(what) uses \(broken.rawValue), which is broken")]
        }
    }

    /// Keys that are too short or unusual.
    static func of(_ key: SubjectPublicKeyInfo) -> [Weakness] {
        let summary = PublicKeySummary(key)
        var found: [Weakness] = []
        switch key.algorithm.oid {
        case OID.Algorithms.rsaEncryption, OID.Algorithms.rsassaPSS:
            guard let numbers = key.rsaComponents, let bits = summary.bits else {
                return [Weakness(code: "unreadable-key", sentence: "the octets of the RSA public key are not two positive numbers")]
            }
            if bits < 2048 {
                found.append(Weakness(code: "short-key", sentence: "the RSA key has \(bits) bits; keys in use have at least 2048"))
            }
            if bits % 8 != 0 {
                found.append(Weakness(code: "odd-key-size", sentence: "the RSA modulus has \(bits) bits, which is not a multiple of 8"))
            }
            if numbers.modulus.last.map({ $0 & 1 == 0 }) ?? true {
                found.append(Weakness(code: "bad-modulus", sentence: "the RSA modulus is even"))
            }
            let exponent = numbers.exponent.count <= 7 ? numbers.exponent.reduce(0) { $0 << 8 | Int($1) } : Int.max
            if exponent < 3 || numbers.exponent.last.map({ $0 & 1 == 0 }) ?? true {
                found.append(Weakness(code: "bad-exponent", sentence: "the RSA public exponent is even or less than 3"))
            } else if exponent < 65_537 {
                found.append(Weakness(code: "small-exponent", sentence: "the RSA public exponent is \(exponent); 65537 is usual"))
            }
        case OID.Algorithms.ecPublicKey:
            if let bits = summary.bits, bits < 256 {
                found.append(
                    Weakness(
                        code: "short-key",
                        sentence: "the curve \(summary.curve ?? "") has \(bits) bits; curves in use have at least 256"
                    )
                )
            }
            if summary.curve == nil {
                found.append(
                    Weakness(
                        code: "explicit-curve",
                        sentence: "the curve is described by its parameters or not at all, but RFC 5480 requires a name"
                    )
                )
            }
        case OID.Algorithms.dsa:
            found.append(Weakness(code: "dsa", sentence: "DSA keys must not make new signatures (FIPS 186-5)"))
        default: break
        }
        return found
    }
}

extension BrokenDigest {
    fileprivate var code: String {
        switch self {
        case .md2: "md2"
        case .md4: "md4"
        case .md5: "md5"
        case .sha1: "sha1"
        }
    }
}

extension Weakness {
    /// Ciphers that are broken or too small.
    static func ofCipher(_ algorithm: AlgorithmIdentifier) -> [Weakness] {
        guard let name = oldCiphers[algorithm.oid] else { return [] }
        return [Weakness(code: "weak-cipher", sentence: "the content is encrypted with \(name)")]
    }

    private static let oldCiphers: [OID: String] = [
        OID.Algorithms.desCBC: "DES", OID.Algorithms.rc2CBC: "RC2", OID.Algorithms.rc4: "RC4", OID.Algorithms.tripleDESCBC: "triple DES",
        OID.Algorithms.pbeWithMD5AndDES: "DES and MD5", OID.Algorithms.pbeWithSHA1AndDES: "DES",
        OID.Algorithms.pbeWithMD5AndRC2: "RC2 and MD5",
        OID.Algorithms.pbeWithSHA1AndRC2: "RC2", OID.Algorithms.pbeWithMD2AndDES: "DES and MD2",
        OID.Algorithms.pbeWithMD2AndRC2: "RC2 and MD2",
        OID.Algorithms.pkcs12WithSHA1And128BitRC4: "RC4", OID.Algorithms.pkcs12WithSHA1And40BitRC4: "RC4 with 40 bits",
        OID.Algorithms.pkcs12WithSHA1And128BitRC2: "RC2", OID.Algorithms.pkcs12WithSHA1And40BitRC2: "RC2 with 40 bits",
        OID.Algorithms.pkcs12WithSHA1And3KeyTripleDES: "triple DES and a SHA-1 derivation",
        OID.Algorithms.pkcs12WithSHA1And2KeyTripleDES: "triple DES with two keys",
    ]
}
