/// RFC 4211 §6.4, the content type 1.2.840.113549.1.9.16.1.21
///
///     EncKeyWithID ::= SEQUENCE {
///         privateKey  PrivateKeyInfo,
///         identifier  CHOICE { string UTF8String, generalName GeneralName } OPTIONAL }
///
/// What the EnvelopedData of ``ArchiveOptions`` holds once it is opened. Secret.
public struct EncryptedKeyWithID: Sendable {
    /// Whose key it is.
    public enum Identifier: Hashable, Sendable {
        /// By text.
        case string(String)
        /// By a name.
        case generalName(GeneralName)
    }

    /// The key: the DER of a PrivateKeyInfo.
    public let privateKey: [UInt8]
    /// Whose key it is.
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
