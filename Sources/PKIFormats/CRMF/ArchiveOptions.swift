/// RFC 4211 §6.4
///
///     PKIArchiveOptions ::= CHOICE {
///         encryptedPrivKey      [0] EncryptedKey,
///         keyGenParameters      [1] OCTET STRING,
///         archiveRemGenPrivKey  [2] BOOLEAN }
///     EncryptedKey ::= CHOICE { encryptedValue EncryptedValue, envelopedData [0] EnvelopedData }
///
/// The form in which the CA should keep the private key.
public enum ArchiveOptions: Hashable, Sendable {
    /// The private key in the old form.
    case encryptedValue(EncryptedValue)
    /// The private key in EnvelopedData: its DER under the tag of SEQUENCE, without the ContentInfo around it.
    case envelopedData([UInt8])
    /// Parameters from which the CA makes the key again.
    case keyGenerationParameters([UInt8])
    /// Whether a key that the CA makes should be kept.
    case archiveRemotelyGeneratedKey(Bool)

    /// Reads the DER of a PKIArchiveOptions; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: derEncoded, structure: "PKIArchiveOptions")
        switch element.tag {
        case .context(0):
            let key = try element.explicitContent(0)
            if key.tag == .context(0) {
                try key.expect(.context(0), constructed: true)
                self = .envelopedData(key.encodedAsSequence)
            } else {
                self = .encryptedValue(try EncryptedValue(key))
            }
        case .context(1): self = .keyGenerationParameters(try element.octetString(.context(1)))
        case .context(2): self = .archiveRemotelyGeneratedKey(try element.boolean(.context(2)))
        default: throw element.fail("expected [0] to [2], found \(element.tag.name)")
        }
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 256) { writer in
            switch self {
            case .encryptedValue(let value): writer.writeExplicit(0) { value.write(to: &$0) }
            case .envelopedData(let bytes): writer.writeExplicit(0) { $0.writeImplicit(0xA0, bytes) }
            case .keyGenerationParameters(let bytes): writer.writeOctetString(bytes, tag: 0x81)
            case .archiveRemotelyGeneratedKey(let isWanted): writer.writeBoolean(isWanted, tag: 0x82)
            }
        }
    }
}

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
/// The old way to enclose an encrypted private key; EnvelopedData has replaced it.
public struct EncryptedValue: Hashable, Sendable {
    /// The algorithm that the enclosed key is for.
    public let intendedAlgorithm: AlgorithmIdentifier?
    /// The symmetric algorithm of ``encryptedValue``.
    public let symmetricAlgorithm: AlgorithmIdentifier?
    /// The encrypted symmetric key.
    public let encryptedSymmetricKey: [UInt8]?
    /// The algorithm of ``encryptedSymmetricKey``.
    public let keyAlgorithm: AlgorithmIdentifier?
    /// A hint to the recipient about the content.
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
        intendedAlgorithm = try fields.optional(context: 0, "intendedAlg")?.underSequenceTag(AlgorithmIdentifier.init)
        symmetricAlgorithm = try fields.optional(context: 1, "symmAlg")?.underSequenceTag(AlgorithmIdentifier.init)
        encryptedSymmetricKey = try fields.optional(context: 2, "encSymmKey")?.octetAlignedBitString(.context(2))
        keyAlgorithm = try fields.optional(context: 3, "keyAlg")?.underSequenceTag(AlgorithmIdentifier.init)
        hint = try fields.optional(context: 4, "valueHint")?.octetString(.context(4))
        encryptedValue = try fields.next("encValue").octetAlignedBitString()
        try fields.finish()
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

/// RFC 4211 §6.4, the content type 1.2.840.113549.1.9.16.1.21
///
///     EncKeyWithID ::= SEQUENCE {
///         privateKey  PrivateKeyInfo,
///         identifier  CHOICE { string UTF8String, generalName GeneralName } OPTIONAL }
///
/// The decrypted content of the EnvelopedData of ``ArchiveOptions``. Secret.
public struct EncryptedKeyWithID: Sendable {
    /// The owner of the key.
    public enum Identifier: Hashable, Sendable {
        /// By text.
        case string(String)
        /// By a name.
        case generalName(GeneralName)
    }

    /// The key: the DER of a PrivateKeyInfo.
    public let privateKey: [UInt8]
    /// The owner of the key.
    public let identifier: Identifier?

    public init(privateKey: [UInt8], identifier: Identifier? = nil) {
        self.privateKey = privateKey
        self.identifier = identifier
    }

    /// Reads the DER of an EncKeyWithID; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "EncKeyWithID").fields()
        let key = try fields.next("privateKey")
        try key.expect(.sequence, constructed: true)
        privateKey = key.encoded
        if let text = fields.optional(.utf8String, "identifier") {
            identifier = .string(try text.utf8String())
        } else {
            identifier = fields.isAtEnd ? nil : .generalName(try GeneralName(fields.next("identifier")))
        }
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: privateKey.count + 64) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(privateKey)
                switch identifier {
                case .string(let text): writer.writeUTF8String(text)
                case .generalName(let name): name.write(to: &writer)
                case nil: break
                }
            }
        }
    }
}
