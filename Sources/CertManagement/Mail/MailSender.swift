/// Brings one mail to the mail server. The program has one that speaks SMTP.
package protocol MailSender: Sendable {
    /// Returns when the server has taken the responsibility for the mail.
    /// - Throws: `MailSendError`.
    func send(_ mail: OutgoingMail) async throws
    /// Sends a short text to an address, to show that the settings work.
    /// - Throws: `MailSendError`.
    func sendTest(to address: String) async throws
}

/// The reason why a mail was not accepted.
package struct MailSendError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// The server will never accept it.
        case refused
        /// The server may accept it later.
        case later
        /// No mail can be sent now: the server is away, or does not accept us.
        case unreachable
    }

    package let kind: Kind
    package let reason: String

    package init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }
}
