package import CAInterface
package import PortableFoundation

/// The part of a row that a list of certificates shows.
package struct CertificateSummary: Sendable, Hashable {
    package let id: RequestID
    package let serialNumber: String
    /// DER.
    package let bytes: [UInt8]
    package let requesterName: String
    package let templateName: String?
    package let notBefore: Date
    package let notAfter: Date
    package let revokedWhen: Date?
    package let revokedEffectiveWhen: Date?
    package let revokedReason: Int?

    package init(
        id: RequestID,
        serialNumber: String,
        bytes: [UInt8],
        requesterName: String,
        templateName: String?,
        notBefore: Date,
        notAfter: Date,
        revokedWhen: Date?,
        revokedEffectiveWhen: Date?,
        revokedReason: Int?
    ) {
        self.id = id
        self.serialNumber = serialNumber
        self.bytes = bytes
        self.requesterName = requesterName
        self.templateName = templateName
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.revokedWhen = revokedWhen
        self.revokedEffectiveWhen = revokedEffectiveWhen
        self.revokedReason = revokedReason
    }

    /// nil for a row without a certificate.
    package init?(_ row: StoredRequest) {
        guard let certificate = row.certificate else { return nil }
        self.init(
            id: row.id,
            serialNumber: certificate.serialNumber,
            bytes: certificate.bytes,
            requesterName: row.requesterName,
            templateName: row.templateName,
            notBefore: certificate.notBefore,
            notAfter: certificate.notAfter,
            revokedWhen: row.revokedWhen,
            revokedEffectiveWhen: row.revokedEffectiveWhen,
            revokedReason: row.revokedReason
        )
    }
}
