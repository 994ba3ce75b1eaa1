import CAInterface
import CertManagement
import PortableFoundation
import PKIDirectory
import PKITesting
import Testing

@Suite("Approvals")
struct ApprovalTests {
    func test(approvals: Int, singleOperator: Bool = false) async throws -> TestManagement {
        let test = try await TestManagement.make(singleOperator: singleOperator)
        try await test.changePolicy { $0.approvalsNeeded = approvals }
        return test
    }

    func code(_ call: () async throws -> Void) async -> ManagementError.Code? {
        do { try await call() } catch { return (error as? ManagementError)?.code }
        return nil
    }

    @Test("a request whose policy needs approvals waits for that many different people")
    func several() async throws {
        let test = try await test(approvals: 2)
        try await test.changePolicy { $0.dataItems = [.init(name: "Budget", originator: .certificateManager)] }
        let made = try await test.enroll(test.authority.alice).request
        #expect(made.status == .pending)
        let (officer, admin) = (test.management(test.authority.officer), test.management(test.authority.administrator))
        #expect(try await officer.approve(made.id, comment: "fine")?.request.status == .pending)
        #expect(try await officer.approve(made.id)?.request.status == .pending)
        #expect(try await admin.approve(made.id, dataItems: [DataItem(name: "Budget", value: "7")])?.request.status == .approved)
        #expect(try await admin.request(made.id)?.request.dataItems == [DataItem(name: "Budget", value: "7")])
        let history = try #require(try await admin.history(of: made.id))
        #expect(history.map(\.kind) == [.initiated, .approvalAdded, .approved])
        #expect(history[1].comment == "fine" && history[1].actorName == "EXAMPLE\\officer")
    }

    @Test("nobody approves their own request, unless one person runs the installation")
    func own() async throws {
        let test = try await test(approvals: 1)
        let made = try await test.enroll(test.authority.officer).request
        #expect(await code { _ = try await test.management(test.authority.officer).approve(made.id) } == .accessDenied)
        let initiated = try await test.management(test.authority.officer).createRequest(
            .init(profileTemplate: SampleProfileTemplate.id, workflow: .enroll, target: test.authority.bob.id)
        ).request
        #expect(await code { _ = try await test.management(test.authority.officer).approve(initiated.id) } == .accessDenied)
        #expect(try await test.management(test.authority.administrator).approve(made.id)?.request.status == .approved)

        let alone = try await self.test(approvals: 1, singleOperator: true)
        let single = try await alone.enroll(alone.authority.officer).request
        #expect(try await alone.management(alone.authority.officer).approve(single.id)?.request.status == .approved)
    }

    @Test("a change of the CA's single operator takes effect in certificate management at once")
    func singleOperatorIsTheAuthoritys() async throws {
        let test = try await test(approvals: 1)
        let own = try await test.enroll(test.authority.officer).request
        let administrator = try await test.authority.bound(test.authority.administrator)
        let officer = test.management(test.authority.officer)
        #expect(await code { _ = try await officer.approve(own.id) } == .accessDenied)
        _ = try await administrator.change(AuthoritySettingsUpdate(singleOperator: true))
        let other = try await test.enroll(test.authority.officer).request
        #expect(try await officer.approve(own.id)?.request.status == .approved)
        _ = try await administrator.change(AuthoritySettingsUpdate(singleOperator: false))
        #expect(await code { _ = try await officer.approve(other.id) } == .accessDenied)
    }

    @Test("only listed approvers approve or deny, and the newest version of the template says who they are")
    func listed() async throws {
        let test = try await test(approvals: 1)
        let made = try await test.enroll(test.authority.alice).request
        #expect(await code { _ = try await test.management(test.authority.auditor).approve(made.id) } == .accessDenied)
        #expect(await code { _ = try await test.management(test.authority.alice).deny(made.id) } == .accessDenied)
        #expect(try await test.management(test.authority.bob).approve(made.id) == nil)
        try await test.changePolicy { $0.approvers = [] }
        #expect(await code { _ = try await test.management(test.authority.officer).approve(made.id) } == .accessDenied)
    }

    @Test("a denied request is final and keeps the comment")
    func denied() async throws {
        let test = try await test(approvals: 1)
        let made = try await test.enroll(test.authority.alice).request
        let officer = test.management(test.authority.officer)
        #expect(try await officer.deny(made.id, comment: "no reason given")?.request.status == .denied)
        #expect(await code { _ = try await officer.approve(made.id) } == .requestStateInvalid)
        #expect(await code { _ = try await test.management(test.authority.alice).generationOptions(of: made.id) } == .requestStateInvalid)
        #expect(try await officer.history(of: made.id)?.last?.comment == "no reason given")
    }

    @Test("two approvers at once both count")
    func race() async throws {
        let test = try await test(approvals: 2)
        let made = try await test.enroll(test.authority.alice).request
        async let one = test.management(test.authority.officer).approve(made.id)
        async let two = test.management(test.authority.administrator).approve(made.id)
        _ = try await (one, two)
        #expect(try await test.management(test.authority.alice).request(made.id)?.request.status == .approved)
    }
}
