package import PortableFoundation

/// The storage of outgoing mail. Its changes are `ManagementChange.mail` in a commit of the same store, and `MailStoreSuite` tests an implementation.
///
/// Promises:
/// - A queued mail is there until a change removes it.
/// - Mails come in the order in which they were queued.
/// - A mail that was taken is not taken again, at any node, before it was given back by a change or its time is over.
/// - A reminder of one certificate and number of days is stored once.
package protocol MailStore: ManagementStore {
    /// Takes mails that wait and are due, for sending them.
    /// - Parameter end: when others may take them, if the taker was killed.
    func takeDueMails(at time: Date, until end: Date, limit: Int) async throws -> [OutgoingMail]
    /// A page of all mails.
    /// - Parameters:
    ///   - isFailed: only those that failed, or only those that wait; nil for both.
    ///   - after: the last mail of the page before.
    func mails(isFailed: Bool?, after: UUID?, limit: Int) async throws -> [OutgoingMail]
    func mail(_ id: UUID) async throws -> OutgoingMail?
    func mailBacklog() async throws -> MailBacklog
    /// A page of the certificates that end in a period, in the order of their ends.
    func certificates(endingAfter start: Date, until end: Date, after: ManagedCertificate?, limit: Int) async throws -> [ManagedCertificate]
    /// The numbers of days of the reminders that were sent for a certificate.
    func remindedDays(of certificate: ManagedCertificate) async throws -> Set<Int>
}

/// How many mails are in the outbox.
package struct MailBacklog: Hashable, Sendable {
    package let waiting: Int
    package let failed: Int
    /// When the oldest waiting one was queued.
    package let oldest: Date?

    package init(waiting: Int, failed: Int, oldest: Date?) {
        self.waiting = waiting
        self.failed = failed
        self.oldest = oldest
    }
}
