/// RFC 4211 §4
///
///     ProofOfPossession ::= CHOICE {
///         raVerified       [0] NULL,
///         signature        [1] POPOSigningKey,
///         keyEncipherment  [2] POPOPrivKey,
///         keyAgreement     [3] POPOPrivKey }
///
/// Shows that the requester holds the private key. POPOPrivKey is a CHOICE, so its tags are explicit.
public enum ProofOfPossession: Hashable, Sendable {
    /// A registration authority says that it has verified the possession. Only the signature of a trusted authority gives this any value.
    case raVerified
    /// By a signature.
    case signature(SigningKeyProof)
    /// For a key that decrypts.
    case keyEncipherment(PrivateKeyProof)
    /// For a key that agrees on other keys.
    case keyAgreement(PrivateKeyProof)

    init(_ element: DERElement) throws(FormatError) {
        switch element.tag {
        case .context(0):
            guard try element.primitive(.context(0)).isEmpty else { throw element.fail("a NULL has no content") }
            self = .raVerified
        case .context(1): self = .signature(try SigningKeyProof(element, .context(1)))
        case .context(2): self = .keyEncipherment(try PrivateKeyProof(element.explicitContent(2)))
        case .context(3): self = .keyAgreement(try PrivateKeyProof(element.explicitContent(3)))
        default: throw element.fail("expected [0] to [3] of ProofOfPossession, found \(element.tag.name)")
        }
    }

    func write(to writer: inout DERWriter) {
        switch self {
        case .raVerified: writer.writePrimitive(tag: 0x80, [])
        case .signature(let proof): proof.write(to: &writer, tag: 0xA1)
        case .keyEncipherment(let proof): writer.writeExplicit(2) { proof.write(to: &$0) }
        case .keyAgreement(let proof): writer.writeExplicit(3) { proof.write(to: &$0) }
        }
    }

    static let tags: [DERTag] = [.context(0), .context(1), .context(2), .context(3)]
}

/// RFC 4211 §4.1
///
///     POPOSigningKey ::= SEQUENCE {
///         poposkInput          [0] POPOSigningKeyInput OPTIONAL,
///         algorithmIdentifier  AlgorithmIdentifier,
///         signature            BIT STRING }
///
/// Proof by a signature with the key itself.
public struct SigningKeyProof: Hashable, Sendable {
    /// The structure that is signed instead of the CertRequest; `nil` when that is signed.
    public let input: SigningKeyProofInput?
    /// The algorithm of the signature.
    public let algorithm: AlgorithmIdentifier
    /// The content of the BIT STRING.
    public let signature: [UInt8]

    public init(input: SigningKeyProofInput? = nil, algorithm: AlgorithmIdentifier, signature: [UInt8]) {
        self.input = input
        self.algorithm = algorithm
        self.signature = signature
    }

    init(_ element: DERElement, _ tag: DERTag) throws(FormatError) {
        var fields = try element.fields(tag, of: "POPOSigningKey")
        input = try fields.optional(context: 0, "poposkInput")?.underSequenceTag(SigningKeyProofInput.init)
        algorithm = try AlgorithmIdentifier(fields.next("algorithmIdentifier"))
        signature = try fields.next("signature").octetAlignedBitString()
        try fields.finish()
    }

    func write(to writer: inout DERWriter, tag: UInt8) {
        writer.writeElement(tag: tag) { writer in
            if let input { writer.writeImplicit(0xA0, input.derEncoded) }
            writer.writeRaw(algorithm.derEncoded)
            writer.writeBitString(signature)
        }
    }
}

/// RFC 4211 §4.1
///
///     POPOSigningKeyInput ::= SEQUENCE {
///         authInfo   CHOICE { sender [0] GeneralName, publicKeyMAC PKMACValue },
///         publicKey  SubjectPublicKeyInfo }
///
/// The structure that is signed when the template lacks the subject or the key. The signature is computed over the DER of this SEQUENCE
/// under its own tag, as OpenSSL and Bouncy Castle do.
public struct SigningKeyProofInput: Hashable, Sendable {
    /// The requester.
    public enum Authentication: Hashable, Sendable {
        /// A name the CA has authenticated before.
        case sender(GeneralName)
        /// A MAC over the public key, when no name has been authenticated.
        case publicKeyMAC(PKMACValue)
    }

    /// The requester.
    public let authentication: Authentication
    /// The key; it must be that of the template.
    public let publicKey: SubjectPublicKeyInfo
    public let derEncoded: [UInt8]

    public init(authentication: Authentication, publicKey: SubjectPublicKeyInfo) {
        self.authentication = authentication
        self.publicKey = publicKey
        derEncoded = DERWriter.encode(capacity: 256) { writer in
            writer.writeSequence { writer in
                switch authentication {
                case .sender(let name): writer.writeExplicit(0) { name.write(to: &$0) }
                case .publicKeyMAC(let mac): mac.write(to: &writer)
                }
                writer.writeRaw(publicKey.derEncoded)
            }
        }
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "POPOSigningKeyInput")
        if let sender = fields.optional(context: 0, "authInfo") {
            authentication = .sender(try GeneralName(sender.explicitContent(0)))
        } else {
            authentication = .publicKeyMAC(try PKMACValue(fields.next("authInfo")))
        }
        publicKey = try SubjectPublicKeyInfo(fields.next("publicKey"))
        try fields.finish()
        derEncoded = element.encoded
    }
}

/// RFC 4211 §4.4
///
///     PKMACValue ::= SEQUENCE { algId AlgorithmIdentifier, value BIT STRING }
///
/// A MAC over the public key that shows who asks for its certificate.
public struct PKMACValue: Hashable, Sendable {
    /// The algorithm, usually the password-based MAC with ``PasswordBasedMACParameters``.
    public let algorithm: AlgorithmIdentifier
    /// The MAC over the DER of the SubjectPublicKeyInfo.
    public let value: [UInt8]

    public init(algorithm: AlgorithmIdentifier, value: [UInt8]) {
        self.algorithm = algorithm
        self.value = value
    }

    init(_ element: DERElement, _ tag: DERTag = .sequence) throws(FormatError) {
        var fields = try element.fields(tag, of: "PKMACValue")
        algorithm = try AlgorithmIdentifier(fields.next("algId"))
        value = try fields.next("value").octetAlignedBitString()
        try fields.finish()
    }

    func write(to writer: inout DERWriter, tag: UInt8 = 0x30) {
        writer.writeElement(tag: tag) { writer in
            writer.writeRaw(algorithm.derEncoded)
            writer.writeBitString(value)
        }
    }
}

/// RFC 4211 §4.4
///
///     PBMParameter ::= SEQUENCE {
///         salt            OCTET STRING,
///         owf             AlgorithmIdentifier,
///         iterationCount  INTEGER,
///         mac             AlgorithmIdentifier }
///
/// The parameters of the password-based MAC (``OID/CRMF/passwordBasedMAC``).
public struct PasswordBasedMACParameters: Hashable, Sendable {
    /// Appended to the secret before the first hash.
    public let salt: [UInt8]
    /// The hash that is iterated.
    public let oneWayFunction: AlgorithmIdentifier
    /// The number of times that the hash is applied.
    public let iterationCount: Int
    /// The MAC.
    public let mac: AlgorithmIdentifier

    public init(salt: [UInt8], oneWayFunction: AlgorithmIdentifier = .sha256, iterationCount: Int, mac: AlgorithmIdentifier) {
        self.salt = salt
        self.oneWayFunction = oneWayFunction
        self.iterationCount = iterationCount
        self.mac = mac
    }

    /// Reads the DER of a PBMParameter; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "PBMParameter").fields()
        salt = try fields.next("salt").octetString()
        oneWayFunction = try AlgorithmIdentifier(fields.next("owf"))
        let count = try fields.next("iterationCount")
        iterationCount = try count.integer()
        guard iterationCount > 0 else { throw count.fail("the iteration count is not positive") }
        mac = try AlgorithmIdentifier(fields.next("mac"))
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 96) { writer in
            writer.writeSequence { writer in
                writer.writeOctetString(salt)
                writer.writeRaw(oneWayFunction.derEncoded)
                writer.writeInteger(iterationCount)
                writer.writeRaw(mac.derEncoded)
            }
        }
    }
}

/// RFC 4211 §4.2 and §4.3
///
///     POPOPrivKey ::= CHOICE {
///         thisMessage        [0] BIT STRING,
///         subsequentMessage  [1] INTEGER { encrCert (0), challengeResp (1) },
///         dhMAC              [2] BIT STRING,
///         agreeMAC           [3] PKMACValue,
///         encryptedKey       [4] EnvelopedData }
///
/// Proof for a key that does not sign.
public enum PrivateKeyProof: Hashable, Sendable {
    /// How the proof is given in later messages.
    public enum SubsequentMessage: Int, Hashable, Sendable, CaseIterable {
        /// The CA sends the certificate encrypted.
        case encryptedCertificate = 0
        /// The CA sends a challenge to be answered.
        case challengeResponse = 1
    }

    /// The private key, encrypted; an old form that ``encryptedKey(_:)`` replaces.
    case thisMessage([UInt8])
    /// The proof follows.
    case subsequentMessage(SubsequentMessage)
    /// A MAC with a key derived by Diffie-Hellman; an old form that ``agreementMAC(_:)`` replaces.
    case dhMAC([UInt8])
    /// A MAC with a key derived by Diffie-Hellman.
    case agreementMAC(PKMACValue)
    /// The private key in EnvelopedData: its DER under the tag of SEQUENCE, without the ContentInfo around it.
    case encryptedKey([UInt8])

    init(_ element: DERElement) throws(FormatError) {
        switch element.tag {
        case .context(0): self = .thisMessage(try element.octetAlignedBitString(.context(0)))
        case .context(1):
            let number = try element.integer(.context(1))
            guard let message = SubsequentMessage(rawValue: number) else { throw element.fail("\(number) is neither 0 nor 1") }
            self = .subsequentMessage(message)
        case .context(2): self = .dhMAC(try element.octetAlignedBitString(.context(2)))
        case .context(3): self = .agreementMAC(try PKMACValue(element, .context(3)))
        case .context(4):
            try element.expect(.context(4), constructed: true)
            self = .encryptedKey(element.encodedAsSequence)
        default: throw element.fail("expected [0] to [4] of POPOPrivKey, found \(element.tag.name)")
        }
    }

    func write(to writer: inout DERWriter) {
        switch self {
        case .thisMessage(let bits): writer.writeBitString(bits, tag: 0x80)
        case .subsequentMessage(let message): writer.writeInteger(message.rawValue, tag: 0x81)
        case .dhMAC(let bits): writer.writeBitString(bits, tag: 0x82)
        case .agreementMAC(let mac): mac.write(to: &writer, tag: 0xA3)
        case .encryptedKey(let bytes): writer.writeImplicit(0xA4, bytes)
        }
    }
}
