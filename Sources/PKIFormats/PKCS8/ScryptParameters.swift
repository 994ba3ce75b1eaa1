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
    /// N. Who calculates has to bound the product of the three costs before.
    public let cost: Int
    /// r.
    public let blockSize: Int
    /// p.
    public let parallelism: Int
    /// Octets of the key; `nil` when the cipher says it.
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
        keyByteCount = if let length = fields.optional(.integer, "keyLength") { try Self.positive(length) } else { nil }
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
