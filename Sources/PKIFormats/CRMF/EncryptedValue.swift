/// RFC 4211 §2 and appendix B
///
///     EncryptedValue ::= SEQUENCE {
///         intendedAlg  [0] AlgorithmIdentifier OPTIONAL,
///         symmAlg      [1] AlgorithmIdentifier OPTIONAL,
///         encSymmKey   [2] BIT STRING OPTIONAL,
///         keyAlg       [3] AlgorithmIdentifier OPTIONAL,
///         valueHint    [4] OCTET STRING OPTIONAL,
///         encValue     BIT STRING }
///
/// The old way of enclosing an encrypted private key; EnvelopedData has taken its place.
public struct EncryptedValue: Hashable, Sendable {
    /// What the enclosed key is for.
    public let intendedAlgorithm: AlgorithmIdentifier?
    /// The symmetric algorithm of ``encryptedValue``.
    public let symmetricAlgorithm: AlgorithmIdentifier?
    /// The encrypted symmetric key.
    public let encryptedSymmetricKey: [UInt8]?
    /// The algorithm of ``encryptedSymmetricKey``.
    public let keyAlgorithm: AlgorithmIdentifier?
    /// A hint to the recipient what it is.
    public let hint: [UInt8]?
    /// The encrypted key.
    public let encryptedValue: [UInt8]

    public init(
        intendedAlgorithm: AlgorithmIdentifier? = nil,
        symmetricAlgorithm: AlgorithmIdentifier? = nil,
        encryptedSymmetricKey: [UInt8]? = nil,
        keyAlgorithm: AlgorithmIdentifier? = nil,
        hint: [UInt8]? = nil,
        encryptedValue: [UInt8]
    ) {
        self.intendedAlgorithm = intendedAlgorithm
        self.symmetricAlgorithm = symmetricAlgorithm
        self.encryptedSymmetricKey = encryptedSymmetricKey
        self.keyAlgorithm = keyAlgorithm
        self.hint = hint
        self.encryptedValue = encryptedValue
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "EncryptedValue")
        intendedAlgorithm = try Self.readAlgorithm(fields.optional(context: 0, "intendedAlg"))
        symmetricAlgorithm = try Self.readAlgorithm(fields.optional(context: 1, "symmAlg"))
        encryptedSymmetricKey = try fields.optional(context: 2, "encSymmKey")?.octetAlignedBitString(.context(2))
        keyAlgorithm = try Self.readAlgorithm(fields.optional(context: 3, "keyAlg"))
        hint = try fields.optional(context: 4, "valueHint")?.octetString(.context(4))
        encryptedValue = try fields.next("encValue").octetAlignedBitString()
        try fields.finish()
    }

    private static func readAlgorithm(_ element: DERElement?) throws(FormatError) -> AlgorithmIdentifier? {
        guard let element else { return nil }
        return try element.underSequenceTag { element throws(FormatError) in try AlgorithmIdentifier(element) }
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            if let intendedAlgorithm { writer.writeImplicit(0xA0, intendedAlgorithm.derEncoded) }
            if let symmetricAlgorithm { writer.writeImplicit(0xA1, symmetricAlgorithm.derEncoded) }
            if let encryptedSymmetricKey { writer.writeBitString(encryptedSymmetricKey, tag: 0x82) }
            if let keyAlgorithm { writer.writeImplicit(0xA3, keyAlgorithm.derEncoded) }
            if let hint { writer.writeOctetString(hint, tag: 0x84) }
            writer.writeBitString(encryptedValue)
        }
    }
}
