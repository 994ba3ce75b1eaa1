#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// RFC 5280 §4.1
///
///     Certificate ::= SEQUENCE {
///         tbsCertificate      TBSCertificate,
///         signatureAlgorithm  AlgorithmIdentifier,
///         signatureValue      BIT STRING }
///     TBSCertificate ::= SEQUENCE {
///         version               [0] Version DEFAULT v1,
///         serialNumber          INTEGER,
///         signature             AlgorithmIdentifier,
///         issuer                Name,
///         validity              SEQUENCE { notBefore Time, notAfter Time },
///         subject               Name,
///         subjectPublicKeyInfo  SubjectPublicKeyInfo,
///         issuerUniqueID        [1] IMPLICIT BIT STRING OPTIONAL,
///         subjectUniqueID       [2] IMPLICIT BIT STRING OPTIONAL,
///         extensions            [3] Extensions OPTIONAL }
///
/// The bytes are kept as they were read. Unknown algorithms, keys and extensions do not prevent reading.
/// To make a certificate see ``TBSCertificate``.
public struct Certificate: Sendable {
    /// The whole certificate.
    public let derEncoded: [UInt8]

    /// The TBSCertificate: the bytes that the signature covers.
    public let tbsBytes: [UInt8]

    /// 1, 2 or 3.
    public let version: Int

    /// The content octets of the serial number's INTEGER, as encoded.
    public let serialNumber: [UInt8]

    /// The algorithm outside the signed part.
    public let signatureAlgorithm: AlgorithmIdentifier

    /// The algorithm inside the signed part; RFC 5280 §4.1.1.2 demands that it equals ``signatureAlgorithm``.
    public let innerSignatureAlgorithm: AlgorithmIdentifier

    /// The name of the issuer.
    public let issuer: DistinguishedName

    /// The name of the holder.
    public let subject: DistinguishedName

    /// The first moment of the validity period.
    public let notBefore: Date

    /// The last moment of the validity period.
    public let notAfter: Date

    /// The certified key.
    public let subjectPublicKeyInfo: SubjectPublicKeyInfo

    /// The content octets of issuerUniqueID's BIT STRING, with the count of unused bits first; `nil` when absent.
    public let issuerUniqueID: [UInt8]?

    /// The content octets of subjectUniqueID's BIT STRING, with the count of unused bits first; `nil` when absent.
    public let subjectUniqueID: [UInt8]?

    /// The extensions, in order.
    public let extensions: [CertificateExtension]

    /// The content of the signature's BIT STRING.
    public let signature: [UInt8]

    /// Reads the DER of a certificate; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        let whole = try DERElement(parsing: derEncoded, structure: "Certificate")
        var outer = try whole.fields()
        let tbs = try outer.next("tbsCertificate")
        signatureAlgorithm = try AlgorithmIdentifier(outer.next("signatureAlgorithm"))
        signature = try outer.next("signatureValue").octetAlignedBitString()
        try outer.finish()

        var fields = try tbs.fields(of: "TBSCertificate")
        version = try fields.optional(context: 0, "version").map(Self.readVersion) ?? 1
        serialNumber = try fields.next("serialNumber").integerBytes()
        innerSignatureAlgorithm = try AlgorithmIdentifier(fields.next("signature"))
        issuer = try DistinguishedName(fields.next("issuer"))
        var validity = try fields.next("validity").fields(of: "Validity")
        notBefore = try validity.next("notBefore").certificateTime()
        notAfter = try validity.next("notAfter").certificateTime()
        try validity.finish()
        subject = try DistinguishedName(fields.next("subject"))
        subjectPublicKeyInfo = try SubjectPublicKeyInfo(fields.next("subjectPublicKeyInfo"))
        issuerUniqueID = try fields.optional(1, "issuerUniqueID", DERElement.octetString)
        subjectUniqueID = try fields.optional(2, "subjectUniqueID", DERElement.octetString)
        extensions = try fields.optional(explicit: 3, "extensions", CertificateExtension.readSequence) ?? []
        try fields.finish()
        tbsBytes = tbs.encoded
        self.derEncoded = derEncoded
    }

    private static func readVersion(_ element: DERElement) throws(FormatError) -> Int {
        let version = try element.explicitContent(0).integer()
        guard (0...2).contains(version) else { throw element.fail("version \(version) is none of v1 (0), v2 (1), v3 (2)") }
        return version + 1
    }
}

extension Certificate: Hashable {
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}
