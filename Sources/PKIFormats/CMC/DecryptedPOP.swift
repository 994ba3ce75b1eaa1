/// RFC 5272 §6.7 (control 1.3.6.1.5.5.7.7.10)
///
///     DecryptedPOP ::= SEQUENCE {
///         bodyPartID   BodyPartID,
///         thePOPAlgID  AlgorithmIdentifier,
///         thePOP       OCTET STRING }
///
/// The answer to ``EncryptedPOP``: a MAC over the request with the value that was decrypted.
public struct DecryptedPOP: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.10
    public static let oid = OID.CMC.decryptedPOP
    /// The request in this message.
    public let bodyPartID: Int
    /// The MAC, as the challenge named it.
    public let proofAlgorithm: AlgorithmIdentifier
    /// Its value.
    public let proof: [UInt8]

    public init(bodyPartID: Int, proofAlgorithm: AlgorithmIdentifier, proof: [UInt8]) {
        self.bodyPartID = bodyPartID
        self.proofAlgorithm = proofAlgorithm
        self.proof = proof
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "DecryptedPOP").fields()
        bodyPartID = try TaggedAttribute.readBodyPartID(fields.next("bodyPartID"))
        proofAlgorithm = try AlgorithmIdentifier(fields.next("thePOPAlgID"))
        proof = try fields.next("thePOP").octetString()
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(bodyPartID)
                writer.writeRaw(proofAlgorithm.derEncoded)
                writer.writeOctetString(proof)
            }
        }
    }
}
