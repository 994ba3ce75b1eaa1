package import PKIDirectory
package import PortableFoundation

/// One change of the outbox.
package enum MailChange: Hashable, Sendable {
    case queued(OutgoingMail)
    /// The server has accepted it. Nothing happens when it is gone already.
    case sent(UUID)
    /// An attempt failed; the next one is at `due`.
    case delayed(UUID, attempts: Int, due: Date, reason: String)
    /// The server refused it for good.
    case failed(UUID, attempts: Int, reason: String, audit: AuditRecord)
    /// A failed one is due again. The change-set fails unless it is there and failed.
    case retried(UUID, due: Date, audit: AuditRecord)
    /// A reminder was sent. The change-set fails when it was sent before.
    case reminded(ExpiryReminder)
    /// Somebody tried the mail server.
    case tested(audit: AuditRecord)
}

/// The reminder of the end of one certificate, a number of days before it.
package struct ExpiryReminder: Hashable, Sendable {
    package let profile: UUID
    package let request: UUID
    package let option: Int
    package let days: Int

    package init(_ certificate: ManagedCertificate, days: Int) {
        profile = certificate.profile
        request = certificate.request
        option = certificate.option
        self.days = days
    }
}
