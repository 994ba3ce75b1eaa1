/// RFC 4211 §6.4
///
///     PKIArchiveOptions ::= CHOICE {
///         encryptedPrivKey      [0] EncryptedKey,
///         keyGenParameters      [1] OCTET STRING,
///         archiveRemGenPrivKey  [2] BOOLEAN }
///     EncryptedKey ::= CHOICE { encryptedValue EncryptedValue, envelopedData [0] EnvelopedData }
///
/// What the CA should keep of the private key.
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
