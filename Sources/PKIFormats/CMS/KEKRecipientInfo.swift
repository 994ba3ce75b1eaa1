/// RFC 5652 §6.2.3
///
///     KEKRecipientInfo ::= SEQUENCE {
///         version                 CMSVersion,  -- always 4
///         kekid                   KEKIdentifier,
///         keyEncryptionAlgorithm  KeyEncryptionAlgorithmIdentifier,
///         encryptedKey            OCTET STRING }
public struct KEKRecipientInfo: Hashable, Sendable {
    /// The version, always 4.
    public static let version = 4

    /// Which key wraps.
    public let identifier: KEKIdentifier
    /// How the content key is wrapped.
    public let keyEncryptionAlgorithm: AlgorithmIdentifier
    /// The wrapped content key.
    public let encryptedKey: [UInt8]

    public init(identifier: KEKIdentifier, keyEncryptionAlgorithm: AlgorithmIdentifier, encryptedKey: [UInt8]) {
        self.identifier = identifier
        self.keyEncryptionAlgorithm = keyEncryptionAlgorithm
        self.encryptedKey = encryptedKey
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(.context(2), of: "KEKRecipientInfo")
        let version = try fields.next("version")
        guard try version.integer() == Self.version else { throw version.fail("the version is not 4") }
        identifier = try KEKIdentifier(fields.next("kekid"))
        keyEncryptionAlgorithm = try AlgorithmIdentifier(fields.next("keyEncryptionAlgorithm"))
        encryptedKey = try fields.next("encryptedKey").octetString()
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeElement(tag: 0xA2) { writer in
            writer.writeInteger(Self.version)
            identifier.write(to: &writer)
            writer.writeRaw(keyEncryptionAlgorithm.derEncoded)
            writer.writeOctetString(encryptedKey)
        }
    }
}
