import CPKCS11
import PKICrypto
import PKIFormats

/// An operation of a token with its parameters.
enum Mechanism {
    /// One that has no parameters.
    case plain(UInt)
    /// RSA-PSS over a hash value, with a salt as long as that.
    case pss(DigestAlgorithm)
    /// RSA-OAEP without a label.
    case oaep(DigestAlgorithm)

    /// Lends the C structure.
    func lend<Result>(_ body: (UnsafeMutablePointer<CK_MECHANISM>) throws -> Result) rethrows -> Result {
        switch self {
        case .plain(let number):
            var mechanism = CK_MECHANISM(mechanism: number, pParameter: nil, ulParameterLen: 0)
            return try body(&mechanism)
        case .pss(let digest):
            var parameters = CK_RSA_PKCS_PSS_PARAMS(hashAlg: digest.mechanism, mgf: digest.maskFunction, sLen: UInt(digest.byteCount))
            return try withUnsafeMutablePointer(to: &parameters) { parameters in
                var mechanism = CK_MECHANISM(
                    mechanism: CKM.rsaPSS,
                    pParameter: parameters,
                    ulParameterLen: UInt(MemoryLayout<CK_RSA_PKCS_PSS_PARAMS>.size)
                )
                return try body(&mechanism)
            }
        case .oaep(let digest):
            var parameters = CK_RSA_PKCS_OAEP_PARAMS(
                hashAlg: digest.mechanism,
                mgf: digest.maskFunction,
                source: ckzDataSpecified,
                pSourceData: nil,
                ulSourceDataLen: 0
            )
            return try withUnsafeMutablePointer(to: &parameters) { parameters in
                var mechanism = CK_MECHANISM(
                    mechanism: CKM.rsaOAEP,
                    pParameter: parameters,
                    ulParameterLen: UInt(MemoryLayout<CK_RSA_PKCS_OAEP_PARAMS>.size)
                )
                return try body(&mechanism)
            }
        }
    }
}

extension DigestAlgorithm {
    /// The hash as the parameters of PSS and OAEP name it. MD5 is never asked for.
    fileprivate var mechanism: UInt {
        switch self {
        case .md5, .sha1: CKM.sha1
        case .sha256: CKM.sha256
        case .sha384: CKM.sha384
        case .sha512: CKM.sha512
        }
    }

    /// MGF1 over the same hash.
    fileprivate var maskFunction: UInt {
        switch self {
        case .md5, .sha1: CKG.mgf1SHA1
        case .sha256: CKG.mgf1SHA256
        case .sha384: CKG.mgf1SHA384
        case .sha512: CKG.mgf1SHA512
        }
    }
}
