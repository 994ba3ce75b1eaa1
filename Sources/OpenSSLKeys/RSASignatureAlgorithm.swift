import COpenSSL
import PKICrypto
import PKIFormats

/// An RSA signature algorithm in OpenSSL's terms: the hash, and whether the padding is PSS.
struct RSASignatureAlgorithm {
    let digest: String
    let isPSS: Bool

    /// `nil` for an algorithm that is not RSA with SHA-1, SHA-256, SHA-384 or SHA-512, or is PSS with other than the usual parameters.
    init?(_ algorithm: AlgorithmIdentifier) {
        switch algorithm {
        case .rsaPSSWithSHA256: self.init("SHA256", isPSS: true)
        case .rsaPSSWithSHA384: self.init("SHA384", isPSS: true)
        case .rsaPSSWithSHA512: self.init("SHA512", isPSS: true)
        default:
            switch algorithm.oid {
            case OID.Algorithms.rsaWithSHA256: self.init("SHA256", isPSS: false)
            case OID.Algorithms.rsaWithSHA384: self.init("SHA384", isPSS: false)
            case OID.Algorithms.rsaWithSHA512: self.init("SHA512", isPSS: false)
            case OID.Algorithms.rsaWithSHA1: self.init("SHA1", isPSS: false)
            default: return nil
            }
        }
    }

    private init(_ digest: String, isPSS: Bool) {
        self.digest = digest
        self.isPSS = isPSS
    }

    /// Sets the padding. Call this after the init function of a sign or verify operation.
    func apply(to context: OpaquePointer?) -> Bool {
        guard isPSS else { return true }
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) > 0
            && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) > 0
    }
}
