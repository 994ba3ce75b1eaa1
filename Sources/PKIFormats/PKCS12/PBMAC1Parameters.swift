/// RFC 8018 appendix A.5, used in PKCS #12 as RFC 9579 says
///
///     PBMAC1-params ::= SEQUENCE { keyDerivationFunc AlgorithmIdentifier, messageAuthScheme AlgorithmIdentifier }
public struct PBMAC1Parameters: Hashable, Sendable {
    /// PBKDF2 with its parameters, as a rule.
    public let keyDerivationFunction: AlgorithmIdentifier
    /// The HMAC.
    public let messageAuthenticationScheme: AlgorithmIdentifier

    /// Creates parameters.
    /// - Parameters:
    ///   - derivation: with the length of the key, which RFC 9579 §4 demands.
    ///   - digest: of the HMAC over the content.
    public init(derivation: PBKDF2Parameters, digest: DigestAlgorithm) {
        keyDerivationFunction = derivation.algorithm
        messageAuthenticationScheme = .hmac(digest)
    }

    /// Reads the DER of the parameters.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "PBMAC1-params").fields()
        keyDerivationFunction = try AlgorithmIdentifier(fields.next("keyDerivationFunc"))
        messageAuthenticationScheme = try AlgorithmIdentifier(fields.next("messageAuthScheme"))
        try fields.finish()
    }

    /// PBMAC1 with these parameters.
    public var algorithm: AlgorithmIdentifier {
        let parameters = DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(keyDerivationFunction.derEncoded)
                writer.writeRaw(messageAuthenticationScheme.derEncoded)
            }
        }
        return AlgorithmIdentifier(OID.Algorithms.pbmac1, parameters: parameters)
    }
}
