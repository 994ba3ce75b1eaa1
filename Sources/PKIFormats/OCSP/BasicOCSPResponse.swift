/// RFC 6960 §4.2.1
///
///     BasicOCSPResponse ::= SEQUENCE {
///         tbsResponseData     ResponseData,
///         signatureAlgorithm  AlgorithmIdentifier,
///         signature           BIT STRING,
///         certs               [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL }
public struct BasicOCSPResponse: Sendable {
    /// The whole SEQUENCE.
    public let derEncoded: [UInt8]

    /// The ResponseData: what the signature covers.
    public let tbsBytes: [UInt8]

    /// The answers.
    public let data: OCSPResponseData

    /// The signature over ``tbsBytes`` with the certificates that came along.
    public let signature: OCSPSignature

    /// Reads the DER; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "BasicOCSPResponse").fields()
        let tbs = try fields.next("tbsResponseData")
        data = try OCSPResponseData(tbs)
        signature = try OCSPSignature(&fields)
        try fields.finish()
        tbsBytes = tbs.encoded
        self.derEncoded = derEncoded
    }

    /// The DER made of the data and the signature over it.
    public static func assemble(tbs: [UInt8], signature: OCSPSignature) -> [UInt8] {
        DERWriter.encode(capacity: tbs.count + signature.value.count + 64) { writer in
            writer.writeSequence { writer in
                writer.writeRaw(tbs)
                signature.write(to: &writer)
            }
        }
    }

    /// The octets of the nonce; `nil` when there is none or it cannot be read.
    public var nonce: [UInt8]? { (try? OCSPNonce.find(in: data.extensions))?.bytes }
}

extension BasicOCSPResponse: Hashable {
    /// Compares the encodings.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    /// Hashes the encoding.
    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}
