/// RFC 4211 §4.4
///
///     PBMParameter ::= SEQUENCE {
///         salt            OCTET STRING,
///         owf             AlgorithmIdentifier,
///         iterationCount  INTEGER,
///         mac             AlgorithmIdentifier }
///
/// The parameters of the password-based MAC (``OID/CRMF/passwordBasedMAC``).
public struct PasswordBasedMACParameters: Hashable, Sendable {
    /// Appended to the secret before the first hash.
    public let salt: [UInt8]
    /// The hash that is iterated.
    public let oneWayFunction: AlgorithmIdentifier
    /// How many times it is applied.
    public let iterationCount: Int
    /// The MAC.
    public let mac: AlgorithmIdentifier

    public init(salt: [UInt8], oneWayFunction: AlgorithmIdentifier = .sha256, iterationCount: Int, mac: AlgorithmIdentifier) {
        self.salt = salt
        self.oneWayFunction = oneWayFunction
        self.iterationCount = iterationCount
        self.mac = mac
    }

    /// Reads the DER of a PBMParameter; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "PBMParameter").fields()
        salt = try fields.next("salt").octetString()
        oneWayFunction = try AlgorithmIdentifier(fields.next("owf"))
        let count = try fields.next("iterationCount")
        iterationCount = try count.integer()
        guard iterationCount > 0 else { throw count.fail("the iteration count is not positive") }
        mac = try AlgorithmIdentifier(fields.next("mac"))
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 96) { writer in
            writer.writeSequence { writer in
                writer.writeOctetString(salt)
                writer.writeRaw(oneWayFunction.derEncoded)
                writer.writeInteger(iterationCount)
                writer.writeRaw(mac.derEncoded)
            }
        }
    }
}
