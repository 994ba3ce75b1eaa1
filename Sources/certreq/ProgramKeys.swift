import CertEnroll
import OpenSSLKeys
import PKICrypto

/// Uses the system's OpenSSL for RSA keys, and PKICrypto for all others.
struct ProgramKeys: KeyMaker {
    func makeKey(_ specification: KeySpecification) throws -> (key: PrivateKey, pkcs8: [UInt8]) {
        guard case .rsa(let bits) = specification else { return try SoftwareKeyMaker().makeKey(specification) }
        let key = try OpenSSLRSAKey.generate(bits: bits)
        return (PrivateKey(custom: key), try key.pkcs8())
    }

    func key(pkcs8: [UInt8]) throws -> PrivateKey {
        if let rsa = try? OpenSSLRSAKey(pkcs8: pkcs8) { return PrivateKey(custom: rsa) }
        return try PrivateKey(pkcs8: pkcs8)
    }
}
