#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// One entry of a revocation list (RFC 5280 §5.1.2.6).
///
///     SEQUENCE {
///         userCertificate     CertificateSerialNumber,
///         revocationDate      Time,
///         crlEntryExtensions  Extensions OPTIONAL }
public struct RevokedEntry: Hashable, Sendable {
    /// The content octets of the serial number's INTEGER.
    public let serialNumber: [UInt8]

    /// The time of revocation.
    public let date: Date

    /// The reason; `nil` when the list does not say.
    public let reason: CRLReason?

    /// Entry extensions other than the reason code, for example the invalidity date; also a reason code that is unknown or cannot be read.
    public let extensions: [CertificateExtension]

    /// Creates an entry. The reason `unspecified` is not written, since RFC 5280 §5.3.1 asks to leave it out.
    public init(serialNumber: [UInt8], date: Date, reason: CRLReason? = nil, extensions: [CertificateExtension] = []) {
        self.serialNumber = serialNumber
        self.date = date
        self.reason = reason
        self.extensions = extensions
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "RevokedCertificate")
        serialNumber = try fields.next("userCertificate").integerBytes()
        date = try fields.next("revocationDate").certificateTime()
        var reason: CRLReason?
        var others: [CertificateExtension] = []
        if let element = fields.optional(.sequence, "crlEntryExtensions") {
            for item in try CertificateExtension.readSequence(element) {
                // An entry whose reason comes from a later specification must not make the list worthless: the certificate is revoked
                // whatever the reason.
                if item.oid == CRLReason.oid, let known = try? CRLReason(value: item.value) {
                    reason = known
                } else {
                    others.append(item)
                }
            }
        }
        try fields.finish()
        self.reason = reason
        extensions = others
    }

    /// The time from which the certificate is not to be trusted; `nil` when the entry does not say or it cannot be read.
    public var invalidityDate: Date? { (try? InvalidityDate.find(in: extensions))?.date }

    /// The issuer of the certificate, in an entry of an indirect list that names it; see ``EntryCertificateIssuer``.
    public var certificateIssuer: DistinguishedName? { (try? EntryCertificateIssuer.find(in: extensions))?.directoryName }

    /// The action to take for a certificate on hold; `nil` when the entry does not say or it cannot be read.
    public var holdInstruction: OID? { (try? HoldInstruction.find(in: extensions))?.code }
}
