/// RFC 6211 §2
///
///     CMSAlgorithmProtection ::= SEQUENCE {
///         digestAlgorithm     DigestAlgorithmIdentifier,
///         signatureAlgorithm  [1] IMPLICIT SignatureAlgorithmIdentifier OPTIONAL,
///         macAlgorithm        [2] IMPLICIT MessageAuthenticationCodeAlgorithm OPTIONAL }
///
/// A signed or authenticated attribute that repeats the algorithms, so that nobody can exchange them.
public struct CMSAlgorithmProtection: Hashable, Sendable {
    /// The digest of the signer.
    public let digestAlgorithm: AlgorithmIdentifier
    /// The signature algorithm; `nil` in a message with a MAC.
    public let signatureAlgorithm: AlgorithmIdentifier?
    /// The algorithm of the MAC; `nil` in a signed message.
    public let macAlgorithm: AlgorithmIdentifier?

    /// For a signer.
    public init(digestAlgorithm: AlgorithmIdentifier, signatureAlgorithm: AlgorithmIdentifier) {
        self.digestAlgorithm = digestAlgorithm
        self.signatureAlgorithm = signatureAlgorithm
        macAlgorithm = nil
    }

    /// For a message with a MAC.
    public init(digestAlgorithm: AlgorithmIdentifier, macAlgorithm: AlgorithmIdentifier) {
        self.digestAlgorithm = digestAlgorithm
        signatureAlgorithm = nil
        self.macAlgorithm = macAlgorithm
    }

    /// Reads the DER of one. Exactly one of the two optional fields must be there.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: derEncoded, structure: "CMSAlgorithmProtection")
        var fields = try element.fields()
        digestAlgorithm = try AlgorithmIdentifier(fields.next("digestAlgorithm"))
        signatureAlgorithm = try fields.optional(context: 1, "signatureAlgorithm").map(AlgorithmIdentifier.implicit)
        macAlgorithm = try fields.optional(context: 2, "macAlgorithm").map(AlgorithmIdentifier.implicit)
        try fields.finish()
        guard (signatureAlgorithm == nil) != (macAlgorithm == nil) else {
            throw element.fail("exactly one of signatureAlgorithm and macAlgorithm must be there")
        }
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 48) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(digestAlgorithm.derEncoded)
                signatureAlgorithm?.write(implicit: 1, to: &writer)
                macAlgorithm?.write(implicit: 2, to: &writer)
            }
        }
    }

    /// The attribute with this value.
    public var attribute: CMSAttribute { CMSAttribute(OID.CMS.algorithmProtection, values: [derEncoded]) }
}
