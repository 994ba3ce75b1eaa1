/// RFC 7292 §4
///
///     MacData ::= SEQUENCE { mac DigestInfo, macSalt OCTET STRING, iterations INTEGER DEFAULT 1 }
///     DigestInfo ::= SEQUENCE { digestAlgorithm AlgorithmIdentifier, digest OCTET STRING }
///
/// With the algorithm PBMAC1 (RFC 9579) salt and iterations stand in its parameters (``PBMAC1Parameters``) and those here say nothing.
public struct MacData: Hashable, Sendable {
    /// The hash function of the HMAC, or PBMAC1.
    public let algorithm: AlgorithmIdentifier
    /// The value.
    public let digest: [UInt8]
    /// The salt.
    public let salt: [UInt8]
    /// The iterations. Who calculates has to bound them before.
    public let iterations: Int

    public init(algorithm: AlgorithmIdentifier, digest: [UInt8], salt: [UInt8], iterations: Int) {
        self.algorithm = algorithm
        self.digest = digest
        self.salt = salt
        self.iterations = iterations
    }

    /// Reads the DER of a MacData.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "MacData"))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "MacData")
        var mac = try fields.next("mac").fields(of: "DigestInfo")
        algorithm = try AlgorithmIdentifier(mac.next("digestAlgorithm"))
        digest = try mac.next("digest").octetString()
        try mac.finish()
        salt = try fields.next("macSalt").octetString()
        if let count = fields.optional(.integer, "iterations") {
            iterations = try count.integer()
            guard iterations >= 1 else { throw count.fail("the number of iterations is not positive") }
        } else {
            iterations = 1
        }
        try fields.finish()
    }

    public var derEncoded: [UInt8] { DERWriter.encode(capacity: 128) { write(to: &$0) } }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeSequence { writer in
                writer.writeRaw(algorithm.derEncoded)
                writer.writeOctetString(digest)
            }
            writer.writeOctetString(salt)
            if iterations != 1 { writer.writeInteger(iterations) }
        }
    }
}
