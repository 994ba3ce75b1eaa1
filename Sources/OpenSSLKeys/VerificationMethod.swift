import COpenSSL
import PKICrypto
import PKIFormats

/// A signature algorithm in the terms that OpenSSL needs to verify it.
struct VerificationMethod {
    /// The hash; `nil` when the algorithm includes its own hash.
    let digest: String?
    /// OpenSSL's name for the keys of this algorithm.
    let keyTypes: [String]
    private let pss: RSASSAPSSParameters?
    private let maskDigest: String?

    /// `nil` for an unknown algorithm, or for parameters that are not computed.
    init?(_ algorithm: AlgorithmIdentifier) {
        if algorithm.oid == OID.Algorithms.rsassaPSS {
            // Absent parameters mean SHA-1 in a key and are not allowed in a signature (RFC 4055 §3.1).
            guard let bytes = algorithm.parameters, let parameters = try? RSASSAPSSParameters(derEncoded: bytes),
                let digest = Self.digests[parameters.hash.oid], let mask = Self.maskDigest(of: parameters), parameters.saltByteCount <= 2048
            else { return nil }
            self.init(digest, ["RSA", "RSA-PSS"], parameters, mask)
        } else if algorithm.oid == Self.ecdsaWithSpecified {
            guard let hash = algorithm.parameters.flatMap({ try? AlgorithmIdentifier(derEncoded: $0) }), let digest = Self.digests[hash.oid]
            else { return nil }
            self.init(digest, ["EC"])
        } else {
            guard let row = Self.rows[algorithm.oid] else { return nil }
            self.init(row.digest, [row.keyType])
        }
    }

    private init(_ digest: String?, _ keyTypes: [String], _ pss: RSASSAPSSParameters? = nil, _ maskDigest: String? = nil) {
        self.digest = digest
        self.keyTypes = keyTypes
        self.pss = pss
        self.maskDigest = maskDigest
    }

    /// Whether the parameters of a key for PSS alone allow it (RFC 4055 §3.3).
    func isAllowed(by key: SubjectPublicKeyInfo) -> Bool {
        guard key.algorithm.oid == OID.Algorithms.rsassaPSS else { return true }
        guard let pss else { return false }
        guard let bytes = key.algorithm.parameters else { return true }
        guard let own = try? RSASSAPSSParameters(derEncoded: bytes) else { return false }
        return own.hash.oid == pss.hash.oid && Self.maskDigest(of: own) == maskDigest && pss.saltByteCount >= own.saltByteCount
    }

    /// Sets the padding. Call this after the init function of the verification.
    func apply(to context: OpaquePointer?) -> Bool {
        guard let pss, let maskDigest else { return true }
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) > 0
            && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, Int32(pss.saltByteCount)) > 0
            && EVP_PKEY_CTX_set_rsa_mgf1_md_name(context, maskDigest, nil) > 0
    }

    private static func maskDigest(of parameters: RSASSAPSSParameters) -> String? {
        guard parameters.maskGeneration.oid == OID.Algorithms.mgf1,
            let hash = parameters.maskGeneration.parameters.flatMap({ try? AlgorithmIdentifier(derEncoded: $0) })
        else { return nil }
        return digests[hash.oid]
    }

    /// ANSI X9.62 ecdsa-with-Specified, whose parameters name the hash.
    private static let ecdsaWithSpecified: OID = "1.2.840.10045.4.3"

    private static let digests: [OID: String] = [
        OID.Algorithms.md5: "MD5", OID.Algorithms.sha1: "SHA1", OID.Algorithms.sha224: "SHA224", OID.Algorithms.sha256: "SHA256",
        OID.Algorithms.sha384: "SHA384", OID.Algorithms.sha512: "SHA512",
    ]

    /// RFC 3279 §2.2, RFC 4055 §5, RFC 5758 §3, RFC 8410 §3, RFC 9881 §4, and the hash functions of FIPS 186-4 with DSA.
    private static let rows: [OID: (digest: String?, keyType: String)] = [
        OID.Algorithms.rsaWithMD5: ("MD5", "RSA"),
        OID.Algorithms.rsaWithSHA1: ("SHA1", "RSA"),
        OID.Algorithms.rsaWithSHA224: ("SHA224", "RSA"),
        OID.Algorithms.rsaWithSHA256: ("SHA256", "RSA"),
        OID.Algorithms.rsaWithSHA384: ("SHA384", "RSA"),
        OID.Algorithms.rsaWithSHA512: ("SHA512", "RSA"),
        OID.Algorithms.ecdsaWithSHA1: ("SHA1", "EC"),
        OID.Algorithms.ecdsaWithSHA224: ("SHA224", "EC"),
        OID.Algorithms.ecdsaWithSHA256: ("SHA256", "EC"),
        OID.Algorithms.ecdsaWithSHA384: ("SHA384", "EC"),
        OID.Algorithms.ecdsaWithSHA512: ("SHA512", "EC"),
        OID.Algorithms.dsaWithSHA1: ("SHA1", "DSA"),
        OID.Algorithms.dsaWithSHA224: ("SHA224", "DSA"),
        OID.Algorithms.dsaWithSHA256: ("SHA256", "DSA"),
        OID.Algorithms.dsaWithSHA384: ("SHA384", "DSA"),
        OID.Algorithms.dsaWithSHA512: ("SHA512", "DSA"),
        OID.Algorithms.ed25519: (nil, "ED25519"),
        OID.Algorithms.ed448: (nil, "ED448"),
        OID.Algorithms.mlDSA44: (nil, "ML-DSA-44"),
        OID.Algorithms.mlDSA65: (nil, "ML-DSA-65"),
        OID.Algorithms.mlDSA87: (nil, "ML-DSA-87"),
    ]
}
