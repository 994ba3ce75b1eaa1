/// RFC 5208 §5 and RFC 5958 §2
///
///     OneAsymmetricKey ::= SEQUENCE {
///         version              INTEGER { v1(0), v2(1) },
///         privateKeyAlgorithm  AlgorithmIdentifier,
///         privateKey           OCTET STRING,
///         attributes           [0] IMPLICIT SET OF Attribute OPTIONAL,
///         publicKey            [1] IMPLICIT BIT STRING OPTIONAL }
///
/// A description names only the algorithm.
public struct PrivateKeyInfo: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The algorithm of the key.
    public let algorithm: AlgorithmIdentifier
    /// The content of the OCTET STRING; its form depends on the algorithm. Secret.
    public let privateKey: [UInt8]
    /// The attributes.
    public let attributes: [RequestAttribute]
    /// The content of the public key's BIT STRING; `nil` when absent.
    public let publicKey: [UInt8]?

    /// Creates the value; the attributes are put in the order of DER.
    public init(algorithm: AlgorithmIdentifier, privateKey: [UInt8], attributes: [RequestAttribute] = [], publicKey: [UInt8]? = nil) {
        self.algorithm = algorithm
        self.privateKey = privateKey
        self.attributes = attributes.inSetOrder(\.derEncoded)
        self.publicKey = publicKey
    }

    /// Reads the DER of a private key; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "PrivateKeyInfo").fields()
        let version = try fields.next("version")
        guard try (0...1).contains(version.integer()) else { throw version.fail("the version is neither v1 (0) nor v2 (1)") }
        algorithm = try AlgorithmIdentifier(fields.next("privateKeyAlgorithm"))
        privateKey = try fields.next("privateKey").octetString()
        attributes =
            try fields.optional(.context(0), "attributes") { set throws(FormatError) in
                try set.list(.context(0)) { member throws(FormatError) in try RequestAttribute(member) }
            } ?? []
        publicKey = try fields.optional(context: 1, "publicKey")?.octetAlignedBitString(.context(1))
        try fields.finish()
    }

    /// The DER of the key: version 2 when the public key is present, else version 1.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: privateKey.count + 192) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(publicKey == nil ? 0 : 1)
                writer.writeRaw(algorithm.derEncoded)
                writer.writeOctetString(privateKey)
                if !attributes.isEmpty { writer.writeMembers(attributes.map(\.derEncoded), tag: 0xA0) }
                if let publicKey { writer.writeBitString(publicKey, tag: 0x81) }
            }
        }
    }

    /// For example `private key (rsaEncryption)`.
    public var description: String { "private key (\(algorithm.name))" }

    /// The same as ``description``: a debugger or a log shows no key material.
    public var debugDescription: String { description }
}

/// RFC 5208 §6
///
///     EncryptedPrivateKeyInfo ::= SEQUENCE { encryptionAlgorithm AlgorithmIdentifier, encryptedData OCTET STRING }
public struct EncryptedPrivateKeyInfo: Hashable, Sendable {
    /// The encryption of the key; see ``PBES2Parameters``.
    public let algorithm: AlgorithmIdentifier

    /// The encrypted PrivateKeyInfo.
    public let encryptedData: [UInt8]

    public init(algorithm: AlgorithmIdentifier, encryptedData: [UInt8]) {
        self.algorithm = algorithm
        self.encryptedData = encryptedData
    }

    /// Reads the DER of an encrypted key; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "EncryptedPrivateKeyInfo").fields()
        algorithm = try AlgorithmIdentifier(fields.next("encryptionAlgorithm"))
        encryptedData = try fields.next("encryptedData").octetString()
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: encryptedData.count + 128) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(algorithm.derEncoded)
                writer.writeOctetString(encryptedData)
            }
        }
    }
}
