import CACore
import CertManagement
import Foundation
import WireProtocols

/// Makes mails from their texts and gives them to the mail server.
struct SMTPMailSender: MailSender {
    let client: SMTPClient
    let from: MailAddress
    let texts: MailTexts
    /// The right part of every Message-ID. It is the directory's domain, so that it stays when the sender's address changes.
    let domain: String
    let clock: @Sendable () -> Date

    func send(_ mail: OutgoingMail) async throws {
        let content: (subject: String, text: String)
        do { content = try texts.template(mail.template, of: mail.event).rendered(mail.variables) } catch let error as MailTemplateError {
            // The operator can repair the text, so the mail waits.
            throw MailSendError(.later, "The text of the mail cannot be used: \(error.reason).")
        }
        try await send(content.subject, content.text, to: mail.address, id: mail.id, date: mail.queued)
    }

    func sendTest(to address: String) async throws {
        try await send(
            "A test of Chancery's mail",
            "The mail server takes the mails of this installation.\n",
            to: address,
            id: UUID(),
            date: clock()
        )
    }

    /// - Parameter id: the same in every attempt.
    func send(_ subject: String, _ text: String, to address: String, id: UUID, date: Date) async throws {
        guard let to = MailAddress(address) else { throw MailSendError(.refused, "It is not a mail address: \(address.prefix(100))") }
        let message: MailMessage
        do {
            message = try MailMessage(
                from: from,
                to: to,
                subject: subject,
                text: text,
                date: date,
                identifier: id.uuidString.lowercased() + "@" + domain
            )
        } catch {
            throw MailSendError(.refused, "The header \(error.header) has a control character.")
        }
        try await client.send(message)
    }
}
