public import PKIFormats

/// The result of the search for the revocation status of one certificate.
public struct CertificateRevocation: Hashable, Sendable {
    /// The source of the status.
    public enum Source: String, Hashable, Sendable {
        /// Revocation lists.
        case list
        /// An OCSP response.
        case response
    }

    /// Good, revoked, or not known.
    public let status: RevocationStatus
    /// The source of the status; `nil` when no source gave one.
    public let source: Source?
    /// The reason why the status is not known; empty when it is known.
    public let remark: String
    /// The reason why the signature under which the status was found is too weak; `nil` when it is strong enough.
    public let weakness: String?

    init(status: RevocationStatus, source: Source?, remark: String, weakness: String? = nil) {
        self.status = status
        self.source = source
        self.remark = remark
        self.weakness = weakness
    }
}
