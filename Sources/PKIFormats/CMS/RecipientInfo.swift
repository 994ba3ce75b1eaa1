/// RFC 5652 §6.2
///
///     RecipientInfo ::= CHOICE {
///         ktri   KeyTransRecipientInfo,
///         kari   [1] KeyAgreeRecipientInfo,
///         kekri  [2] KEKRecipientInfo,
///         pwri   [3] PasswordRecipientInfo,
///         ori    [4] OtherRecipientInfo }
public enum RecipientInfo: Hashable, Sendable {
    /// The content key is encrypted with the recipient's public key.
    case keyTransport(KeyTransRecipientInfo)
    /// The content key is wrapped under a key both sides agree on.
    case keyAgreement(KeyAgreeRecipientInfo)
    /// The content key is wrapped under a key both sides have.
    case keyEncryptionKey(KEKRecipientInfo)
    /// The content key is wrapped under a key made of a password.
    case password(PasswordRecipientInfo)
    /// Another kind, kept as it is: the DER of the whole element with its tag `[4]` (§6.2.5, for example RFC 9629).
    case other([UInt8])

    init(_ element: DERElement) throws(FormatError) {
        switch element.tag {
        case .sequence: self = .keyTransport(try KeyTransRecipientInfo(element))
        case .context(1): self = .keyAgreement(try KeyAgreeRecipientInfo(element))
        case .context(2): self = .keyEncryptionKey(try KEKRecipientInfo(element))
        case .context(3): self = .password(try PasswordRecipientInfo(element))
        case .context(4):
            var fields = try element.fields(.context(4), of: "OtherRecipientInfo")
            _ = try fields.next("oriType").oid()
            _ = try fields.next("oriValue")
            try fields.finish()
            self = .other(element.encoded)
        default: throw element.fail("expected a RecipientInfo, found \(element.tag.name)")
        }
    }

    /// The version, 0 through 4; `nil` for another kind.
    public var version: Int? {
        switch self {
        case .keyTransport(let recipient): recipient.version
        case .keyAgreement: KeyAgreeRecipientInfo.version
        case .keyEncryptionKey: KEKRecipientInfo.version
        case .password: PasswordRecipientInfo.version
        case .other: nil
        }
    }

    func write(to writer: inout DERWriter) {
        switch self {
        case .keyTransport(let recipient): recipient.write(to: &writer)
        case .keyAgreement(let recipient): recipient.write(to: &writer)
        case .keyEncryptionKey(let recipient): recipient.write(to: &writer)
        case .password(let recipient): recipient.write(to: &writer)
        case .other(let element): writer.writeRaw(element)
        }
    }

    static func readSet(_ element: DERElement) throws(FormatError) -> [RecipientInfo] {
        var recipients: [RecipientInfo] = []
        for member in try element.members(.set) { recipients.append(try RecipientInfo(member)) }
        guard !recipients.isEmpty else { throw element.fail("there is no recipient") }
        return recipients
    }
}
