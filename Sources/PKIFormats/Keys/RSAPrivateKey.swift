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
    public struct OtherPrime: Hashable, Sendable, DERWritable {
        /// The prime, its exponent and its coefficient.
        public let prime, exponent, coefficient: [UInt8]

        /// Creates a further prime of a key.
        public init(prime: [UInt8], exponent: [UInt8], coefficient: [UInt8]) {
            self.prime = prime
            self.exponent = exponent
            self.coefficient = coefficient
        }

        init(_ element: DERElement) throws(FormatError) {
            var fields = try element.fields(of: "OtherPrimeInfo")
            prime = try fields.next("prime").unsignedInteger()
            exponent = try fields.next("exponent").unsignedInteger()
            coefficient = try fields.next("coefficient").unsignedInteger()
            try fields.finish()
        }

        func write(to writer: inout DERWriter) {
            writer.writeSequence { writer in
                for number in [prime, exponent, coefficient] { writer.writeInteger(unsigned: number) }
            }
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
        otherPrimes = version == 1 ? try fields.next("otherPrimeInfos").list(of: OtherPrime.init) : []
        if version == 1, otherPrimes.isEmpty { throw versionElement.fail("the version is multi (1), but there is no further prime") }
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
                if !otherPrimes.isEmpty { writer.writeSequence(of: otherPrimes) }
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

/// RFC 8017 appendix A.1.1
///
///     RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }
public struct RSAPublicKey: Hashable, Sendable {
    /// n, big-endian without leading zeros.
    public let modulus: [UInt8]
    /// e, big-endian without leading zeros.
    public let publicExponent: [UInt8]

    /// Creates a key; leading zeros are dropped.
    public init(modulus: [UInt8], publicExponent: [UInt8]) {
        self.modulus = Array(modulus.drop { $0 == 0 })
        self.publicExponent = Array(publicExponent.drop { $0 == 0 })
    }

    /// Reads the DER of a key; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "RSAPublicKey").fields()
        modulus = try fields.next("modulus").unsignedInteger()
        publicExponent = try fields.next("publicExponent").unsignedInteger()
        try fields.finish()
    }

    /// The DER of the key.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: modulus.count + 32) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(unsigned: modulus)
                writer.writeInteger(unsigned: publicExponent)
            }
        }
    }

    /// The length of the modulus in bits.
    public var bits: Int { modulus.first.map { modulus.count * 8 - $0.leadingZeroBitCount } ?? 0 }

    /// The key in the form that certificates hold.
    public var subjectPublicKeyInfo: SubjectPublicKeyInfo { SubjectPublicKeyInfo(algorithm: .rsaEncryption, keyBytes: derEncoded) }
}
