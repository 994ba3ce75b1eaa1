#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// RFC 5280 §5.1
///
///     CertificateList ::= SEQUENCE {
///         tbsCertList         TBSCertList,
///         signatureAlgorithm  AlgorithmIdentifier,
///         signatureValue      BIT STRING }
///     TBSCertList ::= SEQUENCE {
///         version              Version OPTIONAL,
///         signature            AlgorithmIdentifier,
///         issuer               Name,
///         thisUpdate           Time,
///         nextUpdate           Time OPTIONAL,
///         revokedCertificates  SEQUENCE OF SEQUENCE { … } OPTIONAL,
///         crlExtensions        [0] Extensions OPTIONAL }
///
/// To make a list see ``TBSCertificateList``.
public struct CertificateList: Sendable {
    /// The whole list.
    public let derEncoded: [UInt8]

    /// The TBSCertList: what the signature covers.
    public let tbsBytes: [UInt8]

    /// 1 or 2.
    public let version: Int

    /// The algorithm outside the signed part.
    public let signatureAlgorithm: AlgorithmIdentifier

    /// The algorithm inside the signed part, which must be the same.
    public let innerSignatureAlgorithm: AlgorithmIdentifier

    /// Who issued the list.
    public let issuer: DistinguishedName

    /// When the list was made.
    public let thisUpdate: Date

    /// When the next one is there at the latest; `nil` when the list does not say.
    public let nextUpdate: Date?

    /// The entries, in order.
    public let revoked: [RevokedEntry]

    /// The extensions of the list, in order.
    public let extensions: [CertificateExtension]

    /// The content of the signature's BIT STRING.
    public let signature: [UInt8]

    /// Reads the DER of a revocation list; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        let whole = try DERElement(parsing: derEncoded, structure: "CertificateList")
        var outer = try whole.fields()
        let tbs = try outer.next("tbsCertList")
        signatureAlgorithm = try AlgorithmIdentifier(outer.next("signatureAlgorithm"))
        signature = try outer.next("signatureValue").octetAlignedBitString()
        try outer.finish()

        var fields = try tbs.fields(of: "TBSCertList")
        if let element = fields.optional(.integer, "version") {
            guard try element.integer() == 1 else { throw element.fail("a version that is given must be v2 (1)") }
            version = 2
        } else {
            version = 1
        }
        innerSignatureAlgorithm = try AlgorithmIdentifier(fields.next("signature"))
        issuer = try DistinguishedName(fields.next("issuer"))
        thisUpdate = try fields.next("thisUpdate").certificateTime()
        nextUpdate = try (fields.optional(.utcTime, "nextUpdate") ?? fields.optional(.generalizedTime, "nextUpdate"))?.certificateTime()
        var revoked: [RevokedEntry] = []
        if let element = fields.optional(.sequence, "revokedCertificates") {
            for member in try element.members() { revoked.append(try RevokedEntry(member)) }
        }
        self.revoked = revoked
        if let element = fields.optional(context: 0, "crlExtensions") {
            extensions = try CertificateExtension.readSequence(element.explicitContent(0))
        } else {
            extensions = []
        }
        try fields.finish()
        tbsBytes = tbs.encoded
        self.derEncoded = derEncoded
    }

    /// The number of the list; `nil` when absent, unreadable or wider than 64 bits.
    public var crlNumber: UInt64? { (try? CRLNumber.find(in: extensions))?.number }
}

extension CertificateList: Hashable {
    /// Compares the encodings.
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    /// Hashes the encoding.
    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}
