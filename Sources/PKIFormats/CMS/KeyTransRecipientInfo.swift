/// RFC 5652 §6.2.1
///
///     KeyTransRecipientInfo ::= SEQUENCE {
///         version                 CMSVersion,  -- 0 or 2
///         rid                     RecipientIdentifier,
///         keyEncryptionAlgorithm  KeyEncryptionAlgorithmIdentifier,
///         encryptedKey            OCTET STRING }
public struct KeyTransRecipientInfo: Hashable, Sendable {
    /// 0 with issuer and serial number, 2 with a key identifier.
    public let version: Int
    /// Whose certificate it is for.
    public let identifier: CMSIdentifier
    /// How the content key is encrypted.
    public let keyEncryptionAlgorithm: AlgorithmIdentifier
    /// The encrypted content key.
    public let encryptedKey: [UInt8]

    public init(identifier: CMSIdentifier, keyEncryptionAlgorithm: AlgorithmIdentifier, encryptedKey: [UInt8]) {
        if case .issuerAndSerialNumber = identifier { version = 0 } else { version = 2 }
        self.identifier = identifier
        self.keyEncryptionAlgorithm = keyEncryptionAlgorithm
        self.encryptedKey = encryptedKey
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "KeyTransRecipientInfo")
        let version = try fields.next("version")
        self.version = try version.integer()
        guard self.version == 0 || self.version == 2 else { throw version.fail("the version \(self.version) is neither 0 nor 2") }
        identifier = try CMSIdentifier(fields.next("rid"))
        keyEncryptionAlgorithm = try AlgorithmIdentifier(fields.next("keyEncryptionAlgorithm"))
        encryptedKey = try fields.next("encryptedKey").octetString()
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeInteger(version)
            identifier.write(to: &writer)
            writer.writeRaw(keyEncryptionAlgorithm.derEncoded)
            writer.writeOctetString(encryptedKey)
        }
    }
}
