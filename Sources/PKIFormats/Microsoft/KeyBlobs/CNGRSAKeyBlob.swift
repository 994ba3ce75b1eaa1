/// "BCRYPT_RSAKEY_BLOB" of CNG (bcrypt.h): BCRYPT_RSAPUBLIC_BLOB, BCRYPT_RSAPRIVATE_BLOB and BCRYPT_RSAFULLPRIVATE_BLOB.
///
///     ULONG Magic ("RSA1", "RSA2", "RSA3"), BitLength, cbPublicExp, cbModulus, cbPrime1, cbPrime2   -- little-endian
///     PublicExponent[cbPublicExp], Modulus[cbModulus]                                               -- big-endian, as all that follows
///     Prime1[cbPrime1], Prime2[cbPrime2]                                                            -- RSA2, RSA3
///     Exponent1[cbPrime1], Exponent2[cbPrime2], Coefficient[cbPrime1], PrivateExponent[cbModulus]   -- RSA3
///
/// A description shows no key material.
public struct CNGRSAKeyBlob: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The parts of the key that the blob holds.
    public enum Content: Hashable, Sendable {
        /// n and e.
        case publicKey
        /// The two primes, from which the other numbers of a private key follow. Secret.
        case primes([UInt8], [UInt8])
        /// Everything. Secret.
        case full(RSAPrivateKey)
    }

    /// n and e.
    public let publicKey: RSAPublicKey
    /// The parts of the key that the blob holds.
    public let content: Content

    /// Creates a BCRYPT_RSAPUBLIC_BLOB.
    public init(publicKey: RSAPublicKey) {
        self.publicKey = publicKey
        content = .publicKey
    }

    /// Creates a BCRYPT_RSAFULLPRIVATE_BLOB, or a BCRYPT_RSAPRIVATE_BLOB when `primesOnly`.
    public init(privateKey: RSAPrivateKey, primesOnly: Bool = false) {
        publicKey = privateKey.publicKey
        content = primesOnly ? .primes(privateKey.prime1, privateKey.prime2) : .full(privateKey)
    }

    /// Reads a blob; nothing may follow it.
    public init(encoded: [UInt8]) throws(FormatError) {
        var reader = KeyBlobReader(encoded, structure: "BCRYPT_RSAKEY_BLOB")
        let magic = String(decoding: try reader.octets(4, "Magic"), as: UTF8.self)
        guard ["RSA1", "RSA2", "RSA3"].contains(magic) else {
            throw reader.fail("Magic", "the magic is none of RSA1, RSA2 and RSA3", at: 0)
        }
        let bits = try reader.number(4, "BitLength")
        let exponentCount = try reader.count("cbPublicExp"), modulusCount = try reader.count("cbModulus")
        let (firstCount, secondCount) = (try reader.count("cbPrime1"), try reader.count("cbPrime2"))
        let exponent = try reader.octets(exponentCount, "PublicExponent")
        publicKey = RSAPublicKey(modulus: try reader.octets(modulusCount, "Modulus"), publicExponent: exponent)
        guard publicKey.bits == bits else {
            throw reader.fail("BitLength", "the modulus has \(publicKey.bits) bits and not \(bits)", at: 4)
        }
        if magic == "RSA1" {
            content = .publicKey
        } else {
            let prime1 = try reader.octets(firstCount, "Prime1").withoutLeadingZeros
            let prime2 = try reader.octets(secondCount, "Prime2").withoutLeadingZeros
            if magic == "RSA2" {
                content = .primes(prime1, prime2)
            } else {
                let exponent1 = try reader.octets(firstCount, "Exponent1"), exponent2 = try reader.octets(secondCount, "Exponent2")
                let coefficient = try reader.octets(firstCount, "Coefficient")
                content = .full(
                    RSAPrivateKey(
                        publicKey: publicKey,
                        privateExponent: try reader.octets(modulusCount, "PrivateExponent"),
                        prime1: prime1,
                        prime2: prime2,
                        exponent1: exponent1,
                        exponent2: exponent2,
                        coefficient: coefficient
                    )
                )
            }
        }
        try reader.finish()
    }

    /// The blob. For a key with more than two primes, only the first two are written, which programs do not accept.
    public var encoded: [UInt8] {
        let modulusCount = publicKey.modulus.count
        var magic = "RSA1"
        var primes: ([UInt8], [UInt8]) = ([], [])
        switch content {
        case .publicKey: break
        case .primes(let first, let second): (magic, primes) = ("RSA2", (first, second))
        case .full(let key): (magic, primes) = ("RSA3", (key.prime1, key.prime2))
        }
        var blob = Array(magic.utf8)
        for number in [publicKey.bits, publicKey.publicExponent.count, modulusCount, primes.0.count, primes.1.count] {
            blob.appendLittleEndian(number)
        }
        blob += publicKey.publicExponent + publicKey.modulus + primes.0 + primes.1
        if case .full(let key) = content {
            blob += key.exponent1.filled(to: primes.0.count) + key.exponent2.filled(to: primes.1.count)
            blob += key.coefficient.filled(to: primes.0.count) + key.privateExponent.filled(to: modulusCount)
        }
        return blob
    }

    /// The whole private key; `nil` when the blob holds less.
    public var privateKey: RSAPrivateKey? {
        if case .full(let key) = content { key } else { nil }
    }

    /// For example `BCRYPT_RSAFULLPRIVATE_BLOB of 2048 bits`.
    public var description: String {
        switch content {
        case .publicKey: "BCRYPT_RSAPUBLIC_BLOB of \(publicKey.bits) bits"
        case .primes: "BCRYPT_RSAPRIVATE_BLOB of \(publicKey.bits) bits"
        case .full: "BCRYPT_RSAFULLPRIVATE_BLOB of \(publicKey.bits) bits"
        }
    }

    /// The same as ``description``: a debugger or a log shows no key material.
    public var debugDescription: String { description }
}
