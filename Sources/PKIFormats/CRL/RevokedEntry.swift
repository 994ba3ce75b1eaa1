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

    /// When the certificate was revoked.
    public let date: Date

    /// Why; `nil` when the list does not say.
    public let reason: CRLReason?

    /// Entry extensions other than the reason code, for example the invalidity date.
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
        date = try fields.next("revocationDate").time()
        var reason: CRLReason?
        var others: [CertificateExtension] = []
        if let element = fields.optional(.sequence, "crlEntryExtensions") {
            for item in try CertificateExtension.readSequence(element) {
                if item.oid == CRLReason.oid { reason = try CRLReason(value: item.value) } else { others.append(item) }
            }
        }
        try fields.finish()
        self.reason = reason
        extensions = others
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeInteger(unsigned: serialNumber)
            writer.writeTime(date)
            let reason = self.reason == .unspecified ? nil : self.reason
            guard reason != nil || !extensions.isEmpty else { return }
            writer.writeSequence { writer in
                reason?.asExtension().write(to: &writer)
                for item in extensions { item.write(to: &writer) }
            }
        }
    }
}
