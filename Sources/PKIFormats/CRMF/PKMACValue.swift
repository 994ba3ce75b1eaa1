/// RFC 4211 §4.4
///
///     PKMACValue ::= SEQUENCE { algId AlgorithmIdentifier, value BIT STRING }
///
/// A MAC over the public key that shows who wants it certified.
public struct PKMACValue: Hashable, Sendable {
    /// The algorithm, usually the password-based MAC with ``PasswordBasedMACParameters``.
    public let algorithm: AlgorithmIdentifier
    /// The MAC over the DER of the SubjectPublicKeyInfo.
    public let value: [UInt8]

    public init(algorithm: AlgorithmIdentifier, value: [UInt8]) {
        self.algorithm = algorithm
        self.value = value
    }

    init(_ element: DERElement, _ tag: DERTag = .sequence) throws(FormatError) {
        var fields = try element.fields(tag, of: "PKMACValue")
        algorithm = try AlgorithmIdentifier(fields.next("algId"))
        value = try fields.next("value").octetAlignedBitString()
        try fields.finish()
    }

    func write(to writer: inout DERWriter, tag: UInt8 = 0x30) {
        writer.writeElement(tag: tag) { writer in
            writer.writeRaw(algorithm.derEncoded)
            writer.writeBitString(value)
        }
    }
}
