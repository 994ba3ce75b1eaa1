import CertManagement
import Foundation
import HTTPTypes
import PKIDirectory
import PKITesting
import Testing
import WireProtocols

@Suite("One-time passwords and documents over the API")
struct ManagementPasswordRouteTests {
    private func make(_ count: Int = 1, lifetimeSeconds: Int = 3600) async throws -> (calls: ManagementCalls, id: UUID) {
        let calls = try await ManagementCalls.make {
            $0.oneTimePasswords = OneTimePasswordPolicy(
                distributions: Array(repeating: .onScreen, count: count),
                length: 8,
                lifetimeSeconds: lifetimeSeconds
            )
            $0.documents = [
                PolicyDocument(name: "Letter", template: "Dear {{target.name}} ({{ target.account }}), {{request.comment}}{{x}}")
            ]
        }
        return (calls, try calls.id(try await calls.start(as: "officer", for: "bob", #","comment":"{{target.name}}""#)))
    }

    private func distribute(_ calls: ManagementCalls, _ id: UUID) async throws -> [String] {
        let answer = try await calls.call(.post, .passwords(id), as: "officer")
        return try answer.decoded(ManagementPasswordsBody.self).passwords.compactMap(\.password)
    }

    private func check(_ calls: ManagementCalls, _ id: UUID, _ passwords: [String], as name: String = "bob") async throws -> String {
        let body = String(decoding: try JSONEncoder().encode(ManagementPasswordCheckBody(passwords: passwords)), as: UTF8.self)
        return try await calls.code(.post, .passwordCheck(id), as: name, body: body)
    }

    @Test("passwords are shown once to the manager, and good once for the one who executes")
    func once() async throws {
        let (calls, id) = try await make(2)
        let passwords = try await distribute(calls, id)
        #expect(passwords.count == 2 && passwords.allSatisfy { $0.count == 8 })
        #expect(try await check(calls, id, passwords, as: "officer") == "403 AccessDenied")
        #expect(try await check(calls, id, passwords.map { $0.lowercased() }) == "200 ")
        #expect(try await check(calls, id, passwords) == "403 OneTimePasswordRefused")
        let history = try await calls.call(.get, .history(id), as: "bob").decoded([ManagementEventBody].self)
        #expect(history.map(\.kind).suffix(2) == ["passwordsDistributed", "passwordsRedeemed"])
        let stored = try #require(await calls.fixture.management.store.oneTimePasswords(of: id))
        let text = String(decoding: try JSONEncoder().encode(stored), as: UTF8.self) + "\(history)"
        #expect(passwords.allSatisfy { !text.contains($0) })
    }

    @Test("a new distribution ends the passwords of before")
    func again() async throws {
        let (calls, id) = try await make()
        let old = try await distribute(calls, id)
        let new = try await distribute(calls, id)
        #expect(try await check(calls, id, old) == "403 OneTimePasswordRefused")
        #expect(try await check(calls, id, new) == "200 ")
    }

    @Test("five wrong attempts use a distribution up; the sixth is refused even when it is right")
    func attempts() async throws {
        let (calls, id) = try await make()
        let right = try await distribute(calls, id)
        for wrong in [["wrong"], [right[0], right[0]], [""], ["a"], [String(repeating: "a", count: 9000)]] {
            #expect(try await check(calls, id, wrong) == "403 OneTimePasswordRefused")
        }
        #expect(try await check(calls, id, right) == "403 OneTimePasswordRefused")
        #expect(try await check(calls, id, try await distribute(calls, id)) == "200 ")
    }

    @Test("eight guesses at once count like eight one after another")
    func guessesAtOnce() async throws {
        let (calls, id) = try await make()
        _ = try await distribute(calls, id)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { _ = try await check(calls, id, ["wrong"]) } }
            try await group.waitForAll()
        }
        #expect(await calls.fixture.management.store.oneTimePasswords(of: id)?.failures == OneTimePasswords.mostFailures)
    }

    @Test("passwords end with their time")
    func expiry() async throws {
        let (calls, id) = try await make(lifetimeSeconds: 60)
        let passwords = try await distribute(calls, id)
        calls.people.clock.advance(seconds: 61)
        #expect(try await check(calls, id, passwords) == "403 OneTimePasswordRefused")
    }

    @Test("who may not distribute gets none, and a policy that needs mail makes none")
    func refusals() async throws {
        let (calls, id) = try await make()
        #expect(try await calls.code(.post, .passwords(id), as: "auditor") == "403 AccessDenied")
        #expect(try await calls.code(.post, .passwords(id), as: "alice") == "404 RowIsVisible")
        try await calls.fixture.management.changePolicy { $0.oneTimePasswords?.distributions = [.onScreen, .mailToSubscriber] }
        let mailed = try calls.id(try await calls.start(as: "officer", for: "bob"))
        #expect(try await calls.code(.post, .passwords(mailed), as: "officer") == "403 PolicyDisabled")
        #expect(await calls.fixture.management.store.oneTimePasswords(of: mailed) == nil)
    }

    @Test("a document is printed with its variables filled in once, by who may, and recorded")
    func documents() async throws {
        let (calls, id) = try await make()
        #expect(try await calls.call(.get, .documents(id), as: "bob").decoded([String].self) == ["Letter"])
        let printed = try await calls.call(.post, .document(id, name: "Letter"), as: "officer").decoded(ManagementDocumentBody.self)
        #expect(printed.text == "Dear \(calls.people.bob.displayName) (EXAMPLE\\bob), {{target.name}}{{x}}")
        #expect(try await calls.code(.post, .document(id, name: "Other"), as: "officer") == "404 RowIsVisible")
        #expect(try await calls.code(.post, .document(id, name: "Letter"), as: "auditor") == "403 AccessDenied")
        let history = try await calls.call(.get, .history(id), as: "bob").decoded([ManagementEventBody].self)
        #expect(history.last?.kind == "documentPrinted" && history.last?.detail == "Letter")
    }
}
