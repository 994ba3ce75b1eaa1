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
    /// The request, so that the client need not have kept it.
    public let request: TaggedRequest
    /// EnvelopedData with the random value.
    public let message: ContentInfo
    /// The MAC of the answer.
    public let proofAlgorithm: AlgorithmIdentifier
    /// The hash of ``witness``.
    public let witnessAlgorithm: AlgorithmIdentifier
    /// The hash of the random value, so that the client sees whether it has decrypted the right thing.
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
