import CAInterface
package import FoundationEssentials
import PKICrypto
import PKIFormats

extension AuditRecord {
    /// What happened to a request: who did it, what stands in the row now, and the hash of the certificate if one was made.
    package static func request(
        _ row: StoredRequest, event: String, actor: String, when: Date, certificateIsNew: Bool, singleOperator: Bool = false
    ) -> AuditRecord {
        var body = AuditBody()
        body.set("authority", row.authority.rawValue)
        body.set("caller", row.callerName)
        body.set("correlation", row.correlationID)
        body.set("disposition", row.disposition.rawValue)
        body.set("door", row.door)
        body.set("remote", row.remoteAddress)
        body.set("request", row.id.rawValue)
        body.set("requester", row.requesterName)
        body.set("revision", row.revision)
        body.set("rule", row.reason?.rule)
        body.set("status", row.statusCode.description)
        body.set("template", row.templateName)
        body.set("templateVersion", row.templateVersion)
        if let certificate = row.certificate {
            body.set("serial", certificate.serialNumber)
            if certificateIsNew { body.set("certificate", Hex.encode(Digest.sha256(certificate.bytes))) }
        }
        body.set("reason", row.revokedReason)
        if singleOperator { body.set("singleOperator", flag: true) }
        return body.record(event: event, actor: actor, when: when)
    }
}
