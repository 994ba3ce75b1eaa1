public import PortableFoundation

/// An issued certificate as the certificate list shows it.
public struct CertificateRecord: Sendable, Hashable {
    public let requestID: RequestID
    /// Lower-case hex.
    public let serialNumber: String
    public let certificate: [UInt8]
    public let subject: String
    public let requesterName: String
    public let template: String?
    public let notBefore: Date
    public let notAfter: Date
    /// The time of revocation; nil while it is good.
    public let revokedWhen: Date?
    /// The time from which the revocation counts, which may lie ahead; nil while it is good.
    public let revokedEffectiveWhen: Date?
    /// RFC 5280 §5.3.1 number.
    public let revocationReason: Int?

    public init(
        requestID: RequestID,
        serialNumber: String,
        certificate: [UInt8],
        subject: String,
        requesterName: String,
        template: String?,
        notBefore: Date,
        notAfter: Date,
        revokedWhen: Date?,
        revokedEffectiveWhen: Date? = nil,
        revocationReason: Int?
    ) {
        self.requestID = requestID
        self.serialNumber = serialNumber
        self.certificate = certificate
        self.subject = subject
        self.requesterName = requesterName
        self.template = template
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.revokedWhen = revokedWhen
        self.revokedEffectiveWhen = revokedEffectiveWhen
        self.revocationReason = revocationReason
    }
}
