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
    /// The iterations. Who calculates has to bound them before.
    public let iterations: Int
    /// Octets of the key; `nil` when the cipher says it.
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
        if let length = fields.optional(.integer, "keyLength") {
            let value = try length.integer()
            guard value >= 1 else { throw length.fail("the length of the key is not positive") }
            keyByteCount = value
        } else {
            keyByteCount = nil
        }
        if let element = fields.optional(.sequence, "prf") {
            prf = try AlgorithmIdentifier(element)
        } else {
            prf = .hmac(.sha1)
        }
        try fields.finish()
    }

    /// The hash of the HMAC; `nil` for one that is not known.
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
    /// HMAC over a hash function, as PBKDF2 and PBMAC1 name it (RFC 8018 appendix B.1.1), with NULL for parameters. There is none with
    /// MD5; SHA-1 stands for it.
    public static func hmac(_ digest: DigestAlgorithm) -> AlgorithmIdentifier {
        switch digest {
        case .md5, .sha1: AlgorithmIdentifier(OID.Algorithms.hmacWithSHA1, parameters: null)
        case .sha256: AlgorithmIdentifier(OID.Algorithms.hmacWithSHA256, parameters: null)
        case .sha384: AlgorithmIdentifier(OID.Algorithms.hmacWithSHA384, parameters: null)
        case .sha512: AlgorithmIdentifier(OID.Algorithms.hmacWithSHA512, parameters: null)
        }
    }

    /// The hash function of an HMAC; `nil` when it is none of ``hmac(_:)``.
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
