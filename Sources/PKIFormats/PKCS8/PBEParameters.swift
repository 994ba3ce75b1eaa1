/// RFC 8018 appendix A.3 and RFC 7292 appendix C
///
///     PBEParameter     ::= SEQUENCE { salt OCTET STRING (SIZE(8)), iterationCount INTEGER }
///     pkcs-12PbeParams ::= SEQUENCE { salt OCTET STRING, iterations INTEGER }
///
/// The parameters of the password-based encryption of PBES1 and of PKCS #12. A salt of any length is read.
public struct PBEParameters: Hashable, Sendable {
    /// The salt.
    public let salt: [UInt8]
    /// The iterations. The caller must bound them before it computes.
    public let iterations: Int

    public init(salt: [UInt8], iterations: Int) {
        self.salt = salt
        self.iterations = iterations
    }

    /// Reads the DER of the parameters.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "PBEParameter").fields()
        salt = try fields.next("salt").octetString()
        let count = try fields.next("iterationCount")
        iterations = try count.integer()
        guard iterations >= 1 else { throw count.fail("the number of iterations is not positive") }
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 32) { writer in
            writer.writeSequence { writer in
                writer.writeOctetString(salt)
                writer.writeInteger(iterations)
            }
        }
    }
}
