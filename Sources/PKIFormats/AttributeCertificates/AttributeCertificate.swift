/// RFC 5755 §4.1
///
///     AttributeCertificate ::= SEQUENCE {
///         acinfo              AttributeCertificateInfo,
///         signatureAlgorithm  AlgorithmIdentifier,
///         signatureValue      BIT STRING }
///
/// Version 2. The bytes are kept as they were read. To make one see ``AttributeCertificateInfo``.
public struct AttributeCertificate: Sendable {
    /// The whole attribute certificate.
    public let derEncoded: [UInt8]

    /// The AttributeCertificateInfo: what the signature covers.
    public let infoBytes: [UInt8]

    /// The AttributeCertificateInfo, read.
    public let info: AttributeCertificateInfo

    /// The algorithm outside the signed part; RFC 5755 §4.2.4 demands that it equals the one inside.
    public let signatureAlgorithm: AlgorithmIdentifier

    /// The content of the signature's BIT STRING.
    public let signature: [UInt8]

    /// Reads the DER of an attribute certificate; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "AttributeCertificate").fields()
        let body = try fields.next("acinfo")
        info = try AttributeCertificateInfo(body)
        signatureAlgorithm = try AlgorithmIdentifier(fields.next("signatureAlgorithm"))
        signature = try fields.next("signatureValue").octetAlignedBitString()
        try fields.finish()
        infoBytes = body.encoded
        self.derEncoded = derEncoded
    }

    /// Reads the attribute granted as its type: `try certificate.values(of: RoleSyntax.self)`. Empty when it is not granted; throws when it
    /// cannot be read.
    public func values<Value: RequestAttributeValue>(of type: Value.Type) throws(FormatError) -> [Value] {
        try Value.find(in: info.attributes)
    }

    /// Reads an extension as its type. `nil` when absent; throws when it cannot be read.
    public func value<Value: CertificateExtensionValue>(of type: Value.Type) throws(FormatError) -> Value? {
        try Value.find(in: info.extensions)
    }
}

extension AttributeCertificate: Hashable {
    /// Compares the encodings.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    /// Hashes the encoding.
    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}
