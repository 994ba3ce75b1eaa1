#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// RFC 5652 §6.2
///
///     RecipientInfo ::= CHOICE {
///         ktri   KeyTransRecipientInfo,
///         kari   [1] KeyAgreeRecipientInfo,
///         kekri  [2] KEKRecipientInfo,
///         pwri   [3] PasswordRecipientInfo,
///         ori    [4] OtherRecipientInfo }
public enum RecipientInfo: Hashable, Sendable, DERWritable {
    /// The content key is encrypted with the recipient's public key.
    case keyTransport(KeyTransRecipientInfo)
    /// The content key is wrapped under a key on which both sides agree.
    case keyAgreement(KeyAgreeRecipientInfo)
    /// The content key is wrapped under a key that both sides have.
    case keyEncryptionKey(KEKRecipientInfo)
    /// The content key is wrapped under a key derived from a password.
    case password(PasswordRecipientInfo)
    /// Another kind, unchanged: the DER of the whole element with its tag `[4]` (§6.2.5, for example RFC 9629).
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
        try element.list(.set, ifEmpty: "the list of recipients is empty", of: RecipientInfo.init)
    }
}

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
    /// The recipient's certificate.
    public let identifier: CMSIdentifier
    /// The algorithm that encrypts the content key.
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
        /// The key of a certificate.
        case certificate(CMSIdentifier)
        /// A key of its own, usually made for this message alone. Its algorithm may omit the curve, which is then the recipient's.
        case publicKey(SubjectPublicKeyInfo)
    }

    /// The version, always 3.
    public static let version = 3

    /// The key of the sender.
    public let originator: Originator
    /// Octets that go into the derivation of the key; `nil` when absent.
    public let userKeyingMaterial: [UInt8]?
    /// The algorithm of the key agreement. Its parameters name the algorithm that wraps the content key.
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
        recipientEncryptedKeys = try fields.next("recipientEncryptedKeys").list(of: RecipientEncryptedKey.init)
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
            writer.writeSequence(of: recipientEncryptedKeys)
        }
    }
}

/// RFC 5652 §6.2.2
///
///     RecipientEncryptedKey ::= SEQUENCE { rid KeyAgreeRecipientIdentifier, encryptedKey OCTET STRING }
///     KeyAgreeRecipientIdentifier ::= CHOICE {
///         issuerAndSerialNumber  IssuerAndSerialNumber,
///         rKeyId                 [0] IMPLICIT RecipientKeyIdentifier }
public struct RecipientEncryptedKey: Hashable, Sendable, DERWritable {
    /// The recipient's certificate, by one of its names.
    public enum Identifier: Hashable, Sendable {
        /// By issuer and the content octets of the serial number.
        case issuerAndSerialNumber(issuer: DistinguishedName, serialNumber: [UInt8])
        /// By key identifier.
        case keyIdentifier(KEKIdentifier)
    }

    /// The recipient's certificate.
    public let identifier: Identifier
    /// The wrapped content key.
    public let encryptedKey: [UInt8]

    public init(identifier: Identifier, encryptedKey: [UInt8]) {
        self.identifier = identifier
        self.encryptedKey = encryptedKey
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "RecipientEncryptedKey")
        let rid = try fields.next("rid")
        if rid.tag == .context(0) {
            identifier = .keyIdentifier(try KEKIdentifier(rid, tag: .context(0), structure: "RecipientKeyIdentifier"))
        } else if case .issuerAndSerialNumber(let issuer, let serialNumber) = try CMSIdentifier.issuerAndSerialNumber(rid) {
            identifier = .issuerAndSerialNumber(issuer: issuer, serialNumber: serialNumber)
        } else {
            throw rid.fail("expected issuer and serial number")
        }
        encryptedKey = try fields.next("encryptedKey").octetString()
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            switch identifier {
            case .issuerAndSerialNumber(let issuer, let serialNumber):
                CMSIdentifier.issuerAndSerialNumber(issuer: issuer, serialNumber: serialNumber).write(to: &writer)
            case .keyIdentifier(let identifier): identifier.write(tag: 0xA0, to: &writer)
            }
            writer.writeOctetString(encryptedKey)
        }
    }

    /// The identifier in the form that signers and other recipients have; date and other attributes of a key identifier are left out.
    public var certificateIdentifier: CMSIdentifier {
        switch identifier {
        case .issuerAndSerialNumber(let issuer, let serialNumber): .issuerAndSerialNumber(issuer: issuer, serialNumber: serialNumber)
        case .keyIdentifier(let identifier): .subjectKeyIdentifier(identifier.keyIdentifier)
        }
    }
}

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

    /// The key that wraps the content key.
    public let identifier: KEKIdentifier
    /// The algorithm that wraps the content key.
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

/// RFC 5652 §6.2.3, and §6.2.2 where it is called RecipientKeyIdentifier
///
///     KEKIdentifier ::= SEQUENCE {
///         keyIdentifier  OCTET STRING,
///         date           GeneralizedTime OPTIONAL,
///         other          OtherKeyAttribute OPTIONAL }
public struct KEKIdentifier: Hashable, Sendable {
    /// The name that both sides have for the key.
    public let keyIdentifier: [UInt8]
    /// Selects one of several keys with that name; `nil` when absent.
    public let date: Date?
    /// The DER of the OtherKeyAttribute; `nil` when absent.
    public let other: [UInt8]?

    public init(keyIdentifier: [UInt8], date: Date? = nil, other: [UInt8]? = nil) {
        self.keyIdentifier = keyIdentifier
        self.date = date
        self.other = other
    }

    init(_ element: DERElement, tag: DERTag = .sequence, structure: String = "KEKIdentifier") throws(FormatError) {
        var fields = try element.fields(tag, of: structure)
        keyIdentifier = try fields.next("keyIdentifier").octetString()
        date = try fields.optional(.generalizedTime, "date")?.generalizedTime()
        other = fields.optional(.sequence, "other")?.encoded
        try fields.finish()
    }

    func write(tag: UInt8 = 0x30, to writer: inout DERWriter) {
        writer.writeElement(tag: tag) { writer in
            writer.writeOctetString(keyIdentifier)
            if let date { writer.writeGeneralizedTime(date) }
            if let other { writer.writeRaw(other) }
        }
    }
}

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

    /// Derives a key from the password; `nil` when both sides already have the key.
    public let keyDerivationAlgorithm: AlgorithmIdentifier?
    /// The algorithm that wraps the content key.
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
        keyDerivationAlgorithm = try fields.optional(context: 0, "keyDerivationAlgorithm").map(AlgorithmIdentifier.implicit)
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
    static func implicit(_ element: DERElement) throws(FormatError) -> AlgorithmIdentifier {
        try element.expect(element.tag, constructed: true)
        do throws(FormatError) {
            return try AlgorithmIdentifier(derEncoded: element.underTag(0x30))
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
