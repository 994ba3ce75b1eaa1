import CAInterface
import CertManagement
import Logging
import PKIDirectory
import PKITesting
import PortableFoundation
import Testing

@Suite("Mail of certificate management")
struct MailTests {
    private static var logger: Logger {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }

    /// These rules for Enroll.
    private func test(_ rules: [MailRule], approvals: Int = 0) async throws -> TestManagement {
        let test = try await TestManagement.make(sendsMail: true)
        try await test.changePolicy {
            $0.mails = rules
            $0.approvalsNeeded = approvals
        }
        return test
    }

    private func queued(_ test: TestManagement) async -> [OutgoingMail] { await test.store.mails(isFailed: nil, after: nil, limit: 1_000) }

    private func delivery(_ test: TestManagement, _ sender: RecordingMailSender) -> MailDelivery {
        let clock = test.authority.clock
        // The times of events are rounded to milliseconds, and may lie as far ahead of the clock.
        return MailDelivery(store: test.store, sender: sender, clock: { clock.now.addingTimeInterval(0.001) }, logger: Self.logger)
    }

    // MARK: Events

    @Test("each event of a request queues the mails of its policy, with the values of the event")
    func events() async throws {
        let rules = MailRule.Event.allCases.map { MailRule(event: $0, to: [.target], template: $0 == .denied ? "no" : nil) }
        let test = try await test(rules, approvals: 1)
        let officer = test.management(test.authority.officer)
        let first = try await test.enroll(test.authority.alice, comment: "please").request
        #expect(await queued(test).map(\.event) == [.initiated])
        _ = try await officer.approve(first.id)
        let second = try await test.enroll(test.authority.alice).request
        _ = try await officer.deny(second.id, comment: "not now")
        let mails = await queued(test)
        #expect(mails.map(\.event) == [.initiated, .approved, .initiated, .denied])
        #expect(mails.allSatisfy { $0.address == "alice@example.test" })
        #expect(mails[0].variables["request"] == first.id.uuidString.lowercased())
        #expect(mails[0].variables["comment"] == "please")
        #expect(mails[0].variables["workflow"] == "enroll")
        #expect(mails[0].variables["template"] == SampleProfileTemplate.name)
        #expect(mails[3].variables["actor"] == "EXAMPLE\\officer")
        #expect(mails[3].variables["comment"] == "not now")
        #expect(mails[3].template == "no")
        let known = Set(MailVariable.allCases.map(\.rawValue))
        #expect(mails.allSatisfy { known.isSuperset(of: $0.variables.keys) })
    }

    @Test("a request that needs no approval is announced as approved, too")
    func approvedAtOnce() async throws {
        let test = try await test([MailRule(event: .approved, to: [.target])])
        _ = try await test.enroll(test.authority.alice)
        #expect(await queued(test).map(\.event) == [.approved])
    }

    @Test("recipients are target, originator, approvers, managers and addresses, each of them once")
    func recipients() async throws {
        let test = try await test([
            MailRule(event: .initiated, to: [.target, .originator, .approvers, .managers, .address("Box@example.com")])
        ])
        let request = RequestProposal(profileTemplate: SampleProfileTemplate.id, workflow: .enroll, target: test.authority.bob.id)
        _ = try await test.management(test.authority.officer).createRequest(request)
        let addresses = await queued(test).map(\.address)
        #expect(addresses.first == "bob@example.test")
        #expect(Set(addresses).isSuperset(of: ["bob@example.test", "officer@example.test", "Box@example.com"]))
        #expect(addresses.count == Set(addresses).count)
        #expect(!addresses.contains("alice@example.test"))
    }

    @Test("an account that is disabled or has no address gets no mail, and its request goes on")
    func withoutAddress() async throws {
        let test = try await test([MailRule(event: .initiated, to: [.target])])
        try await test.authority.change(test.authority.alice) { $0.mail = nil }
        let request = try await test.enroll(test.authority.alice).request
        #expect(request.status == .approved)
        #expect(await queued(test).isEmpty)
    }

    @Test("an event that is not stored queues no mail")
    func refused() async throws {
        let test = try await test([MailRule(event: .initiated, to: [.target])])
        let nobody = UUID()
        await #expect(throws: ManagementError.self) {
            try await test.management(test.authority.alice).createRequest(RequestProposal(profileTemplate: nobody, workflow: .enroll))
        }
        #expect(await queued(test).isEmpty)
    }

    // MARK: Delivery

    @Test("a mail leaves the store when the server has accepted it")
    func delivered() async throws {
        let test = try await test([MailRule(event: .initiated, to: [.target, .address("box@example.com")])])
        _ = try await test.enroll(test.authority.alice)
        let waiting = await queued(test)
        let sender = RecordingMailSender()
        await delivery(test, sender).deliverDue()
        #expect(sender.sent.map(\.id) == waiting.map(\.id))
        #expect(await queued(test).isEmpty)
    }

    @Test("a mail refused for now is tried again with the same id, after pauses that grow to an hour")
    func later() async throws {
        let test = try await test([MailRule(event: .initiated, to: [.target, .address("box@example.com")])])
        _ = try await test.enroll(test.authority.alice)
        let id = await queued(test)[0].id
        let sender = RecordingMailSender()
        sender.fail { $0.address == "alice@example.test" ? MailSendError(.later, "451 later") : nil }
        let delivery = delivery(test, sender)
        var pauses: [Double] = []
        for _ in 0..<10 {
            await delivery.deliverDue()
            let mail = try #require(await queued(test).first)
            #expect(mail.reason == "451 later")
            pauses.append(mail.due.timeIntervalSince(test.authority.clock.now).rounded())
            test.authority.clock.advance(seconds: mail.due.timeIntervalSince(test.authority.clock.now) + 1)
        }
        #expect(pauses == [30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600])
        #expect(sender.sent.map(\.address) == ["box@example.com"])
        sender.fail { _ in nil }
        await delivery.deliverDue()
        #expect(sender.sent.last?.id == id)
        #expect(await queued(test).isEmpty)
    }

    @Test("a mail refused for good has failed, and so has one that no server took for five days")
    func failed() async throws {
        let test = try await test([MailRule(event: .initiated, to: [.target, .address("box@example.com")])])
        _ = try await test.enroll(test.authority.alice)
        let sender = RecordingMailSender()
        sender.fail { $0.address == "alice@example.test" ? MailSendError(.refused, "550 no") : MailSendError(.later, "451 later") }
        let delivery = delivery(test, sender)
        await delivery.deliverDue()
        #expect(await test.store.mails(isFailed: true, after: nil, limit: 9).map(\.reason) == ["550 no"])
        test.authority.clock.advance(seconds: MailDelivery.lifetime + 60)
        await delivery.deliverDue()
        #expect(await test.store.mails(isFailed: true, after: nil, limit: 9).map(\.reason) == ["550 no", "451 later"])
        sender.fail { _ in nil }
        await delivery.deliverDue()
        #expect(sender.sent.isEmpty)
    }

    @Test("while the server is away nothing else is tried, and the state of the server says so")
    func away() async throws {
        let test = try await test([MailRule(event: .initiated, to: [.target, .address("box@example.com")])])
        _ = try await test.enroll(test.authority.alice)
        let sender = RecordingMailSender()
        sender.fail { _ in MailSendError(.unreachable, "it cannot be reached") }
        let delivery = delivery(test, sender)
        await delivery.deliverDue()
        #expect(await queued(test).map(\.attempts) == [1, 0])
        await delivery.deliverDue()
        #expect(await queued(test).map(\.attempts) == [1, 0])
        for _ in 0..<3 {
            test.authority.clock.advance(seconds: 7_200)
            await delivery.deliverDue()
        }
        #expect(await delivery.warnings() == ["The mail server accepts nothing: it cannot be reached"])
        sender.fail { _ in nil }
        test.authority.clock.advance(seconds: 7_200)
        await delivery.deliverDue()
        #expect(sender.sent.count == 2)
        #expect(await delivery.warnings().isEmpty)
    }

    // MARK: Administration

    @Test("administrators see the outbox, send a failed mail again and try the server, and nobody else does")
    func administration() async throws {
        let test = try await test([MailRule(event: .initiated, to: [.target])])
        _ = try await test.enroll(test.authority.alice)
        let sender = RecordingMailSender()
        sender.fail { _ in MailSendError(.refused, "550 no") }
        await delivery(test, sender).deliverDue()
        let clock = test.authority.clock
        let outbox = MailAdministration(store: test.store, directory: test.authority.directory, sender: sender, clock: { clock.now })
        let administrator = test.authority.caller(test.authority.administrator)
        let failed = try #require(try await outbox.mails(isFailed: true, after: nil, limit: 9, for: administrator).first)
        #expect(try await outbox.retry(failed.id, by: administrator)?.isFailed == false)
        #expect(try await outbox.retry(failed.id, by: administrator) == nil)
        #expect(try await outbox.test("a@example.com", by: administrator).fault == nil)
        #expect(try await outbox.test("no@example.com", by: administrator).fault == "550 no")
        let officer = test.authority.caller(test.authority.officer)
        await #expect(throws: CAError.self) { try await outbox.mails(isFailed: nil, after: nil, limit: 9, for: officer) }
        await #expect(throws: CAError.self) { try await outbox.retry(failed.id, by: officer) }
        await #expect(throws: CAError.self) { try await outbox.test("a@example.com", by: officer) }
    }

    // MARK: Reminders

    private func reminders(_ test: TestManagement) -> ExpiryReminders {
        let clock = test.authority.clock
        return ExpiryReminders(store: test.store, directory: test.authority.directory, clock: { clock.now }, logger: Self.logger)
    }

    /// A profile of Alice with a certificate that has so many days from now.
    private func issued(_ test: TestManagement, days: Double, status: ProfileStatus = .active) async throws -> ManagedCertificate {
        let request = try await test.enroll(test.authority.alice).request
        let profile = Profile(
            id: UUID(),
            status: status,
            assignedUser: test.authority.alice.id,
            profileTemplate: SampleProfileTemplate.id,
            profileTemplateVersion: 1
        )
        let certificate = ManagedCertificate(
            profile: profile.id,
            request: request.id,
            option: 0,
            authority: "CA",
            authorityRequest: RequestID(7),
            template: "User",
            serialNumber: "4a",
            thumbprint: "",
            notBefore: test.authority.clock.now,
            notAfter: Date(timeIntervalSince1970: test.authority.clock.now.timeIntervalSince1970.rounded(.down) + days * 86_400)
        )
        try await test.store.commit([.profileCreated(profile), .certificateAdded(certificate)])
        return certificate
    }

    private let thresholds = [
        MailRule(event: .certificateExpires, to: [.target], daysBefore: 30),
        MailRule(event: .certificateExpires, to: [.target], daysBefore: 7),
    ]

    @Test("the end of a certificate is announced once for each number of days")
    func announced() async throws {
        let test = try await test(thresholds)
        _ = try await issued(test, days: 100)
        let reminders = reminders(test)
        var days: [String?] = []
        for _ in 0..<101 {
            try await reminders.queueDue()
            try await reminders.queueDue()
            days = await queued(test).map { $0.variables["days"] }
            test.authority.clock.advance(seconds: 86_400)
        }
        #expect(days == ["30", "7"])
        let mail = try #require(await queued(test).first)
        #expect(mail.event == .certificateExpires)
        #expect(mail.address == "alice@example.test")
        #expect(mail.variables["serial"] == "4a")
    }

    @Test("of several numbers of days that passed meanwhile, only the last one is announced")
    func missed() async throws {
        let test = try await test(thresholds)
        _ = try await issued(test, days: 100)
        test.authority.clock.advance(seconds: 95 * 86_400)
        for _ in 0..<2 { try await reminders(test).queueDue() }
        #expect(await queued(test).map { $0.variables["days"] } == ["5"])
    }

    @Test("a certificate is not announced when it never had so many days, is revoked, or its profile is retired")
    func notAnnounced() async throws {
        let test = try await test(thresholds)
        _ = try await issued(test, days: 7)
        _ = try await issued(test, days: 31, status: .retired)
        var revoked = try await issued(test, days: 31)
        revoked.standing = .revoked
        try await test.store.commit([.certificateStanding(revoked)])
        test.authority.clock.advance(seconds: 2 * 86_400)
        try await reminders(test).queueDue()
        #expect(await queued(test).isEmpty)
    }
}
