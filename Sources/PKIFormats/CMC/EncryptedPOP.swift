/// RFC 5272 §6.7 (control 1.3.6.1.5.5.7.7.9)
///
///     EncryptedPOP ::= SEQUENCE {
///         request       TaggedRequest,
///         cms           ContentInfo,
///         thePOPAlgID   AlgorithmIdentifier,
///         witnessAlgID  AlgorithmIdentifier,
///         witness       OCTET STRING }
///
/// The challenge for a key that only decrypts. It is answered with ``DecryptedPOP``.
public struct EncryptedPOP: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.9
    public static let oid = OID.CMC.encryptedPOP
    /// The request, so that the client need not keep it.
    public let request: TaggedRequest
    /// EnvelopedData with the random value.
    public let message: ContentInfo
    /// The MAC of the answer.
    public let proofAlgorithm: AlgorithmIdentifier
    /// The hash of ``witness``.
    public let witnessAlgorithm: AlgorithmIdentifier
    /// The hash of the random value, by which the client sees whether it has decrypted the right value.
    public let witness: [UInt8]

    public init(
        request: TaggedRequest,
        message: ContentInfo,
        proofAlgorithm: AlgorithmIdentifier,
        witnessAlgorithm: AlgorithmIdentifier,
        witness: [UInt8]
    ) {
        self.request = request
        self.message = message
        self.proofAlgorithm = proofAlgorithm
        self.witnessAlgorithm = witnessAlgorithm
        self.witness = witness
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "EncryptedPOP").fields()
        request = try TaggedRequest(fields.next("request"))
        message = try ContentInfo(derEncoded: fields.next("cms").encoded)
        proofAlgorithm = try AlgorithmIdentifier(fields.next("thePOPAlgID"))
        witnessAlgorithm = try AlgorithmIdentifier(fields.next("witnessAlgID"))
        witness = try fields.next("witness").octetString()
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 1024) { writer in
            writer.writeSequence { writer in
                request.write(to: &writer)
                writer.writeRaw(message.derEncoded)
                writer.writeRaw(proofAlgorithm.derEncoded)
                writer.writeRaw(witnessAlgorithm.derEncoded)
                writer.writeOctetString(witness)
            }
        }
    }
}

/// RFC 5272 §6.7 (control 1.3.6.1.5.5.7.7.10)
///
///     DecryptedPOP ::= SEQUENCE {
///         bodyPartID   BodyPartID,
///         thePOPAlgID  AlgorithmIdentifier,
///         thePOP       OCTET STRING }
///
/// The answer to ``EncryptedPOP``: a MAC over the request, made with the decrypted value.
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

/// RFC 5272 §6.8 (control 1.3.6.1.5.5.7.7.11)
///
///     LraPopWitness ::= SEQUENCE { pkiDataBodyid BodyPartID, bodyIds SEQUENCE OF BodyPartID }
///
/// A registration authority names the requests for which it has verified possession of the key.
public struct RAPOPWitness: CMCControlValue {
    /// 1.3.6.1.5.5.7.7.11
    public static let oid = OID.CMC.lraPOPWitness
    /// The nested message meant; 0 when the requests are parts of this message.
    public let dataReference: Int
    /// The requests meant.
    public let bodyParts: [Int]

    public init(dataReference: Int, bodyParts: [Int]) {
        self.dataReference = dataReference
        self.bodyParts = bodyParts
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "LraPopWitness").fields()
        dataReference = try TaggedAttribute.readBodyPartID(fields.next("pkiDataBodyid"))
        bodyParts = try BodyPartReference.readNumbers(fields.next("bodyIds"))
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 32) { writer in
            writer.writeSequence { writer in
                writer.writeInteger(dataReference)
                BodyPartReference.writePath(bodyParts, to: &writer)
            }
        }
    }
}
