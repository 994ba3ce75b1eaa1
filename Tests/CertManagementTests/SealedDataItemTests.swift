import CertManagement
import Logging
import PKIDirectory
import PKITesting
import PortableFoundation
import Testing

@Suite("Answers are judged, and some are kept sealed")
struct SealedDataItemTests {
    private struct OddLength: DataItemValidator {
        func fault(of answer: DataItem, for item: DataCollectionItem, in workflow: Workflow) -> String? {
            (answer.value?.count ?? 0) % 2 == 1 ? nil : "it has an even number of characters"
        }
    }

    private func make(_ items: [DataCollectionItem], approvals: Int = 0) async throws -> TestManagement {
        let test = try await TestManagement.make()
        try await test.changePolicy {
            $0.dataItems = items
            $0.approvalsNeeded = approvals
        }
        return test
    }

    private func enroll(_ test: TestManagement, as person: Principal, for target: Principal? = nil, _ answers: [DataItem]) async throws
        -> ManagementRequest
    {
        try await test.management(person).createRequest(
            RequestProposal(
                profileTemplate: SampleProfileTemplate.id,
                workflow: .enroll,
                target: (target ?? person).id,
                dataItems: answers
            )
        ).request
    }

    private func code(_ call: () async throws -> Void) async -> ManagementError.Code? {
        do { try await call() } catch { return (error as? ManagementError)?.code }
        return nil
    }

    @Test("a sealed answer is stored only sealed, and shown as null to everybody")
    func sealed() async throws {
        let test = try await make([.init(name: "Pass phrase", required: true, storage: .sealed), .init(name: "Town")])
        let alice = test.authority.alice
        let made = try await enroll(
            test,
            as: alice,
            [.init(name: "pass PHRASE", value: "tell nobody"), .init(name: "Town", value: "Split")]
        )
        #expect(made.dataItems == [.init(name: "Pass phrase", value: nil, isSealed: true), .init(name: "Town", value: "Split")])
        #expect(made.dataCollectionFlags.rawValue == 48)
        let stored = try #require(await test.store.managementRequest(made.id))
        #expect(stored == made)
        let secret = try #require(await test.store.secret(.dataItem, of: made.id, named: "pass phrase"))
        #expect(!String(decoding: secret.sealed, as: UTF8.self).contains("tell nobody"))
    }

    @Test("who distributes secrets sees a sealed answer, and the look is in the history before it is granted")
    func shown() async throws {
        let test = try await make([.init(name: "Word", storage: .sealed)])
        let made = try await enroll(test, as: test.authority.alice, [.init(name: "Word", value: "open")])
        let officer = test.management(test.authority.officer)
        #expect(try await officer.dataItemsWithSecrets(of: made.id)?.map(\.value) == ["open"])
        #expect(try await officer.history(of: made.id)?.map(\.kind) == [.initiated, .dataItemsShown])
        #expect(try await officer.history(of: made.id)?.last?.detail == "Word")
        #expect(await code { _ = try await test.management(test.authority.auditor).dataItemsWithSecrets(of: made.id) } == .accessDenied)
        #expect(try await test.management(test.authority.bob).dataItemsWithSecrets(of: made.id) == nil)
    }

    @Test("an approver replaces a sealed answer of the managers, and only the last one is kept")
    func replaced() async throws {
        let test = try await make([.init(name: "Code", required: true, originator: .certificateManager, storage: .sealed)], approvals: 2)
        let made = try await enroll(test, as: test.authority.alice, [])
        let officer = test.management(test.authority.officer)
        let admin = test.management(test.authority.administrator)
        _ = try await officer.approve(made.id, dataItems: [.init(name: "Code", value: "one")])
        _ = try await admin.approve(made.id, dataItems: [.init(name: "code", value: "two")])
        #expect(try await admin.dataItemsWithSecrets(of: made.id)?.map(\.value) == ["two"])
        #expect(try await admin.request(made.id)?.request.dataItems.map(\.value) == [nil])
    }

    @Test("the last approval needs the manager's required answers, an earlier one does not")
    func required() async throws {
        let test = try await make([.init(name: "Budget", required: true, originator: .certificateManager)], approvals: 2)
        let made = try await enroll(test, as: test.authority.alice, [])
        let officer = test.management(test.authority.officer)
        let admin = test.management(test.authority.administrator)
        #expect(try await officer.approve(made.id)?.request.status == .pending)
        #expect(await code { _ = try await admin.approve(made.id) } == .invalidClientData)
        #expect(try await admin.approve(made.id, dataItems: [.init(name: "Budget", value: "7")])?.request.status == .approved)
    }

    @Test("an answer that its rule does not accept is refused by name, at the start and at approval")
    func judged() async throws {
        let test = try await make(
            [
                .init(name: "Cost centre", validation: .pattern(#"\d{4}"#)),
                .init(name: "Until", originator: .certificateManager, validation: .date),
            ],
            approvals: 1
        )
        let alice = test.authority.alice
        await #expect {
            _ = try await enroll(test, as: alice, [.init(name: "cost centre", value: "47")])
        } throws: {
            "\($0)".contains("“Cost centre”")
        }
        let made = try await enroll(test, as: alice, [.init(name: "cost centre", value: "4711")])
        let officer = test.management(test.authority.officer)
        #expect(
            await code { _ = try await officer.approve(made.id, dataItems: [.init(name: "Until", value: "soon")]) } == .invalidClientData
        )
        #expect(try await officer.approve(made.id, dataItems: [.init(name: "Until", value: "2027-01-31")])?.request.status == .approved)
    }

    @Test("users do not answer for managers, and approvers not for users")
    func sides() async throws {
        let test = try await make([.init(name: "Town"), .init(name: "Budget", originator: .certificateManager)], approvals: 1)
        let (alice, officer) = (test.authority.alice, test.authority.officer)
        #expect(await code { _ = try await enroll(test, as: alice, [.init(name: "Budget", value: "9")]) } == .invalidClientData)
        let made = try await enroll(test, as: alice, [.init(name: "Town", value: "Split"), .init(name: "Budget", value: nil)])
        let management = test.management(officer)
        #expect(
            await code { _ = try await management.approve(made.id, dataItems: [.init(name: "Town", value: "Zadar")]) } == .invalidClientData
        )
        let forAlice = try await enroll(
            test,
            as: officer,
            for: alice,
            [.init(name: "Budget", value: "9"), .init(name: "Town", value: "Split")]
        )
        #expect(forAlice.dataItems.map(\.value) == ["Split", "9"])
    }

    @Test("an empty answer is none: the default counts, and a required one is missing")
    func empty() async throws {
        let test = try await make([
            .init(name: "Town", defaultValue: "Split", validation: .oneOf(["Split", "Zadar"])), .init(name: "Floor", required: true),
        ])
        let made = try await enroll(test, as: test.authority.alice, [.init(name: "Town", value: ""), .init(name: "Floor", value: "2")])
        #expect(made.dataItems.map(\.value) == ["Split", "2"])
        #expect(
            await code { _ = try await enroll(test, as: test.authority.alice, [.init(name: "Floor", value: "")]) } == .invalidClientData
        )
    }

    @Test("a custom validator judges, and one that the program lacks stops the request")
    func custom() async throws {
        let test = try await make([.init(name: "Odd", validation: .custom(name: "odd", data: ""))])
        #expect(await code { _ = try await enroll(test, as: test.authority.alice, [.init(name: "Odd", value: "abc")]) } == .policyDisabled)
        let clock = test.authority.clock
        let service = ManagementService(
            store: test.store,
            authorities: test.authority.service,
            agent: test.authority.agent,
            directory: test.authority.directory,
            validators: ["odd": OddLength()],
            clock: { clock.now },
            logger: Logger(label: "test")
        )
        let alice = service.management(for: test.authority.caller(test.authority.alice, door: .cmREST))
        func start(_ value: String) async throws {
            _ = try await alice.createRequest(
                RequestProposal(profileTemplate: SampleProfileTemplate.id, workflow: .enroll, dataItems: [.init(name: "Odd", value: value)])
            )
        }
        #expect(await code { try await start("abc") } == nil)
        #expect(await code { try await start("ab") } == .invalidClientData)
    }

    @Test("with a sealed question, an answer that nobody asked is refused: it may be the misspelled secret")
    func misspelled() async throws {
        let test = try await make([.init(name: "Pass phrase", storage: .sealed)])
        let alice = test.authority.alice
        #expect(await code { _ = try await enroll(test, as: alice, [.init(name: "Pass frase", value: "tell")]) } == .invalidClientData)
        let open = try await make([.init(name: "Town")])
        #expect(try await enroll(open, as: open.authority.alice, [.init(name: "Twon", value: "Split")]).dataItems.count == 2)
    }

    @Test("the target does not see the sealed answers of its own request")
    func ownSecrets() async throws {
        let test = try await make([.init(name: "Word", storage: .sealed)])
        let made = try await enroll(test, as: test.authority.alice, [.init(name: "Word", value: "open")])
        #expect(await code { _ = try await test.management(test.authority.alice).dataItemsWithSecrets(of: made.id) } == .accessDenied)
    }

    @Test("a document shows a sealed answer where its text asks for it, and the look is in the history")
    func printed() async throws {
        let test = try await make([.init(name: "Word", storage: .sealed), .init(name: "Other", storage: .sealed)])
        try await test.changePolicy { $0.documents = [.init(name: "Letter", template: "{{data.Word}} {{old.name}}")] }
        let made = try await enroll(
            test,
            as: test.authority.alice,
            [.init(name: "Word", value: "open"), .init(name: "Other", value: "shut")]
        )
        let officer = test.management(test.authority.officer)
        #expect(try await officer.print("Letter", of: made.id)?.text == "open {{old.name}}")
        let history = await test.store.history(of: made.id)
        #expect(history.map(\.kind) == [.initiated, .dataItemsShown, .documentPrinted])
        #expect(history[1].detail == "Word")
    }
}
