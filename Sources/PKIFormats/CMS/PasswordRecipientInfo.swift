/// RFC 5652 §6.2.4 and RFC 3211
///
///     PasswordRecipientInfo ::= SEQUENCE {
///         version                 CMSVersion,  -- always 0
///         keyDerivationAlgorithm  [0] IMPLICIT KeyDerivationAlgorithmIdentifier OPTIONAL,
///         keyEncryptionAlgorithm  KeyEncryptionAlgorithmIdentifier,
///         encryptedKey            OCTET STRING }
public struct PasswordRecipientInfo: Hashable, Sendable {
    /// The version, always 0.
    public static let version = 0

    /// How a key is made of the password; `nil` when both sides have the key already.
    public let keyDerivationAlgorithm: AlgorithmIdentifier?
    /// How the content key is wrapped.
    public let keyEncryptionAlgorithm: AlgorithmIdentifier
    /// The wrapped content key.
    public let encryptedKey: [UInt8]

    public init(keyDerivationAlgorithm: AlgorithmIdentifier?, keyEncryptionAlgorithm: AlgorithmIdentifier, encryptedKey: [UInt8]) {
        self.keyDerivationAlgorithm = keyDerivationAlgorithm
        self.keyEncryptionAlgorithm = keyEncryptionAlgorithm
        self.encryptedKey = encryptedKey
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(.context(3), of: "PasswordRecipientInfo")
        let version = try fields.next("version")
        guard try version.integer() == Self.version else { throw version.fail("the version is not 0") }
        keyDerivationAlgorithm = try fields.optional(context: 0, "keyDerivationAlgorithm").map(AlgorithmIdentifier.init(implicit:))
        keyEncryptionAlgorithm = try AlgorithmIdentifier(fields.next("keyEncryptionAlgorithm"))
        encryptedKey = try fields.next("encryptedKey").octetString()
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeElement(tag: 0xA3) { writer in
            writer.writeInteger(Self.version)
            keyDerivationAlgorithm?.write(implicit: 0, to: &writer)
            writer.writeRaw(keyEncryptionAlgorithm.derEncoded)
            writer.writeOctetString(encryptedKey)
        }
    }
}

extension AlgorithmIdentifier {
    /// Reads an identifier under an implicit tag.
    init(implicit element: DERElement) throws(FormatError) {
        try element.expect(element.tag, constructed: true)
        do throws(FormatError) {
            try self.init(derEncoded: element.underTag(0x30))
        } catch {
            throw error.inside(element.structure, field: element.field, at: element.offset)
        }
    }

    /// Writes the identifier under `[number] IMPLICIT`.
    func write(implicit number: UInt8, to writer: inout DERWriter) {
        writer.writeOctet(0xA0 | number)
        writer.writeRaw(derEncoded.dropFirst())
    }
}
