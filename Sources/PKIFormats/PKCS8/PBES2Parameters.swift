/// RFC 8018 appendix A.4
///
///     PBES2-params ::= SEQUENCE { keyDerivationFunc AlgorithmIdentifier, encryptionScheme AlgorithmIdentifier }
public struct PBES2Parameters: Hashable, Sendable {
    /// The function that derives a key from the password.
    public enum Derivation: Hashable, Sendable {
        /// PBKDF2 (RFC 8018 §5.2).
        case pbkdf2(PBKDF2Parameters)
        /// scrypt (RFC 7914).
        case scrypt(ScryptParameters)
        /// Another function, kept as it is.
        case other(AlgorithmIdentifier)
    }

    /// The function that derives a key from the password.
    public let derivation: Derivation

    /// The identifier of ``derivation`` as it was read.
    public let keyDerivationFunction: AlgorithmIdentifier

    /// The cipher with its initialization vector.
    public let encryptionScheme: AlgorithmIdentifier

    public init(_ derivation: Derivation, encryptionScheme: AlgorithmIdentifier) {
        self.derivation = derivation
        self.encryptionScheme = encryptionScheme
        switch derivation {
        case .pbkdf2(let parameters): keyDerivationFunction = parameters.algorithm
        case .scrypt(let parameters): keyDerivationFunction = parameters.algorithm
        case .other(let algorithm): keyDerivationFunction = algorithm
        }
    }

    /// Reads the DER of the parameters.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "PBES2-params").fields()
        let element = try fields.next("keyDerivationFunc")
        keyDerivationFunction = try AlgorithmIdentifier(element)
        encryptionScheme = try AlgorithmIdentifier(fields.next("encryptionScheme"))
        try fields.finish()
        derivation = try Self.read(keyDerivationFunction, element)
    }

    /// Reads the encryption algorithm of an encrypted key or safe.
    public init(_ algorithm: AlgorithmIdentifier) throws(FormatError) {
        guard algorithm.oid == OID.Algorithms.pbes2, let parameters = algorithm.parameters else {
            throw FormatError(
                structure: "PBES2-params",
                reason: "expected PBES2, found \(algorithm.name)"
            )
        }
        try self.init(derEncoded: parameters)
    }

    /// The encryption algorithm with these parameters.
    public var algorithm: AlgorithmIdentifier {
        let parameters = DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(keyDerivationFunction.derEncoded)
                writer.writeRaw(encryptionScheme.derEncoded)
            }
        }
        return AlgorithmIdentifier(OID.Algorithms.pbes2, parameters: parameters)
    }

    private static func read(_ function: AlgorithmIdentifier, _ element: DERElement) throws(FormatError) -> Derivation {
        do {
            switch function.oid {
            case OID.Algorithms.pbkdf2: return .pbkdf2(try PBKDF2Parameters(derEncoded: function.parameters ?? []))
            case OID.Algorithms.scrypt: return .scrypt(try ScryptParameters(derEncoded: function.parameters ?? []))
            default: return .other(function)
            }
        } catch {
            throw error.inside("PBES2-params", field: "keyDerivationFunc", at: element.offset)
        }
    }
}

/// RFC 8018 appendix A.2
///
///     PBKDF2-params ::= SEQUENCE {
///         salt            CHOICE { specified OCTET STRING, otherSource AlgorithmIdentifier },
///         iterationCount  INTEGER (1..MAX),
///         keyLength       INTEGER (1..MAX) OPTIONAL,
///         prf             AlgorithmIdentifier DEFAULT algid-hmacWithSHA1 }
public struct PBKDF2Parameters: Hashable, Sendable {
    /// The salt.
    public let salt: [UInt8]
    /// The iterations. The caller must bound them before it computes.
    public let iterations: Int
    /// Octets of the key; `nil` when the cipher determines the length.
    public let keyByteCount: Int?
    /// The HMAC, for example hmacWithSHA256.
    public let prf: AlgorithmIdentifier

    /// Creates parameters.
    /// - Parameter digest: the hash of the HMAC.
    public init(salt: [UInt8], iterations: Int, digest: DigestAlgorithm = .sha256, keyByteCount: Int? = nil) {
        self.salt = salt
        self.iterations = iterations
        self.keyByteCount = keyByteCount
        prf = .hmac(digest)
    }

    /// Reads the DER of the parameters.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "PBKDF2-params").fields()
        let saltElement = try fields.next("salt")
        guard saltElement.tag == .octetString else { throw saltElement.fail("a salt from another source is not supported") }
        salt = try saltElement.octetString()
        let count = try fields.next("iterationCount")
        iterations = try count.integer()
        guard iterations >= 1 else { throw count.fail("the number of iterations is not positive") }
        keyByteCount = try fields.optional(.integer, "keyLength") { length throws(FormatError) in
            let value = try length.integer()
            guard value >= 1 else { throw length.fail("the length of the key is not positive") }
            return value
        }
        prf = try fields.optional(.sequence, "prf", AlgorithmIdentifier.init) ?? .hmac(.sha1)
        try fields.finish()
    }

    /// The hash of the HMAC; `nil` for an unknown HMAC.
    public var digest: DigestAlgorithm? { prf.hmacDigest }

    /// The key derivation with these parameters.
    public var algorithm: AlgorithmIdentifier {
        let parameters = DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                writer.writeOctetString(salt)
                writer.writeInteger(iterations)
                if let keyByteCount { writer.writeInteger(keyByteCount) }
                if prf != .hmac(.sha1) { writer.writeRaw(prf.derEncoded) }
            }
        }
        return AlgorithmIdentifier(OID.Algorithms.pbkdf2, parameters: parameters)
    }
}

extension AlgorithmIdentifier {
    /// HMAC over a hash function, as PBKDF2 and PBMAC1 name it (RFC 8018 appendix B.1.1), with NULL parameters. HMAC with MD5 has no
    /// identifier, so MD5 gives SHA-1.
    public static func hmac(_ digest: DigestAlgorithm) -> AlgorithmIdentifier {
        switch digest {
        case .md5, .sha1: AlgorithmIdentifier(OID.Algorithms.hmacWithSHA1, parameters: null)
        case .sha256: AlgorithmIdentifier(OID.Algorithms.hmacWithSHA256, parameters: null)
        case .sha384: AlgorithmIdentifier(OID.Algorithms.hmacWithSHA384, parameters: null)
        case .sha512: AlgorithmIdentifier(OID.Algorithms.hmacWithSHA512, parameters: null)
        }
    }

    /// The hash function of an HMAC; `nil` when it is not one of ``hmac(_:)``.
    public var hmacDigest: DigestAlgorithm? {
        switch oid {
        case OID.Algorithms.hmacWithSHA1: .sha1
        case OID.Algorithms.hmacWithSHA256: .sha256
        case OID.Algorithms.hmacWithSHA384: .sha384
        case OID.Algorithms.hmacWithSHA512: .sha512
        default: nil
        }
    }
}

/// RFC 7914 §7.1
///
///     scrypt-params ::= SEQUENCE {
///         salt                      OCTET STRING,
///         costParameter             INTEGER (1..MAX),
///         blockSize                 INTEGER (1..MAX),
///         parallelizationParameter  INTEGER (1..MAX),
///         keyLength                 INTEGER (1..MAX) OPTIONAL }
public struct ScryptParameters: Hashable, Sendable {
    /// The salt.
    public let salt: [UInt8]
    /// N. The caller must bound the product of the three costs before it computes.
    public let cost: Int
    /// r.
    public let blockSize: Int
    /// p.
    public let parallelism: Int
    /// Octets of the key; `nil` when the cipher determines the length.
    public let keyByteCount: Int?

    public init(salt: [UInt8], cost: Int, blockSize: Int, parallelism: Int, keyByteCount: Int? = nil) {
        self.salt = salt
        self.cost = cost
        self.blockSize = blockSize
        self.parallelism = parallelism
        self.keyByteCount = keyByteCount
    }

    /// Reads the DER of the parameters.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "scrypt-params").fields()
        salt = try fields.next("salt").octetString()
        cost = try Self.positive(fields.next("costParameter"))
        blockSize = try Self.positive(fields.next("blockSize"))
        parallelism = try Self.positive(fields.next("parallelizationParameter"))
        keyByteCount = try fields.optional(.integer, "keyLength", Self.positive)
        try fields.finish()
    }

    /// The key derivation with these parameters.
    public var algorithm: AlgorithmIdentifier {
        let parameters = DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                writer.writeOctetString(salt)
                writer.writeInteger(cost)
                writer.writeInteger(blockSize)
                writer.writeInteger(parallelism)
                if let keyByteCount { writer.writeInteger(keyByteCount) }
            }
        }
        return AlgorithmIdentifier(OID.Algorithms.scrypt, parameters: parameters)
    }

    private static func positive(_ element: DERElement) throws(FormatError) -> Int {
        let value = try element.integer()
        guard value >= 1 else { throw element.fail("the value is not positive") }
        return value
    }
}
