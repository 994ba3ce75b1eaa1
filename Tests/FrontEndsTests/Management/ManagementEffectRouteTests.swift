import CertManagement
import Foundation
import HTTPTypes
import PKIDirectory
import PKITesting
import Testing
import WireProtocols

@Suite("Previews and ends of workflows over the API")
struct ManagementEffectRouteTests {
    /// Bob's profile with one certificate, under a template whose policies for suspend and disable are those of Enroll.
    private func make() async throws -> (calls: ManagementCalls, profile: String) {
        let calls = try await ManagementCalls.make()
        let management = calls.fixture.management
        try await management.changeProfileTemplate { template in
            template.policies[.reinstate] = template.policies[.enroll]
            template.policies[.revoke] = template.policies[.enroll]
        }
        let made = try await management.enroll(calls.people.bob).request
        let bob = management.management(calls.people.bob)
        _ = try await bob.submitCertificateRequests([try await calls.people.request()], to: made.id)
        _ = try await bob.setStatus(of: made.id, to: .completed)
        let profiles = try await calls.call(.get, .objects(user: calls.people.bob.id, .profiles), as: "bob")
        return (calls, try #require(try profiles.decoded(PageBody<ManagedProfileBody, String>.self).items.first).id)
    }

    private func why(_ calls: ManagementCalls, _ operation: String, _ profile: String) async throws -> ManagementWhyBody {
        try await calls.call(.get, .why, "?operation=\(operation)&object=\(profile)", as: "officer").decoded(ManagementWhyBody.self)
    }

    @Test("a preview tells what a start would do, and starts nothing")
    func preview() async throws {
        let (calls, profile) = try await make()
        let before = try await calls.list("", as: "officer").items.count
        let answer = try await calls.call(.post, .preview, as: "officer", body: #"{"operation":"disable","object":"\#(profile)"}"#)
        let effects = try answer.decoded([ManagementEffectBody].self)
        #expect(effects.map(\.subject) == ["profile", "certificate"])
        #expect(effects[0].id == profile && effects[0].before == "active" && effects[0].after == "disabled")
        #expect(effects[1].before == "good" && effects[1].after == "revoked" && effects[1].reason == "unspecified")
        let new = try await calls.call(
            .post,
            .preview,
            as: "bob",
            body: #"{"operation":"enroll","profileTemplate":"\#(ManagementCalls.template.uuidString)"}"#
        )
        let made = try new.decoded([ManagementEffectBody].self)
        #expect(made.map(\.subject) == ["profile"] && made[0].id == nil && made[0].after == "active")
        #expect(try await calls.list("", as: "officer").items.count == before)
    }

    @Test("a revocation is started under either word and completed by whom the policy lets", arguments: ["disable", "revoke"])
    func complete(_ word: String) async throws {
        let (calls, profile) = try await make()
        #expect(try await why(calls, word, profile).operation == "disable")
        let body = #"{"operation":"\#(word)","object":"\#(profile)"}"#
        let started = try await calls.call(.post, .requests, as: "officer", body: body).decoded(ManagedRequestBody.self)
        #expect(started.operation == "disable" && started.status == "Approved")
        #expect(try await calls.list("?operation=revoke", as: "officer").items.map(\.id) == [started.id])
        let id = try calls.id(started)
        #expect(try await calls.code(.post, .act(id, .complete), as: "auditor") == "403 AccessDenied")
        let done = try await calls.call(.post, .act(id, .complete), as: "officer").decoded(ManagedRequestBody.self)
        #expect(done.status == "Completed")
        let certificates = try await calls.call(.get, .objects(user: calls.people.bob.id, .certificates), as: "officer")
        #expect(try certificates.decoded(PageBody<ManagedCertificateBody, String>.self).items.map(\.standing) == ["revoked"])
        #expect(try await calls.code(.post, .act(id, .complete), as: "officer") == "409 RequestStateInvalid")
    }

    @Test("suspend and reinstate are started by name, and why knows the state")
    func suspend() async throws {
        let (calls, profile) = try await make()
        #expect(try await why(calls, "suspend", profile).allowed)
        let early = try await why(calls, "reinstate", profile)
        #expect(early.rules.filter { !$0.holds }.map(\.rule) == ["StateAllows"])
        let refused = try await calls.code(.post, .requests, as: "officer", body: #"{"operation":"reinstate","object":"\#(profile)"}"#)
        #expect(refused == "409 RequestStateInvalid")
        let body = #"{"operation":"suspend","object":"\#(profile)","key":"k"}"#
        let started = try await calls.call(.post, .requests, as: "officer", body: body).decoded(ManagedRequestBody.self)
        #expect(started.operation == "suspend" && started.oldProfile == profile && started.target.name == "EXAMPLE\\bob")
        let again = try await calls.call(.post, .requests, as: "officer", body: body).decoded(ManagedRequestBody.self)
        #expect(again.id == started.id)
        #expect(try await why(calls, "suspend", profile).rules.last?.holds == false)
    }

    @Test("canceling revokes what the request brought when the caller says so", arguments: [true, false])
    func cancel(_ revokes: Bool) async throws {
        let calls = try await ManagementCalls.make()
        let id = try calls.id(try await calls.start(as: "bob"))
        let bob = calls.fixture.management.management(calls.people.bob)
        _ = try await bob.submitCertificateRequests([try await calls.people.request()], to: id)
        let body = #"{"comment":"lost","revoke":\#(revokes)}"#
        let answer = try await calls.call(.post, .act(id, .cancel), as: "officer", body: body)
        #expect(try answer.decoded(ManagedRequestBody.self).status == "Canceled")
        let certificates = try await calls.call(.get, .objects(user: calls.people.bob.id, .certificates), as: "bob")
        let standing = try certificates.decoded(PageBody<ManagedCertificateBody, String>.self).items.map(\.standing)
        #expect(standing == [revokes ? "revoked" : "good"])
        let history = try await calls.call(.get, .history(id), as: "bob").decoded([ManagementEventBody].self)
        #expect(history.contains { $0.comment == "lost" })
    }
}
