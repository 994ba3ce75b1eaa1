package import CAInterface
import PKICrypto
package import PKIDirectory
import PKIFormats

extension AuditEvent {
    /// The event of a request: the present state of its row, and the hash of the certificate if one was made.
    /// - Parameters:
    ///   - acting: the present caller. If it is not the call that brought the request, the record describes both.
    ///   - precertificate: what was signed in the place of a certificate.
    package static func request(
        _ row: StoredRequest,
        _ act: RequestAct,
        by acting: Caller,
        certificateIsNew: Bool,
        ownRequest: Bool = false,
        precertificate: StoredCertificate? = nil,
        detail: String? = nil
    ) -> AuditEvent {
        var facts = RequestFacts(
            authority: row.authority.rawValue,
            request: row.id.rawValue,
            revision: row.revision,
            disposition: row.disposition.rawValue,
            status: row.statusCode.description,
            message: row.message,
            requester: row.requesterName,
            requesterID: row.requester
        )
        facts.rule = row.reason?.rule
        if row.caller != row.requester {
            facts.caller = row.callerName
            facts.callerID = row.caller
        }
        facts.template = row.templateName
        facts.templateVersion = row.templateVersion
        if let certificate = row.certificate {
            facts.serial = certificate.serialNumber
            if certificateIsNew { facts.certificateSHA256 = Hex.encode(Digest.sha256(certificate.bytes)) }
        }
        if let precertificate {
            facts.serial = precertificate.serialNumber
            facts.certificateSHA256 = Hex.encode(Digest.sha256(precertificate.bytes))
        }
        facts.revocationReason = row.revokedReason
        facts.revokedWhen = row.revokedWhen
        facts.revokedEffectiveWhen = row.revokedEffectiveWhen
        if acting.correlationID != row.correlationID {
            facts.origin = RequestFacts.Origin(door: row.door, address: row.remoteAddress, correlation: row.correlationID)
        }
        facts.ownRequest = ownRequest
        facts.detail = detail
        return .request(act, facts)
    }
}
