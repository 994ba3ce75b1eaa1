/// RFC 8017 appendix A.1.2
///
///     RSAPrivateKey ::= SEQUENCE {
///         version          Version,  -- two-prime(0), multi(1)
///         modulus          INTEGER,  publicExponent INTEGER,  privateExponent INTEGER,
///         prime1           INTEGER,  prime2 INTEGER,
///         exponent1        INTEGER,  exponent2 INTEGER,
///         coefficient      INTEGER,
///         otherPrimeInfos  SEQUENCE SIZE(1..MAX) OF OtherPrimeInfo OPTIONAL }
///     OtherPrimeInfo ::= SEQUENCE { prime INTEGER, exponent INTEGER, coefficient INTEGER }
///
/// All numbers are big-endian without leading zeros. A description shows the length of the modulus only.
public struct RSAPrivateKey: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// A prime beyond the second.
    public struct OtherPrime: Hashable, Sendable {
        /// The prime, its exponent and its coefficient.
        public let prime, exponent, coefficient: [UInt8]

        /// Creates the value.
        public init(prime: [UInt8], exponent: [UInt8], coefficient: [UInt8]) {
            self.prime = prime
            self.exponent = exponent
            self.coefficient = coefficient
        }
    }

    /// n and e.
    public let publicKey: RSAPublicKey
    /// d. Secret, as is all that follows.
    public let privateExponent: [UInt8]
    /// p and q.
    public let prime1, prime2: [UInt8]
    /// d mod (p-1) and d mod (q-1).
    public let exponent1, exponent2: [UInt8]
    /// The inverse of q mod p.
    public let coefficient: [UInt8]
    /// The primes beyond the second; empty for nearly all keys.
    public let otherPrimes: [OtherPrime]

    /// Creates a key; leading zeros do not matter.
    public init(
        publicKey: RSAPublicKey,
        privateExponent: [UInt8],
        prime1: [UInt8],
        prime2: [UInt8],
        exponent1: [UInt8],
        exponent2: [UInt8],
        coefficient: [UInt8],
        otherPrimes: [OtherPrime] = []
    ) {
        func trimmed(_ number: [UInt8]) -> [UInt8] { Array(number.drop { $0 == 0 }) }
        self.publicKey = publicKey
        self.privateExponent = trimmed(privateExponent)
        self.prime1 = trimmed(prime1)
        self.prime2 = trimmed(prime2)
        self.exponent1 = trimmed(exponent1)
        self.exponent2 = trimmed(exponent2)
        self.coefficient = trimmed(coefficient)
        self.otherPrimes = otherPrimes
    }

    /// Reads the DER of a key; nothing may follow it. Whether the numbers belong together is not checked.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "RSAPrivateKey").fields()
        let versionElement = try fields.next("version")
        let version = try versionElement.integer()
        guard version == 0 || version == 1 else { throw versionElement.fail("the version is neither two-prime (0) nor multi (1)") }
        publicKey = RSAPublicKey(
            modulus: try fields.next("modulus").unsignedInteger(),
            publicExponent: try fields.next("publicExponent").unsignedInteger()
        )
        privateExponent = try fields.next("privateExponent").unsignedInteger()
        prime1 = try fields.next("prime1").unsignedInteger()
        prime2 = try fields.next("prime2").unsignedInteger()
        exponent1 = try fields.next("exponent1").unsignedInteger()
        exponent2 = try fields.next("exponent2").unsignedInteger()
        coefficient = try fields.next("coefficient").unsignedInteger()
        var others: [OtherPrime] = []
        if version == 1 {
            for member in try fields.next("otherPrimeInfos").members() {
                var prime = try member.fields(of: "OtherPrimeInfo")
                others.append(
                    OtherPrime(
                        prime: try prime.next("prime").unsignedInteger(),
                        exponent: try prime.next("exponent").unsignedInteger(),
                        coefficient: try prime.next("coefficient").unsignedInteger()
                    )
                )
                try prime.finish()
            }
            guard !others.isEmpty else { throw versionElement.fail("the version is multi (1), but there is no further prime") }
        }
        otherPrimes = others
        try fields.finish()
    }

    /// The DER of the key.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: publicKey.modulus.count * 5 + 64) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(otherPrimes.isEmpty ? 0 : 1)
                for number in [
                    publicKey.modulus, publicKey.publicExponent, privateExponent, prime1, prime2, exponent1, exponent2, coefficient,
                ] {
                    writer.writeInteger(unsigned: number)
                }
                if !otherPrimes.isEmpty {
                    writer.writeSequence { writer in
                        for other in otherPrimes {
                            writer.writeSequence { writer in
                                for number in [other.prime, other.exponent, other.coefficient] { writer.writeInteger(unsigned: number) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The key as PKCS #8.
    public var privateKeyInfo: PrivateKeyInfo { PrivateKeyInfo(algorithm: .rsaEncryption, privateKey: derEncoded) }

    /// For example `RSA private key of 2048 bits`.
    public var description: String { "RSA private key of \(publicKey.bits) bits" }

    /// The same as ``description``: a debugger or a log shows no key material.
    public var debugDescription: String { description }
}
