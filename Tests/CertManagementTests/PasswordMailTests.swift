import CertManagement
import Logging
import PKIDirectory
import PKITesting
import PortableFoundation
import Testing

@Suite("One-time passwords by mail")
struct PasswordMailTests {
    private let secrets = InMemorySecretSealing()

    private func make(sendsMail: Bool = true) async throws -> (test: TestManagement, request: UUID) {
        let test = try await TestManagement.make(secrets: secrets, sendsMail: sendsMail)
        try await test.changePolicy {
            $0.oneTimePasswords = .init(distributions: [.mailToSubscriber, .mailToManager, .onScreen], length: 10)
        }
        let proposal = RequestProposal(profileTemplate: SampleProfileTemplate.id, workflow: .enroll, target: test.authority.bob.id)
        return (test, try await test.management(test.authority.officer).createRequest(proposal).request.id)
    }

    private func refusal(_ call: () async throws -> Void) async -> ManagementError? {
        do { try await call() } catch { return error as? ManagementError }
        return nil
    }

    @Test("each password goes to its reader, waits sealed, leaves nothing behind, and all together are good")
    func mailed() async throws {
        let (test, id) = try await make()
        let made = try #require(try await test.management(test.authority.officer).distributePasswords(of: id)).passwords
        #expect(made.map { $0.shown == nil } == [true, true, false])
        let waiting = await test.store.mails(isFailed: nil, after: nil, limit: 10)
        #expect(waiting.map(\.address) == ["bob@example.test", "officer@example.test"])
        #expect(waiting.allSatisfy { $0.variables["password"] == nil })
        let sender = RecordingMailSender()
        let clock = test.authority.clock
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        await MailDelivery(
            store: test.store,
            sender: sender,
            secrets: secrets,
            clock: { clock.now.addingTimeInterval(0.001) },
            logger: logger
        ).deliverDue()
        let mailed = sender.sent.compactMap { $0.variables["password"] }
        #expect(mailed.count == 2)
        for mail in waiting { #expect(await test.store.secret(.dataItem, of: mail.id, named: "password") == nil) }
        let given = mailed + [made[2].shown].compactMap(\.self)
        #expect(try await test.management(test.authority.bob).redeemPasswords(given, of: id) != nil)
    }

    @Test("a password that cannot be opened keeps its mail waiting")
    func sealedElsewhere() async throws {
        let (test, id) = try await make()
        _ = try await test.management(test.authority.officer).distributePasswords(of: id)
        let sender = RecordingMailSender()
        let clock = test.authority.clock
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        await MailDelivery(store: test.store, sender: sender, clock: { clock.now.addingTimeInterval(0.001) }, logger: logger).deliverDue()
        #expect(sender.sent.isEmpty)
        let waiting = await test.store.mails(isFailed: false, after: nil, limit: 10)
        #expect(waiting.map(\.attempts) == [1, 1])
    }

    @Test("without a mail server, or without an address, nothing is made and the refusal says why")
    func refused() async throws {
        let (without, first) = try await make(sendsMail: false)
        let noServer = await refusal { _ = try await without.management(without.authority.officer).distributePasswords(of: first) }
        #expect(noServer?.code == .policyDisabled)
        #expect(await without.store.oneTimePasswords(of: first) == nil)
        let (test, second) = try await make()
        try await test.authority.change(test.authority.bob) { $0.mail = nil }
        let noAddress = await refusal { _ = try await test.management(test.authority.officer).distributePasswords(of: second) }
        #expect(noAddress?.code == .requestStateInvalid)
        #expect(noAddress?.message.contains("EXAMPLE\\bob") == true)
        #expect(await test.store.oneTimePasswords(of: second) == nil)
        #expect(await test.store.mails(isFailed: nil, after: nil, limit: 10).isEmpty)
    }
}
