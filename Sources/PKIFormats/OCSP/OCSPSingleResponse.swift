#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// RFC 6960 §4.2.1
///
///     SingleResponse ::= SEQUENCE {
///         certID            CertID,
///         certStatus        CertStatus,
///         thisUpdate        GeneralizedTime,
///         nextUpdate        [0] EXPLICIT GeneralizedTime OPTIONAL,
///         singleExtensions  [1] EXPLICIT Extensions OPTIONAL }
///     CertStatus ::= CHOICE {
///         good     [0] IMPLICIT NULL,
///         revoked  [1] IMPLICIT RevokedInfo,
///         unknown  [2] IMPLICIT UnknownInfo }
///     RevokedInfo ::= SEQUENCE {
///         revocationTime    GeneralizedTime,
///         revocationReason  [0] EXPLICIT CRLReason OPTIONAL }
///     UnknownInfo ::= NULL
public struct OCSPSingleResponse: Hashable, Sendable {
    /// The certificate the answer is about.
    public var certID: OCSPCertID
    /// The answer.
    public var status: RevocationStatus
    /// The moment for which the answer is known to be right.
    public var thisUpdate: Date
    /// When newer information is there at the latest; `nil` when it is there at any time.
    public var nextUpdate: Date?
    /// The extensions of this answer, for example ``OCSPArchiveCutoff``.
    public var extensions: [CertificateExtension]

    /// Creates an answer; fractions of a second are cut off when it is written.
    public init(
        certID: OCSPCertID,
        status: RevocationStatus,
        thisUpdate: Date,
        nextUpdate: Date? = nil,
        extensions: [CertificateExtension] = []
    ) {
        self.certID = certID
        self.status = status
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.extensions = extensions
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "SingleResponse")
        certID = try OCSPCertID(fields.next("certID"))
        status = try Self.readStatus(fields.next("certStatus"))
        thisUpdate = try fields.next("thisUpdate").generalizedTime()
        if let element = fields.optional(context: 0, "nextUpdate") {
            nextUpdate = try element.explicitContent(0).generalizedTime()
        }
        if let element = fields.optional(context: 1, "singleExtensions") {
            extensions = try CertificateExtension.readSequence(element.explicitContent(1))
        } else {
            extensions = []
        }
        try fields.finish()
    }

    private static func readStatus(_ element: DERElement) throws(FormatError) -> RevocationStatus {
        switch element.tag {
        case .context(0), .context(2):
            guard try element.primitive(element.tag).isEmpty else { throw element.fail("a NULL has no content") }
            return element.tag == .context(0) ? .good : .unknown
        case .context(1):
            var fields = try element.fields(.context(1), of: "RevokedInfo")
            let date = try fields.next("revocationTime").generalizedTime()
            var reason: CRLReason?
            if let element = fields.optional(context: 0, "revocationReason") {
                let code = try element.explicitContent(0)
                // A certificate that is revoked for a reason not known here is revoked.
                reason = CRLReason(known: try code.integer(.enumerated))
            }
            try fields.finish()
            return .revoked(reason: reason, date: date)
        default: throw element.fail("expected [0], [1] or [2] of CertStatus, found \(element.tag.name)")
        }
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeRaw(certID.derEncoded)
            switch status {
            case .good: writer.writePrimitive(tag: 0x80, [])
            case .unknown: writer.writePrimitive(tag: 0x82, [])
            case .revoked(let reason, let date):
                writer.writeElement(tag: 0xA1) { writer in
                    writer.writeGeneralizedTime(date)
                    if let reason { writer.writeExplicit(0) { $0.writeEnumerated(reason.rawValue) } }
                }
            }
            writer.writeGeneralizedTime(thisUpdate)
            if let nextUpdate { writer.writeExplicit(0) { $0.writeGeneralizedTime(nextUpdate) } }
            if !extensions.isEmpty { writer.writeExplicit(1) { $0.writeRaw(CertificateExtension.encode(extensions)) } }
        }
    }
}
