/// RFC 4055 §3.1
///
///     RSASSA-PSS-params ::= SEQUENCE {
///         hashAlgorithm     [0] HashAlgorithm DEFAULT sha1Identifier,
///         maskGenAlgorithm  [1] MaskGenAlgorithm DEFAULT mgf1SHA1Identifier,
///         saltLength        [2] INTEGER DEFAULT 20,
///         trailerField      [3] INTEGER DEFAULT 1 }
public struct RSASSAPSSParameters: Hashable, Sendable {
    /// The hash of the message.
    public let hash: AlgorithmIdentifier
    /// The mask generation function with its hash as parameter.
    public let maskGeneration: AlgorithmIdentifier
    /// The number of octets of salt, from 0 on.
    public let saltByteCount: Int

    /// Reads the DER of the parameters.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "RSASSA-PSS-params").fields()
        let hash = try fields.optional(context: 0, "hashAlgorithm")?.explicitContent(0)
        self.hash = try hash.map { element throws(FormatError) in try AlgorithmIdentifier(element) } ?? .sha1
        let mask = try fields.optional(context: 1, "maskGenAlgorithm")?.explicitContent(1)
        maskGeneration =
            try mask.map { element throws(FormatError) in try AlgorithmIdentifier(element) }
            ?? AlgorithmIdentifier(OID.Algorithms.mgf1, parameters: AlgorithmIdentifier.sha1.derEncoded)
        let salt = try fields.optional(context: 2, "saltLength")?.explicitContent(2)
        saltByteCount = try salt?.integer() ?? 20
        if let salt, saltByteCount < 0 { throw salt.fail("the length of the salt is negative") }
        if let trailer = try fields.optional(context: 3, "trailerField")?.explicitContent(3) {
            guard try trailer.integer() == 1 else { throw trailer.fail("the trailer field is not 1") }
        }
        try fields.finish()
    }

    /// The hash of the message; `nil` for an unknown one.
    public var digest: DigestAlgorithm? { DigestAlgorithm(oid: hash.oid) }

    /// The hash of the mask; `nil` for an unknown one, and for another function than MGF1.
    public var maskDigest: DigestAlgorithm? {
        guard maskGeneration.oid == OID.Algorithms.mgf1, let parameters = maskGeneration.parameters,
            let hash = try? AlgorithmIdentifier(derEncoded: parameters)
        else { return nil }
        return DigestAlgorithm(oid: hash.oid)
    }
}
