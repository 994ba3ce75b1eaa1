/// RFC 4055 §4.1
///
///     RSAES-OAEP-params ::= SEQUENCE {
///         hashAlgorithm     [0] HashAlgorithm DEFAULT sha1Identifier,
///         maskGenAlgorithm  [1] MaskGenAlgorithm DEFAULT mgf1SHA1Identifier,
///         pSourceAlgorithm  [2] PSourceAlgorithm DEFAULT pSpecifiedEmptyIdentifier }
public struct RSAESOAEPParameters: Hashable, Sendable {
    /// The hash of the label.
    public let hash: AlgorithmIdentifier
    /// The mask generation function with its hash as parameter.
    public let maskGeneration: AlgorithmIdentifier
    /// The label, which is usually empty.
    public let label: [UInt8]

    private static let specifiedLabel: OID = "1.2.840.113549.1.1.9"
    private static let sha1 = AlgorithmIdentifier.sha1
    private static let mgf1WithSHA1 = AlgorithmIdentifier(OID.Algorithms.mgf1, parameters: AlgorithmIdentifier.sha1.derEncoded)

    /// Creates parameters with the same hash for label and mask, which is the usual choice.
    public init(digest: DigestAlgorithm, label: [UInt8] = []) {
        hash = AlgorithmIdentifier(digest.oid, parameters: AlgorithmIdentifier.null)
        maskGeneration = AlgorithmIdentifier(OID.Algorithms.mgf1, parameters: hash.derEncoded)
        self.label = label
    }

    /// Reads the DER of the parameters.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "RSAES-OAEP-params").fields()
        hash = try fields.optional(explicit: 0, "hashAlgorithm", AlgorithmIdentifier.init) ?? Self.sha1
        maskGeneration = try fields.optional(explicit: 1, "maskGenAlgorithm", AlgorithmIdentifier.init) ?? Self.mgf1WithSHA1
        if let element = try fields.optional(context: 2, "pSourceAlgorithm")?.explicitContent(2) {
            let source = try AlgorithmIdentifier(element)
            guard source.oid == Self.specifiedLabel, let parameters = source.parameters else {
                throw element.fail("expected pSpecified with its label, found \(source.name)")
            }
            label = try DERElement(parsing: parameters, structure: "RSAES-OAEP-params", field: "pSourceAlgorithm").octetString()
        } else {
            label = []
        }
        try fields.finish()
    }

    /// The hash, when it is known and the mask uses the same with MGF1; `nil` for other combinations.
    public var digest: DigestAlgorithm? {
        guard let digest = DigestAlgorithm(oid: hash.oid), maskGeneration.oid == OID.Algorithms.mgf1,
            let parameters = maskGeneration.parameters, let mask = try? AlgorithmIdentifier(derEncoded: parameters), mask.oid == digest.oid
        else { return nil }
        return digest
    }

    /// The DER of the parameters; fields with their default value are left out.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                if hash != Self.sha1 { writer.writeExplicit(0) { $0.writeRaw(hash.derEncoded) } }
                if maskGeneration != Self.mgf1WithSHA1 { writer.writeExplicit(1) { $0.writeRaw(maskGeneration.derEncoded) } }
                guard !label.isEmpty else { return }
                writer.writeExplicit(2) { writer in
                    writer.writeSequence { writer in
                        writer.writeOID(Self.specifiedLabel)
                        writer.writeOctetString(label)
                    }
                }
            }
        }
    }
}
