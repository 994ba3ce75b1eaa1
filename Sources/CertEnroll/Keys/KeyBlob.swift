import CAInterface
import PKICrypto
import PKIFormats

/// Keys in the blobs of CNG and CryptoAPI, by the names that bcrypt.h and ncrypt.h give them.
enum KeyBlob {
    /// The PKCS #8 form of a private key.
    /// - Throws: `CAError`: 0x80070078 for a type that is not read, 0x8007000D for one that cannot be read.
    static func pkcs8(_ bytes: [UInt8], type: String) throws(CAError) -> [UInt8] {
        do {
            switch type.uppercased() {
            case "PKCS8_PRIVATEKEY": return try PrivateKeyInfo(derEncoded: bytes).derEncoded
            case "RSAPRIVATEBLOB", "RSAFULLPRIVATEBLOB":
                let blob = try CNGRSAKeyBlob(encoded: bytes)
                guard let key = blob.privateKey else { throw primesOnly() }
                return key.privateKeyInfo.derEncoded
            case "CAPIPRIVATEBLOB":
                guard let key = try CAPIKeyBlob(encoded: bytes).privateKey else { throw publicOnly() }
                return key.privateKeyInfo.derEncoded
            case "ECCPRIVATEBLOB":
                guard let key = try CNGECCKeyBlob(encoded: bytes).privateKeyInfo else { throw publicOnly() }
                return key.derEncoded
            case "PRIVATEBLOB":
                // The magic number says which of the two it is.
                if let blob = try? CNGRSAKeyBlob(encoded: bytes) {
                    guard let key = blob.privateKey else { throw primesOnly() }
                    return key.privateKeyInfo.derEncoded
                }
                return try pkcs8(bytes, type: "ECCPRIVATEBLOB")
            default: throw unknown(type)
            }
        } catch let error as CAError {
            throw error
        } catch {
            throw CAError(.malformed, status: .invalidData, "The key blob cannot be read: \(error).", cause: error)
        }
    }

    /// The blob of a public key; nil when the type is not one of public keys.
    static func publicKey(_ key: SubjectPublicKeyInfo, type: String) throws(CAError) -> [UInt8]? {
        switch type.uppercased() {
        case "PUBLICBLOB": return key.kind.isRSA ? try publicKey(key, type: "RSAPUBLICBLOB") : try publicKey(key, type: "ECCPUBLICBLOB")
        case "RSAPUBLICBLOB":
            guard key.kind.isRSA, let rsa = try? RSAPublicKey(derEncoded: key.keyBytes) else { throw unfit(key, type) }
            return CNGRSAKeyBlob(publicKey: rsa).encoded
        case "CAPIPUBLICBLOB":
            guard key.kind.isRSA, let rsa = try? RSAPublicKey(derEncoded: key.keyBytes), let encoded = CAPIKeyBlob(publicKey: rsa).encoded
            else { throw unfit(key, type) }
            return encoded
        case "ECCPUBLICBLOB":
            guard case .ec(let curve) = key.kind, let blob = CNGECCKeyBlob(curve: curve, point: key.keyBytes) else {
                throw unfit(key, type)
            }
            return blob.encoded
        default: return nil
        }
    }

    /// The blob of a private key.
    static func encoded(_ pkcs8: [UInt8], type: String) throws(CAError) -> [UInt8] {
        let info: PrivateKeyInfo
        do { info = try PrivateKeyInfo(derEncoded: pkcs8) } catch { throw CAError.unreadable("The private key", error) }
        switch type.uppercased() {
        case "PKCS8_PRIVATEKEY": return pkcs8
        case "RSAPRIVATEBLOB", "RSAFULLPRIVATEBLOB", "CAPIPRIVATEBLOB":
            guard let key = rsa(info) else { throw unfit(type) }
            if type.uppercased() == "CAPIPRIVATEBLOB" {
                guard let encoded = CAPIKeyBlob(privateKey: key).encoded else { throw unfit(type) }
                return encoded
            }
            return CNGRSAKeyBlob(privateKey: key, primesOnly: type.uppercased() == "RSAPRIVATEBLOB").encoded
        case "ECCPRIVATEBLOB":
            guard let blob = curve(info, usage: .ecdsa) else { throw unfit(type) }
            return blob.encoded
        case "PRIVATEBLOB":
            return rsa(info) == nil ? try encoded(pkcs8, type: "ECCPRIVATEBLOB") : try encoded(pkcs8, type: "RSAPRIVATEBLOB")
        default: throw unknown(type)
        }
    }

    /// The key as one of RSA; nil for another kind.
    static func rsa(_ info: PrivateKeyInfo) -> RSAPrivateKey? {
        info.algorithm.oid == OID.Algorithms.rsaEncryption ? try? RSAPrivateKey(derEncoded: info.privateKey) : nil
    }

    /// The key in the form of CNG; nil for a kind that is on none of its curves.
    static func curve(_ info: PrivateKeyInfo, usage: CNGECCKeyBlob.Usage) -> CNGECCKeyBlob? {
        // The public half is computed: the PKCS #8 form need not contain it.
        guard info.algorithm.oid == OID.Algorithms.ecPublicKey, let key = try? ECPrivateKey(derEncoded: info.privateKey),
            let publicKey = try? PrivateKey(pkcs8: info.derEncoded).publicKey, case .ec(let curve) = publicKey.kind
        else { return nil }
        return CNGECCKeyBlob(curve: curve, usage: usage, point: publicKey.keyBytes, privateKey: key.privateKey)
    }

    private static func unknown(_ type: String) -> CAError {
        CAError(
            .notImplemented,
            status: .callNotImplemented,
            "The blob type \"\(type.prefix(40))\" is not supported. Use RSAPRIVATEBLOB, RSAFULLPRIVATEBLOB, ECCPRIVATEBLOB, CAPIPRIVATEBLOB or PKCS8_PRIVATEKEY."
        )
    }

    /// Without the private exponent, the key would have to be computed from its primes.
    private static func primesOnly() -> CAError {
        CAError(
            .notImplemented,
            status: .callNotImplemented,
            "The blob has the primes of a key without its exponents, or a public key only. Export the key as RSAFULLPRIVATEBLOB."
        )
    }

    private static func publicOnly() -> CAError { CAError(.malformed, status: .invalidData, "The blob holds a public key only.") }

    private static func unfit(_ key: SubjectPublicKeyInfo, _ type: String) -> CAError {
        CAError(.malformed, status: .callNotImplemented, "A \(key.kind.algorithmName) key has no blob of the type \(type).")
    }

    private static func unfit(_ type: String) -> CAError {
        CAError(.malformed, status: .callNotImplemented, "This key has no blob of the type \(type).")
    }
}
