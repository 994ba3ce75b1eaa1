/// RFC 4211 §4.1
///
///     POPOSigningKey ::= SEQUENCE {
///         poposkInput          [0] POPOSigningKeyInput OPTIONAL,
///         algorithmIdentifier  AlgorithmIdentifier,
///         signature            BIT STRING }
///
/// Proof by a signature with the key itself.
public struct SigningKeyProof: Hashable, Sendable {
    /// What is signed instead of the CertRequest; `nil` when that is signed.
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
        if let field = fields.optional(context: 0, "poposkInput") {
            input = try field.underSequenceTag { element throws(FormatError) in try SigningKeyProofInput(element) }
        } else {
            input = nil
        }
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
