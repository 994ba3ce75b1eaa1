import CertManagement
import PortableFoundation
import PKIDirectory
import PKITesting
import Testing

@Suite("Management requests")
struct RequestTests {
    func expectRefusal(_ code: ManagementError.Code, _ call: () async throws -> Void) async {
        do {
            try await call()
            Issue.record("nothing was refused; \(code.rawValue) expected")
        } catch let error as ManagementError {
            #expect(error.code == code, "\(error)")
        } catch { Issue.record("\(error)") }
    }

    /// Every request that a caller may read.
    private func requests(
        _ management: BoundManagement,
        status: RequestStatus? = nil,
        onlyOwn: Bool = false
    ) async throws -> [ManagementRequest] {
        var found: [ManagementRequest] = []
        try await management.requests(status: status, onlyOwn: onlyOwn) { found.append($0.request) }
        return found
    }

    @Test("a list of any length is read in pages, and every request is in it")
    func pages() async throws {
        let test = try await TestManagement.make()
        let made = try await test.enroll(test.authority.alice).request
        let more = (0..<500).map { _ in
            ManagementRequest(
                id: UUID(),
                workflow: made.workflow,
                machine: made.machine,
                flags: made.flags,
                dataItems: made.dataItems,
                dataCollectionFlags: made.dataCollectionFlags,
                originator: made.originator,
                target: made.target,
                submitted: made.submitted,
                priority: made.priority,
                comment: made.comment,
                profileTemplate: made.profileTemplate,
                profileTemplateVersion: made.profileTemplateVersion
            )
        }
        try await test.store.commit(more.map { .requestCreated($0) })
        for who in [test.authority.alice, test.authority.officer] {
            #expect(try await requests(test.management(who)).map(\.id) == [made.id] + more.map(\.id))
        }
        #expect(await test.store.longestPage == 200)
    }

    @Test("self-service without approvals makes an approved request with empty identities and history")
    func selfService() async throws {
        let test = try await TestManagement.make()
        let made = try await test.enroll(test.authority.alice, comment: "please").request
        #expect(made.status == .approved)
        #expect(made.originator == made.target && made.target.id == test.authority.alice.id)
        #expect(made.newProfile == nil && made.oldProfile == nil && made.machine.completedWhen == nil)
        #expect(made.priority == 10 && made.comment == "please" && made.flags == [])
        #expect(try await test.management(test.authority.alice).request(made.id)?.request == made)
        let history = try #require(try await test.management(test.authority.alice).history(of: made.id))
        #expect(history.map(\.kind) == [.initiated])
        #expect(history.first?.comment == "please" && history.first?.to == .approved && history.first?.actorName == "EXAMPLE\\alice")
    }

    @Test("without self-service, with the policy off, or without the right to enroll nothing is started")
    func refusals() async throws {
        let test = try await TestManagement.make()
        let alice = test.authority.alice
        await expectRefusal(.accessDenied) { _ = try await test.enroll(test.authority.machine) }
        await expectRefusal(.policyDisabled) {
            _ = try await test.management(alice).createRequest(.init(profileTemplate: SampleProfileTemplate.id, workflow: .renew))
        }
        await expectRefusal(.accessDenied) {
            _ = try await test.management(alice).createRequest(.init(profileTemplate: UUID(), workflow: .enroll))
        }
        await expectRefusal(.invalidClientData) { _ = try await test.enroll(alice, comment: String(repeating: "x", count: 5000)) }
        try await test.changePolicy { $0.selfService = false }
        await expectRefusal(.accessDenied) { _ = try await test.enroll(alice) }
        try await test.changePolicy { $0.enabled = false }
        await expectRefusal(.policyDisabled) { _ = try await test.enroll(alice) }
        #expect(await test.store.managementRequests(.init()).isEmpty)
    }

    @Test("only a listed initiator starts a request for somebody else, and only for one who may receive it")
    func forAnother() async throws {
        let test = try await TestManagement.make()
        let (alice, bob, officer) = (test.authority.alice, test.authority.bob, test.authority.officer)
        func propose(_ who: Principal, for target: UUID) async throws -> VisibleRequest {
            try await test.management(who).createRequest(
                .init(profileTemplate: SampleProfileTemplate.id, workflow: .enroll, target: target, priority: 0)
            )
        }
        let made = try await propose(officer, for: bob.id).request
        #expect(made.originator.id == officer.id && made.target.id == bob.id && made.priority == 0)
        await expectRefusal(.accessDenied) { _ = try await propose(alice, for: bob.id) }
        await expectRefusal(.accessDenied) { _ = try await propose(officer, for: test.authority.machine.id) }
        await expectRefusal(.accessDenied) { _ = try await propose(officer, for: UUID()) }
        try await test.authority.change(bob) { $0.enabled = false }
        await expectRefusal(.accessDenied) { _ = try await propose(officer, for: bob.id) }
    }

    @Test("only its parties, approvers and auditors see a request")
    func visibility() async throws {
        let test = try await TestManagement.make()
        let made = try await test.enroll(test.authority.alice).request
        for (who, sees) in [
            (test.authority.alice, true), (test.authority.officer, true), (test.authority.auditor, true),
            (test.authority.administrator, true),
            (test.authority.bob, false), (test.authority.machine, false),
        ] {
            #expect((try await test.management(who).request(made.id) != nil) == sees, "\(who.name)")
            #expect(
                try await requests(test.management(who)).map(\.id) == (sees ? [made.id] : []),
                "\(who.name)"
            )
            #expect((try await test.management(who).history(of: made.id) != nil) == sees, "\(who.name)")
        }
    }

    @Test("the list is filtered by status and by the caller as target")
    func filters() async throws {
        let test = try await TestManagement.make()
        let own = try await test.enroll(test.authority.officer).request
        let other = try await test.enroll(test.authority.alice).request
        _ = try await test.management(test.authority.alice).setStatus(of: other.id, to: .canceled)
        let officer = test.management(test.authority.officer)
        #expect(try await requests(officer).map(\.id) == [own.id, other.id])
        #expect(try await requests(officer, onlyOwn: true).map(\.id) == [own.id])
        #expect(try await requests(officer, status: .canceled).map(\.id) == [other.id])
        #expect(try await requests(officer, status: .canceled, onlyOwn: true).isEmpty)
    }

    @Test("completing stamps the time; canceling and abandoning both end as canceled")
    func endings() async throws {
        let test = try await TestManagement.make()
        let alice = test.management(test.authority.alice)
        let (one, two, three) = (
            try await test.enroll(test.authority.alice).request.id, try await test.enroll(test.authority.alice).request.id,
            try await test.enroll(test.authority.alice).request.id
        )
        let completed = try #require(try await alice.setStatus(of: one, to: .completed)).request
        #expect(completed.status == .completed && completed.machine.completedWhen != nil)
        #expect(try await alice.setStatus(of: two, to: .canceled)?.request.status == .canceled)
        #expect(try await alice.setStatus(of: three, to: .abandoned)?.request.status == .canceled)
        #expect(try await alice.history(of: three)?.map(\.kind) == [.initiated, .abandoned])
        for id in [one, two, three] {
            await expectRefusal(.requestStateInvalid) { _ = try await alice.setStatus(of: id, to: .completed) }
            await expectRefusal(.requestStateInvalid) { _ = try await alice.setStatus(of: id, to: .canceled) }
        }
        #expect(try await alice.setStatus(of: UUID(), to: .canceled) == nil)
    }

    @Test("a manager may cancel a user's request but not complete it")
    func manager() async throws {
        let test = try await TestManagement.make()
        let id = try await test.enroll(test.authority.alice).request.id
        let officer = test.management(test.authority.officer)
        await expectRefusal(.accessDenied) { _ = try await officer.setStatus(of: id, to: .completed) }
        #expect(try await officer.setStatus(of: id, to: .canceled)?.request.status == .canceled)
        let auditor = test.management(test.authority.auditor)
        let next = try await test.enroll(test.authority.alice).request.id
        await expectRefusal(.accessDenied) { _ = try await auditor.setStatus(of: next, to: .canceled) }
    }

    @Test("the descriptor lists the enforced rights, deny entries first, and the originator is the owner")
    func descriptor() async throws {
        let test = try await TestManagement.make()
        let (alice, officer) = (test.authority.alice, test.authority.officer)
        let access = try await test.enroll(alice).access
        #expect(access.owner == alice.sid)
        #expect(access.entries.first?.isDeny == true && access.entries.first?.trustee == alice.sid)
        #expect(access.permissions(of: alice) == [.cancel, .execute, .distribute, .write, .read])
        #expect(access.permissions(of: officer).isSuperset(of: [.approve, .cancel, .read]))
        #expect(!access.permissions(of: officer).contains(.execute))
        #expect(access.permissions(of: test.authority.bob).isEmpty)
    }
}
