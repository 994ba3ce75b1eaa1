import CACore
import CertManagement
import PortableFoundation

/// Outgoing mail in the same file and the same transactions as the events that cause it.
extension RowStore {
    package func mails(isFailed: Bool?, after: UUID?, limit: Int) async throws -> [OutgoingMail] {
        try await look { try MailRow.mails(isFailed: isFailed, after: after, limit: limit, from: $0) }
    }

    package func mail(_ id: UUID) async throws -> OutgoingMail? { try await look { try MailRow.mail(id, from: $0) } }

    package func mailBacklog() async throws -> MailBacklog { try await look { try MailRow.backlog(from: $0) } }

    package func certificates(endingAfter start: Date, until end: Date, after: ManagedCertificate?, limit: Int) async throws
        -> [ManagedCertificate]
    {
        try await look { try MailRow.certificates(endingAfter: start, until: end, after: after, limit: limit, from: $0) }
    }

    package func remindedDays(of certificate: ManagedCertificate) async throws -> Set<Int> {
        try await look { try MailRow.remindedDays(of: certificate, from: $0) }
    }
}
