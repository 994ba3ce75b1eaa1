package import PortableFoundation

/// A mail to one address that waits to be sent, or that the server refused for good. It is stored in the commit of the event that causes it, and leaves
/// the store when the server has accepted it.
package struct OutgoingMail: Hashable, Sendable, Identifiable {
    /// The left part of its Message-ID, the same in every attempt.
    package let id: UUID
    package let event: MailRule.Event
    /// The file with its text; nil for the built-in text of the event.
    package let template: String?
    package let address: String
    /// The values that its text may show, by the names in ``MailVariable``.
    package let variables: [String: String]
    /// Whole milliseconds.
    package let queued: Date
    /// How often it was brought to the server.
    package var attempts: Int
    /// The time of the next attempt.
    package var due: Date
    /// The server has refused it, and nothing more happens until somebody sends it again.
    package var isFailed: Bool
    /// The reason why the last attempt failed; empty before it.
    package var reason: String

    package init(
        id: UUID,
        event: MailRule.Event,
        template: String?,
        address: String,
        variables: [String: String],
        queued: Date,
        attempts: Int = 0,
        due: Date? = nil,
        isFailed: Bool = false,
        reason: String = ""
    ) {
        self.id = id
        self.event = event
        self.template = template
        self.address = address
        self.variables = variables
        self.queued = queued
        self.attempts = attempts
        self.due = due ?? queued
        self.isFailed = isFailed
        self.reason = reason
    }
}

extension OutgoingMail {
    /// The mail with one more value.
    func setting(_ variable: MailVariable, to value: String) -> OutgoingMail {
        var variables = variables
        variables[variable.rawValue] = value
        return OutgoingMail(
            id: id,
            event: event,
            template: template,
            address: address,
            variables: variables,
            queued: queued,
            attempts: attempts,
            due: due,
            isFailed: isFailed,
            reason: reason
        )
    }
}

/// The names of the values that the text of a mail may show.
package enum MailVariable: String, CaseIterable, Sendable {
    /// The id of the request, its workflow, and the event.
    case request, workflow, event
    /// The target's display name and account, and the originator's display name.
    case user, account, originator
    /// The profile template.
    case template
    /// Who acted, the comment, and further details of the event.
    case actor, comment, reason
    /// The time of the event.
    case date
    /// Of a certificate that ends: whole days left, its end, serial number, certificate template and CA.
    case days, expires, serial, certificate, authority
    /// A one-time password.
    case password
}
