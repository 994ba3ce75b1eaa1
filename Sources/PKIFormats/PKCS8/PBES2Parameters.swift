/// RFC 8018 appendix A.4 and A.2: password-based encryption with PBKDF2 and AES-CBC.
///
///     PBES2-params ::= SEQUENCE { keyDerivationFunc AlgorithmIdentifier, encryptionScheme AlgorithmIdentifier }
///     PBKDF2-params ::= SEQUENCE {
///         salt            CHOICE { specified OCTET STRING, otherSource AlgorithmIdentifier },
///         iterationCount  INTEGER (1..MAX),
///         keyLength       INTEGER (1..MAX) OPTIONAL,
///         prf             AlgorithmIdentifier DEFAULT algid-hmacWithSHA1 }
public struct PBES2Parameters: Hashable, Sendable {
    /// The cipher of the encryption scheme.
    public enum Cipher: Hashable, Sendable, CaseIterable {
        case aes128CBC, aes192CBC, aes256CBC

        /// The object identifier (NIST).
        public var oid: OID {
            switch self {
            case .aes128CBC: OID.Algorithms.aes128CBC
            case .aes192CBC: OID.Algorithms.aes192CBC
            case .aes256CBC: OID.Algorithms.aes256CBC
            }
        }

        /// Octets of the key.
        public var keyByteCount: Int {
            switch self {
            case .aes128CBC: 16
            case .aes192CBC: 24
            case .aes256CBC: 32
            }
        }
    }

    /// The salt of PBKDF2.
    public let salt: [UInt8]
    /// The iterations of PBKDF2. The reader has to bound them before it calculates.
    public let iterations: Int
    /// The hash of PBKDF2's HMAC.
    public let prf: DigestAlgorithm
    /// The cipher.
    public let cipher: Cipher
    /// The initialisation vector, 16 octets.
    public let initializationVector: [UInt8]

    /// Creates parameters.
    public init(salt: [UInt8], iterations: Int, prf: DigestAlgorithm = .sha256, cipher: Cipher = .aes256CBC, initializationVector: [UInt8])
    {
        self.salt = salt
        self.iterations = iterations
        self.prf = prf
        self.cipher = cipher
        self.initializationVector = initializationVector
    }

    /// Reads the encryption algorithm of an encrypted key. Throws when it is not PBES2 with PBKDF2 and AES-CBC.
    public init(_ algorithm: AlgorithmIdentifier) throws(FormatError) {
        guard algorithm.oid == OID.Algorithms.pbes2, let parameters = algorithm.parameters else {
            throw FormatError(
                structure: "EncryptedPrivateKeyInfo", field: "encryptionAlgorithm",
                reason: "expected PBES2, found \(algorithm.name); convert the key with: openssl pkcs8 -topk8 -v2 aes-256-cbc")
        }
        var fields = try DERElement(parsing: parameters, structure: "PBES2-params").fields()
        let derivationElement = try fields.next("keyDerivationFunc")
        let derivation = try AlgorithmIdentifier(derivationElement)
        let schemeElement = try fields.next("encryptionScheme")
        let scheme = try AlgorithmIdentifier(schemeElement)
        try fields.finish()

        guard derivation.oid == OID.Algorithms.pbkdf2, let pbkdf2 = derivation.parameters else {
            throw derivationElement.fail("expected PBKDF2, found \(derivation.name)")
        }
        guard let cipher = Cipher.allCases.first(where: { $0.oid == scheme.oid }), let vector = scheme.parameters else {
            throw schemeElement.fail("expected AES in CBC mode, found \(scheme.name)")
        }
        self.cipher = cipher
        initializationVector = try DERElement(parsing: vector, structure: "PBES2-params", field: "encryptionScheme.parameters")
            .octetString()
        guard initializationVector.count == 16 else {
            throw schemeElement.fail("the initialisation vector has \(initializationVector.count) octets instead of 16")
        }
        (salt, iterations, prf) = try Self.readPBKDF2(pbkdf2, keyByteCount: cipher.keyByteCount)
    }

    /// The encryption algorithm with these parameters.
    public var algorithm: AlgorithmIdentifier {
        let parameters = DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                writer.writeSequence { writer in
                    writer.writeOID(OID.Algorithms.pbkdf2)
                    writer.writeSequence { writer in
                        writer.writeOctetString(salt)
                        writer.writeInteger(iterations)
                        if prf != .sha1 { writer.writeRaw(Self.hmac(prf).derEncoded) }
                    }
                }
                writer.writeSequence { writer in
                    writer.writeOID(cipher.oid)
                    writer.writeOctetString(initializationVector)
                }
            }
        }
        return AlgorithmIdentifier(OID.Algorithms.pbes2, parameters: parameters)
    }

    private static func readPBKDF2(
        _ parameters: [UInt8], keyByteCount: Int
    ) throws(FormatError) -> (salt: [UInt8], iterations: Int, prf: DigestAlgorithm) {
        var fields = try DERElement(parsing: parameters, structure: "PBKDF2-params").fields()
        let salt = try fields.next("salt").octetString()
        let count = try fields.next("iterationCount")
        let iterations = try count.integer()
        guard iterations >= 1 else { throw count.fail("the number of iterations is not positive") }
        if let length = fields.optional(.integer, "keyLength") {
            guard try length.integer() == keyByteCount else { throw length.fail("the key length does not fit the cipher") }
        }
        var prf = DigestAlgorithm.sha1
        if let element = fields.optional(.sequence, "prf") {
            let algorithm = try AlgorithmIdentifier(element)
            guard let match = DigestAlgorithm.allCases.first(where: { $0 != .md5 && hmac($0).oid == algorithm.oid }) else {
                throw element.fail("the HMAC \(algorithm.name) is not supported")
            }
            prf = match
        }
        try fields.finish()
        return (salt, iterations, prf)
    }

    private static func hmac(_ digest: DigestAlgorithm) -> AlgorithmIdentifier {
        switch digest {
        case .md5, .sha1: AlgorithmIdentifier(OID.Algorithms.hmacWithSHA1, parameters: AlgorithmIdentifier.null)
        case .sha256: AlgorithmIdentifier(OID.Algorithms.hmacWithSHA256, parameters: AlgorithmIdentifier.null)
        case .sha384: AlgorithmIdentifier(OID.Algorithms.hmacWithSHA384, parameters: AlgorithmIdentifier.null)
        case .sha512: AlgorithmIdentifier(OID.Algorithms.hmacWithSHA512, parameters: AlgorithmIdentifier.null)
        }
    }
}
