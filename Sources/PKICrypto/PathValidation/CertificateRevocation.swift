public import PKIFormats

/// What was found about the revocation of one certificate.
public struct CertificateRevocation: Hashable, Sendable {
    /// Where the status is from.
    public enum Source: String, Hashable, Sendable {
        /// Revocation lists.
        case list
        /// An OCSP response.
        case response
    }

    /// Good, revoked, or not known.
    public let status: RevocationStatus
    /// Where the status is from; `nil` when nothing said anything.
    public let source: Source?
    /// Why the status is not known; empty when it is.
    public let remark: String
    /// Why the signature under which the status was found is too weak to be relied on; `nil` when it is not.
    public let weakness: String?

    init(status: RevocationStatus, source: Source?, remark: String, weakness: String? = nil) {
        self.status = status
        self.source = source
        self.remark = remark
        self.weakness = weakness
    }
}
