/// RFC 6960 §4.1.1
///
///     Signature ::= SEQUENCE {
///         signatureAlgorithm  AlgorithmIdentifier,
///         signature           BIT STRING,
///         certs               [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL }
///
/// The signature of a request; a response has the same three fields behind its data.
public struct OCSPSignature: Hashable, Sendable {
    /// The algorithm of the signature.
    public let algorithm: AlgorithmIdentifier

    /// The content of the signature's BIT STRING.
    public let value: [UInt8]

    /// The DER of each certificate that came along, in order; the signer's first as a rule.
    public let certificates: [[UInt8]]

    /// Creates a signature.
    public init(algorithm: AlgorithmIdentifier, value: [UInt8], certificates: [[UInt8]] = []) {
        self.algorithm = algorithm
        self.value = value
        self.certificates = certificates
    }

    /// Reads the three fields.
    init(_ fields: inout DERFields) throws(FormatError) {
        algorithm = try AlgorithmIdentifier(fields.next("signatureAlgorithm"))
        value = try fields.next("signature").octetAlignedBitString()
        var certificates: [[UInt8]] = []
        if let element = fields.optional(context: 0, "certs") {
            for member in try element.explicitContent(0).members() { certificates.append(member.encoded) }
        }
        self.certificates = certificates
    }

    func write(to writer: inout DERWriter) {
        writer.writeRaw(algorithm.derEncoded)
        writer.writeBitString(value)
        guard !certificates.isEmpty else { return }
        writer.writeExplicit(0) { writer in
            writer.writeSequence { writer in
                for certificate in certificates { writer.writeRaw(certificate) }
            }
        }
    }
}
