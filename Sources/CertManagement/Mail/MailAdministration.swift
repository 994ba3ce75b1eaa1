package import CAInterface
package import PKIDirectory
package import PortableFoundation

/// The outbox for administrators: what waits and what failed, sending a failed mail again, and trying the mail server.
package struct MailAdministration: Sendable {
    private let store: any MailStore
    private let directory: any DirectoryStore
    private let sender: (any MailSender)?
    private let clock: @Sendable () -> Date

    /// - Parameter sender: nil when no mail server is set.
    package init(store: any MailStore, directory: any DirectoryStore, sender: (any MailSender)?, clock: @escaping @Sendable () -> Date) {
        self.store = store
        self.directory = directory
        self.sender = sender
        self.clock = clock
    }

    /// What came of a test.
    package struct Test: Hashable, Sendable {
        package let address: String
        /// Why it was not accepted; nil when the server has it.
        package let fault: String?
    }

    /// A page of the outbox.
    /// - Throws: `CAError`.
    package func mails(isFailed: Bool?, after: UUID?, limit: Int, for caller: Caller) async throws -> [OutgoingMail] {
        try await require(caller)
        return try await store.mails(isFailed: isFailed, after: after, limit: limit)
    }

    /// Makes a failed mail due at once.
    /// - Returns: nil when there is none with this id, or it has not failed.
    /// - Throws: `CAError`.
    package func retry(_ id: UUID, by caller: Caller) async throws -> OutgoingMail? {
        try await require(caller)
        guard let mail = try await store.mail(id), mail.isFailed else { return nil }
        let record = AuditRecord(.mailRetried(mail: id, address: mail.address), by: .caller(caller), when: clock())
        do { try await store.commit([.mail(.retried(id, due: clock(), audit: record))]) } catch ManagementCommitError.moved { return nil }
        return try await store.mail(id)
    }

    /// Sends a text to the address, past the outbox.
    /// - Throws: `CAError`; a mail that was not accepted is a result.
    package func test(_ address: String, by caller: Caller) async throws -> Test {
        try await require(caller)
        let fault: String?
        if let sender {
            do {
                try await sender.sendTest(to: address)
                fault = nil
            } catch let error as MailSendError {
                fault = error.reason
            }
        } else {
            fault = "No mail server is set. Set mail-host and mail-from; docs/operating/mail.md."
        }
        let record = AuditRecord(.mailTested(address: address, isTaken: fault == nil), by: .caller(caller), when: clock())
        try await store.commit([.mail(.tested(audit: record))])
        return Test(address: address, fault: fault)
    }

    private func require(_ caller: Caller) async throws {
        let administrators = WellKnownAccount.authorityAdministrators.sid(in: try await directory.domainIdentifier())
        guard caller.principal.isIdentified(by: administrators) else {
            throw CAError(
                .accessDenied,
                status: .accessDenied,
                "Only members of CA Administrators see outgoing mail and change it. Ask one of them."
            )
        }
    }
}
