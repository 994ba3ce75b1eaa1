package import CAInterface
package import PKIFormats

/// An issued certificate: `GET …/certificates`, `GET …/certificates/{serial}`, and the answer to a revocation.
package struct CertificateRowBody: Hashable, Sendable, Codable {
    package var requestId: Int
    /// Lower-case hex.
    package var serialNumber: String
    /// PEM.
    package var certificate: String
    package var subject: String
    package var requesterName: String
    package var template: String?
    package var notBefore: String
    package var notAfter: String
    package var revokedWhen: String?
    /// The time from which the revocation counts; it may lie ahead.
    package var revokedEffectiveWhen: String?
    /// The word of RFC 5280 §5.3.1, e.g. `keyCompromise`.
    package var revocationReason: String?

    package init(_ record: CertificateRecord) {
        requestId = record.requestID.rawValue
        serialNumber = record.serialNumber
        certificate = record.certificate.isEmpty ? "" : PEMDocument(label: "CERTIFICATE", bytes: record.certificate).text
        subject = record.subject
        requesterName = record.requesterName
        template = record.template
        notBefore = WireDate.text(record.notBefore)
        notAfter = WireDate.text(record.notAfter)
        revokedWhen = record.revokedWhen.map(WireDate.text)
        revokedEffectiveWhen = record.revokedEffectiveWhen.map(WireDate.text)
        revocationReason = record.revocationReason.map { CRLReason(rawValue: $0).word }
    }
}

extension CertificateRowBody {
    /// The record that a client reads.
    package func record() throws(BodyError) -> CertificateRecord {
        CertificateRecord(
            requestID: RequestID(requestId),
            serialNumber: serialNumber,
            certificate: certificate.isEmpty ? [] : try EncodedText.bytes(of: certificate, field: "certificate"),
            subject: subject,
            requesterName: requesterName,
            template: template,
            notBefore: try WireDate.required(notBefore, field: "notBefore"),
            notAfter: try WireDate.required(notAfter, field: "notAfter"),
            revokedWhen: try revokedWhen.map { text throws(BodyError) in try WireDate.required(text, field: "revokedWhen") },
            revokedEffectiveWhen: try revokedEffectiveWhen.map { text throws(BodyError) in
                try WireDate.required(text, field: "revokedEffectiveWhen")
            },
            revocationReason: revocationReason.flatMap { CRLReason(word: $0) }?.rawValue
        )
    }
}

extension CRLReason {
    /// The name in RFC 5280 §5.3.1.
    package var word: String { description }

    package init?(word: String) {
        guard let reason = CRLReason.known.first(where: { $0.word.lowercased() == word.lowercased() }) else { return nil }
        self = reason
    }
}
