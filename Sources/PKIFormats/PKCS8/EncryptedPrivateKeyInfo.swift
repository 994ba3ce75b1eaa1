/// RFC 5208 §6
///
///     EncryptedPrivateKeyInfo ::= SEQUENCE { encryptionAlgorithm AlgorithmIdentifier, encryptedData OCTET STRING }
public struct EncryptedPrivateKeyInfo: Hashable, Sendable {
    /// How the key is encrypted; see ``PBES2Parameters``.
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
