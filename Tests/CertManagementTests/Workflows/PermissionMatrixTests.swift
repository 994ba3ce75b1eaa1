import CertManagement
import PKIDirectory
import PKITesting
import PortableFoundation
import Testing

/// Who may do what with operations on one's own object and on another's: the model of §6.2 of the interface's facts.
@Suite("The permission matrix of operations")
struct PermissionMatrixTests {
    enum Person: String, CaseIterable, Sendable { case subscriber, other, approver, agent, manager, auditor, administrator }

    /// What a person may do.
    struct Rights: OptionSet, Sendable {
        let rawValue: Int
        static let start = Rights(rawValue: 1)
        static let approve = Rights(rawValue: 2)
        static let execute = Rights(rawValue: 4)
        static let cancel = Rights(rawValue: 8)
        static let see = Rights(rawValue: 16)
    }

    /// On an object of alice's, with a request that the manager started. Every policy wants one approval and, where it may, an agent.
    static func expected(_ person: Person, _ operation: CertManagement.Operation, isAgentRequired: Bool) -> Rights {
        let isManagersAct: Set<CertManagement.Operation> = [
            .suspend, .reinstate, .disable, .retire, .offlineUnblock, .temporaryDisable, .temporaryRetire,
        ]
        switch person {
        case .subscriber:
            let target: Rights = operation == .recoverOnBehalf ? [] : [.start]
            if [.suspend, .disable, .retire, .temporaryDisable, .temporaryRetire].contains(operation) { return target.union(.see) }
            return target.union(isAgentRequired ? [.see, .cancel] : [.see, .cancel, .execute])
        case .other: return []
        case .approver: return [.see, .approve, .cancel]
        case .agent: return isAgentRequired ? [.see, .execute] : []
        case .manager: return isManagersAct.contains(operation) ? [.start, .see, .cancel, .execute] : [.start, .see, .cancel]
        case .auditor, .administrator: return [.see]
        }
    }

    static let agentRequired: Set<CertManagement.Operation> = [
        .enroll, .renew, .recover, .recoverOnBehalf, .duplicate, .offlineUnblock, .temporaryCards,
    ]

    private func principal(_ person: Person, _ fixture: WorkflowFixture) -> Principal {
        let authority = fixture.test.authority
        return switch person {
        case .subscriber: authority.alice
        case .other: authority.bob
        case .approver: authority.machine
        case .agent: authority.agent
        case .manager: authority.officer
        case .auditor: authority.auditor
        case .administrator: authority.administrator
        }
    }

    /// An object of alice's in a state in which the operation may start; nil for one that needs none.
    private func object(for operation: CertManagement.Operation, _ fixture: WorkflowFixture) async throws -> UUID? {
        switch operation {
        case .enroll: return nil
        case .temporaryDisable, .temporaryRetire:
            let card = try await fixture.card(of: try await fixture.active(WorkflowFixture.card))
            return try await fixture.run(.temporaryCards, on: card?.id, issues: true).newSmartcard
        default:
            let id = try await fixture.active(WorkflowFixture.card)
            if operation == .reinstate { try await fixture.run(.suspend, on: id, issues: false) }
            if operation == .recoverOnBehalf { try await fixture.archive(id) }
            return id
        }
    }

    @Test("every operation for another: who may start, see, approve, execute and cancel it", arguments: CertManagement.Operation.allCases)
    func forAnother(operation: CertManagement.Operation) async throws {
        let fixture = try await WorkflowFixture.make()
        let object = try await object(for: operation, fixture)
        // From here on approvals and agents are wanted. The object was made without.
        var template = try #require(await fixture.store.profileTemplate(WorkflowFixture.card))
        template.version += 1
        for workflow in Workflow.allCases {
            template.policies[workflow]?.approvalsNeeded = 1
            template.policies[workflow]?.enrollmentAgentRequired = true
        }
        let audit = try template.audited(by: .service(.command), when: fixture.test.authority.clock.now)
        try await fixture.store.commit([.profileTemplateSaved(template, audit: audit)])
        let named = object == nil ? WorkflowFixture.card : nil
        let target = operation == .enroll || operation == .recoverOnBehalf ? fixture.alice.id : nil

        var starts: [Person: Bool] = [:]
        for person in Person.allCases {
            let who = principal(person, fixture)
            var made: ManagementRequest?
            let code = await fixture.refusal {
                made = try await fixture.start(operation, on: object, template: named, as: who, for: target)
            }
            starts[person] = code == nil
            #expect(code == nil || code == .accessDenied, "\(person) \(String(describing: code))")
            // The next person must not fail because this request is open.
            if let made { _ = try await fixture.management(who).setStatus(of: made.id, to: .canceled) }
        }
        let made = try await fixture.start(
            operation,
            on: object,
            template: named,
            as: fixture.test.authority.officer,
            for: target
        )
        #expect(made.isEnrollmentAgent == Self.agentRequired.contains(operation))
        for person in Person.allCases {
            let expected = Self.expected(person, operation, isAgentRequired: made.isEnrollmentAgent)
            let who = principal(person, fixture)
            let visible = try await fixture.management(who).request(made.id)
            let permissions = visible?.access.permissions(of: who) ?? []
            var rights: Rights = []
            if starts[person] == true { rights.insert(.start) }
            if visible != nil { rights.insert(.see) }
            if permissions.contains(.approve) { rights.insert(.approve) }
            if permissions.contains(.execute) { rights.insert(.execute) }
            if permissions.contains(.cancel) { rights.insert(.cancel) }
            #expect(rights == expected, "\(person): \(rights.rawValue) instead of \(expected.rawValue)")
        }
    }

    @Test("the calls agree with the permissions", arguments: Person.allCases)
    func calls(person: Person) async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        let made = try await fixture.start(.suspend, on: id, as: fixture.test.authority.officer)
        let who = principal(person, fixture)
        let expected = Self.expected(person, .suspend, isAgentRequired: false)
        let completion = await fixture.refusal {
            guard try await fixture.management(who).setStatus(of: made.id, to: .completed) != nil else {
                throw ManagementError(.accessDenied, "invisible")
            }
        }
        #expect((completion == nil) == expected.contains(.execute), "\(String(describing: completion))")
    }

    @Test(
        "for oneself: self-service and the Enroll right suffice, and without self-service nothing does",
        arguments: CertManagement.Operation.allCases
    )
    func forOneself(operation: CertManagement.Operation) async throws {
        let fixture = try await WorkflowFixture.make()
        let object = try await object(for: operation, fixture)
        let named = object == nil ? WorkflowFixture.card : nil
        let code = await fixture.refusal {
            let made = try await fixture.start(operation, on: object, template: named)
            _ = try await fixture.management().setStatus(of: made.id, to: .canceled)
        }
        #expect(code == (operation == .recoverOnBehalf ? .accessDenied : nil))
        var template = try #require(await fixture.store.profileTemplate(WorkflowFixture.card))
        template.version += 1
        for workflow in Workflow.allCases { template.policies[workflow]?.selfService = false }
        let audit = try template.audited(by: .service(.command), when: fixture.test.authority.clock.now)
        try await fixture.store.commit([.profileTemplateSaved(template, audit: audit)])
        #expect(await fixture.refusal { _ = try await fixture.start(operation, on: object, template: named) } == .accessDenied)
    }

    @Test("an initiator without Read on the profile template starts nothing")
    func withoutRead() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        let officer = fixture.test.authority.officer
        try await fixture.test.changeProfileTemplate {
            $0.access.entries.append(.init(trustee: officer.sid, rights: .read, isDeny: true))
        }
        #expect(await fixture.refusal { _ = try await fixture.start(.disable, on: id, as: officer) } == .accessDenied)
        #expect(await fixture.refusal { _ = try await fixture.start(.disable, on: id) } == nil)
    }

    @Test("what only ends something needs no right to enroll; what brings certificates does", arguments: [false, true])
    func withoutEnroll(isDisabledAccount: Bool) async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        if isDisabledAccount {
            try await fixture.test.authority.change(fixture.alice) { $0.enabled = false }
        } else {
            try await fixture.test.changeProfileTemplate { $0.access.entries.removeAll { $0.rights.contains(.enroll) } }
        }
        let officer = fixture.test.authority.officer
        #expect(await fixture.refusal { _ = try await fixture.start(.renew, on: id, as: officer) } == .accessDenied)
        let made = try await fixture.start(.disable, on: id, as: officer)
        try await fixture.complete(made, as: officer)
        #expect(try await fixture.standing(of: id) == "revoked")
    }
}
