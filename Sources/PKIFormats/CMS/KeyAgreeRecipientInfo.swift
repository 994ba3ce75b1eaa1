/// RFC 5652 §6.2.2
///
///     KeyAgreeRecipientInfo ::= SEQUENCE {
///         version                 CMSVersion,  -- always 3
///         originator              [0] EXPLICIT OriginatorIdentifierOrKey,
///         ukm                     [1] EXPLICIT UserKeyingMaterial OPTIONAL,
///         keyEncryptionAlgorithm  KeyEncryptionAlgorithmIdentifier,
///         recipientEncryptedKeys  SEQUENCE OF RecipientEncryptedKey }
///     OriginatorIdentifierOrKey ::= CHOICE {
///         issuerAndSerialNumber  IssuerAndSerialNumber,
///         subjectKeyIdentifier   [0] IMPLICIT SubjectKeyIdentifier,
///         originatorKey          [1] IMPLICIT OriginatorPublicKey }
///     OriginatorPublicKey ::= SEQUENCE { algorithm AlgorithmIdentifier, publicKey BIT STRING }
public struct KeyAgreeRecipientInfo: Hashable, Sendable {
    /// The key of the sender.
    public enum Originator: Hashable, Sendable {
        /// That of a certificate.
        case certificate(CMSIdentifier)
        /// A key of its own, usually made for this message alone. Its algorithm may leave the curve out, which is then the recipient's.
        case publicKey(SubjectPublicKeyInfo)
    }

    /// The version, always 3.
    public static let version = 3

    /// The key of the sender.
    public let originator: Originator
    /// Octets that go into the derivation of the key; `nil` when absent.
    public let userKeyingMaterial: [UInt8]?
    /// How the key is agreed and, in the parameters, how the content key is wrapped under it.
    public let keyEncryptionAlgorithm: AlgorithmIdentifier
    /// The wrapped content key for each recipient.
    public let recipientEncryptedKeys: [RecipientEncryptedKey]

    public init(
        originator: Originator,
        userKeyingMaterial: [UInt8]? = nil,
        keyEncryptionAlgorithm: AlgorithmIdentifier,
        recipientEncryptedKeys: [RecipientEncryptedKey]
    ) {
        self.originator = originator
        self.userKeyingMaterial = userKeyingMaterial
        self.keyEncryptionAlgorithm = keyEncryptionAlgorithm
        self.recipientEncryptedKeys = recipientEncryptedKeys
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(.context(1), of: "KeyAgreeRecipientInfo")
        let version = try fields.next("version")
        guard try version.integer() == Self.version else { throw version.fail("the version is not 3") }
        let originator = try fields.next("originator").explicitContent(0)
        if originator.tag == .context(1) {
            try originator.expect(.context(1), constructed: true)
            do throws(FormatError) {
                self.originator = .publicKey(try SubjectPublicKeyInfo(derEncoded: originator.underTag(0x30)))
            } catch {
                throw error.inside("KeyAgreeRecipientInfo", field: "originator", at: originator.offset)
            }
        } else {
            self.originator = .certificate(try CMSIdentifier(originator))
        }
        userKeyingMaterial = try fields.optional(context: 1, "ukm")?.explicitContent(1).octetString()
        keyEncryptionAlgorithm = try AlgorithmIdentifier(fields.next("keyEncryptionAlgorithm"))
        var keys: [RecipientEncryptedKey] = []
        for member in try fields.next("recipientEncryptedKeys").members() { keys.append(try RecipientEncryptedKey(member)) }
        recipientEncryptedKeys = keys
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeElement(tag: 0xA1) { writer in
            writer.writeInteger(Self.version)
            writer.writeExplicit(0) { writer in
                switch originator {
                case .certificate(let identifier): identifier.write(to: &writer)
                case .publicKey(let key): writer.writeRaw([0xA1] + key.derEncoded.dropFirst())
                }
            }
            if let userKeyingMaterial { writer.writeExplicit(1) { $0.writeOctetString(userKeyingMaterial) } }
            writer.writeRaw(keyEncryptionAlgorithm.derEncoded)
            writer.writeSequence { writer in
                for key in recipientEncryptedKeys { key.write(to: &writer) }
            }
        }
    }
}
