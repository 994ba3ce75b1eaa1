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

    /// The TBSCertList: the bytes that the signature covers.
    public let tbsBytes: [UInt8]

    /// 1 or 2.
    public let version: Int

    /// The algorithm outside the signed part.
    public let signatureAlgorithm: AlgorithmIdentifier

    /// The algorithm inside the signed part, which must be the same.
    public let innerSignatureAlgorithm: AlgorithmIdentifier

    /// The name of the issuer.
    public let issuer: DistinguishedName

    /// The time at which the list was made.
    public let thisUpdate: Date

    /// The latest time at which the next list appears; `nil` when the list does not say.
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
        revoked =
            try fields.optional(.sequence, "revokedCertificates") { element throws(FormatError) in
                try element.list(of: RevokedEntry.init)
            } ?? []
        extensions = try fields.optional(explicit: 0, "crlExtensions", CertificateExtension.readSequence) ?? []
        try fields.finish()
        tbsBytes = tbs.encoded
        self.derEncoded = derEncoded
    }

    /// The number of the list; `nil` when absent, unreadable or wider than 64 bits.
    public var crlNumber: UInt64? { (try? CRLNumber.find(in: extensions))?.number }
}

extension CertificateList: Hashable {
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.derEncoded == rhs.derEncoded }

    public func hash(into hasher: inout Hasher) { hasher.combine(derEncoded) }
}

extension CertificateList {
    /// The certificates that the list covers; `nil` when the extension is absent and the list covers all certificates of its issuer.
    /// - Throws: `FormatError` when the extension is present and cannot be read.
    public func issuingDistributionPoint() throws(FormatError) -> IssuingDistributionPoint? {
        try IssuingDistributionPoint.find(in: extensions)
    }

    /// The entry of a certificate; `nil` when the list does not have one.
    ///
    /// In an indirect list, the issuer of an entry is the one named last at or before it (RFC 5280 §5.3.3). In other lists, every entry
    /// belongs to the list's issuer.
    /// - Parameters:
    ///   - serialNumber: ``Certificate/serialNumber``.
    ///   - issuer: ``Certificate/issuer``.
    public func entry(serialNumber: [UInt8], issuer wanted: DistinguishedName) -> RevokedEntry? {
        let isIndirect = (try? issuingDistributionPoint())?.isIndirect == true
        var current = issuer
        var isWanted = issuer.matches(wanted)
        for entry in revoked {
            if isIndirect, let named = entry.certificateIssuer, named != current {
                current = named
                isWanted = named.matches(wanted)
            }
            if isWanted, entry.serialNumber == serialNumber { return entry }
        }
        return nil
    }
}

extension CertificateList {
    /// The number of the complete list to which the changes apply; `nil` for a complete list, and when the extension cannot be read.
    public var baseNumber: CRLNumber? { (try? DeltaCRLIndicator.find(in: extensions))?.baseNumber }

    /// Whether the list holds changes only (a delta list).
    public var isDelta: Bool { extensions.contains { $0.oid == DeltaCRLIndicator.oid } }

    /// The reason why a delta list cannot be applied to this complete list; `nil` when it can (RFC 5280 §5.2.4).
    public func refusal(ofDelta delta: CertificateList) -> String? {
        guard !isDelta else { return "the list to be changed is a delta list itself" }
        guard delta.isDelta else { return "the list of changes is not a delta list" }
        guard let base = delta.baseNumber, let changed = try? CRLNumber.find(in: delta.extensions),
            let own = try? CRLNumber.find(in: extensions)
        else { return "a list lacks its number" }
        guard issuer.matches(delta.issuer) else { return "the lists have different issuers" }
        let scopes = [self, delta].map { list in list.extensions.first { $0.oid == IssuingDistributionPoint.oid }?.value }
        guard scopes[0] == scopes[1] else { return "the lists cover different certificates (issuing distribution point)" }
        let keys = [self, delta].map { list in (try? AuthorityKeyIdentifier.find(in: list.extensions))?.keyIdentifier }
        guard keys[0] == nil || keys[1] == nil || keys[0] == keys[1] else { return "the lists are signed with different keys" }
        guard base <= own else { return "the changes count from a newer list than this one" }
        guard own <= changed else { return "this list is newer than the changes" }
        return nil
    }

    /// The entries of this complete list with the changes of a delta list applied: an entry with reason `removeFromCRL` removes the
    /// certificate. Call ``refusal(ofDelta:)`` first. The lists must not be indirect.
    public func entries(updatedBy delta: CertificateList) -> [RevokedEntry] {
        var changes: [[UInt8]: RevokedEntry] = [:]
        for entry in delta.revoked { changes[entry.serialNumber] = entry }
        var entries = revoked.filter { changes[$0.serialNumber] == nil }
        var written: Set<[UInt8]> = []
        for entry in delta.revoked where written.insert(entry.serialNumber).inserted {
            if let last = changes[entry.serialNumber], last.reason != .removeFromCRL { entries.append(last) }
        }
        return entries
    }
}
