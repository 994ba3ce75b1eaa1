import CAInterface
import CertManagement
import Foundation
import FrontEnds
import HTTPTypes
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Profiles, operations and certificates of the CM REST front end")
struct CMRESTProfileRoutesTests {
    private func make(settings: CMRESTSettings = CMRESTSettings()) async throws -> CMRESTCalls {
        let calls = try await CMRESTCalls.make(settings: settings)
        try await calls.management.changeProfileTemplate { template in
            for workflow in [Workflow.renew, .recover, .revoke, .reinstate] { template.policies[workflow] = WorkflowPolicy() }
        }
        return calls
    }

    /// Enrolls or goes on with a request, to its end.
    private func finish(_ id: String, _ calls: CMRESTCalls, issues: Bool = true) async throws -> [String: Any] {
        let alice = calls.management.authority.alice
        if issues {
            let base64 = Base64.encode(try SampleVectors.cmCertificateRequest)
            _ = try await calls.call(
                .post,
                "requests/\(id)/certificatedata",
                as: alice,
                body: #"{"certificaterequests":["\#(base64)"]}"#
            )
        }
        let ended = try await calls.call(.put, "requests/\(id)", as: alice, body: #"{"status":"Completed"}"#)
        #expect(ended.status == 200, "\(ended.text)")
        return try ended.object()
    }

    private func start(_ type: String, _ profile: String, _ calls: CMRESTCalls) async throws -> CMRESTCalls.Reply {
        try await calls.call(
            .post,
            "requests",
            as: calls.management.authority.alice,
            body: #"{"type":"\#(type)","profile":"\#(profile)","datacollection":"[]","comment":""}"#
        )
    }

    private func id(_ created: CMRESTCalls.Reply) throws -> String { String(try created.string().split(separator: "/").last ?? "") }

    @Test("a profile's life over the routes: listed, its operations, its certificates, renewed, disabled")
    func life() async throws {
        let calls = try await make()
        let (alice, bob) = (calls.management.authority.alice, calls.management.authority.bob)
        let enrollment = try await calls.enroll(alice)
        let ended = try await finish(enrollment, calls)
        let first = try #require(ended["NewProfileUuid"] as? String)

        let listed = try await calls.call(.get, "Profiles?status=Active&targetuser=current", as: alice)
        let profile = try #require(try listed.array().first)
        #expect(try listed.array().count == 1 && profile["Uuid"] as? String == first)
        #expect(profile["Status"] as? Int == 2 && profile["Flags"] as? Int == 1)
        #expect(profile["ProfileOperations"] as? [String] == ["renew", "recover", "suspend", "disable"])
        let single = try await calls.call(.get, "profiles/\(first)", as: alice)
        #expect("[\(single.text)]" == listed.text)
        for path in ["requests/\(enrollment)/profiles"] { #expect(try await calls.call(.get, path, as: alice).text == listed.text) }
        #expect(try await calls.call(.get, "requests/\(enrollment)/profiles/\(first)", as: alice).text == single.text)
        let operations = try await calls.call(.get, "profiles/\(first)/operations", as: alice)
        #expect(operations.text == #"["renew","recover","suspend","disable"]"#)

        let certificates = try await calls.call(.get, "profiles/\(first)/certificates", as: alice)
        let certificate = try #require(try certificates.array().first)
        #expect(certificate["IsKeyHistory"] as? Bool == false && certificate["CertificateType"] as? Int == 1)
        let own = try #require(try await calls.call(.get, "certificates", as: alice).array().first)
        #expect(own["SerialNumber"] as? String == certificate["SerialNumber"] as? String)
        #expect((own["Issuer"] as? String)?.hasSuffix(#"\Chancery Issuing CA"#) == true)
        #expect(own["RequesterName"] as? String == #"EXAMPLE\alice"# && own["Status"] as? Int == 0)

        for path in [
            "profiles/\(first)", "profiles/\(first)/operations", "profiles/\(first)/certificates", "requests/\(enrollment)/profiles",
            "requests/\(enrollment)/profiles/\(first)", "smartcards/\(first)/operations", "smartcards/\(first)/certificates",
        ] {
            let reply = try await calls.call(.get, path, as: bob)
            #expect(reply.status == 204 && reply.text.isEmpty, "\(path)")
        }
        #expect(try await calls.call(.get, "profiles", as: bob).text == "[]")
        #expect(try await calls.call(.get, "certificates", as: bob).text == "[]")

        let renewed = try await finish(try id(try await start("Renew", first, calls)), calls)
        #expect(renewed["RequestType"] as? Int == 3 && renewed["OldProfileUuid"] as? String == first)
        let second = try #require(renewed["NewProfileUuid"] as? String)
        let successor = try await calls.call(.get, "profiles/\(second)", as: alice).object()
        #expect(successor["ParentProfileUuid"] as? String == first)
        let retired = try await calls.call(.get, "profiles/\(first)", as: alice).object()
        #expect(retired["Status"] as? Int == 5 && retired["ProfileOperations"] as? [String] == [])
        #expect(try await calls.call(.get, "certificates", as: alice).array().count == 1, "those of retired profiles are left out")

        let suspended = try await finish(try id(try await start("Suspend", second, calls)), calls, issues: false)
        #expect(suspended["RequestType"] as? Int == 9 && suspended["NewProfileUuid"] as? String == second)
        #expect(try await calls.call(.get, "certificates", as: alice).array().first?["Status"] as? Int == 3)
        #expect(try await start("Suspend", second, calls).status == 403)
        _ = try await finish(try id(try await start("SuspendOrReinstate", second, calls)), calls, issues: false)
        #expect(try await calls.call(.get, "certificates", as: alice).array().first?["Status"] as? Int == 0)
        let disabled = try await finish(try id(try await start("Revoke", second, calls)), calls, issues: false)
        #expect(disabled["RequestType"] as? Int == 4)
        #expect(try await calls.call(.get, "certificates", as: alice).array().first?["Status"] as? Int == 1)
        #expect(try await calls.call(.get, "profiles?status=disabled", as: alice).array().count == 1)
    }

    @Test(
        "the status filter of profiles takes their statuses, and those of requests match nothing",
        arguments: [
            ("New", 0), ("active", 1), ("Disabled", 0), ("Suspended", 0), ("Retired", 0), ("Approved", 0), ("Completed", 0), ("None", 0),
            ("Pending", 0), ("Cancelled", 0),
        ]
    )
    func statuses(word: String, count: Int) async throws {
        let calls = try await make()
        let alice = calls.management.authority.alice
        _ = try await finish(try await calls.enroll(alice), calls)
        let reply = try await calls.call(.get, "profiles?Status=\(word)", as: alice)
        #expect(reply.status == 200)
        #expect(try reply.array().count == count)
        #expect(try await calls.call(.get, "profiles?status=Ready", as: alice).status == 400)
        #expect(try await calls.call(.get, "profiles?targetuser=bob", as: alice).status == 400)
    }

    @Test("an object that conflicts with the template named is 400, and nothing is made")
    func conflict() async throws {
        let calls = try await make()
        let alice = calls.management.authority.alice
        let first = try #require(try await finish(try await calls.enroll(alice), calls)["NewProfileUuid"] as? String)
        let reply = try await calls.call(
            .post,
            "requests",
            as: alice,
            body: #"{"type":"Renew","profile":"\#(first)","profiletemplateuuid":"\#(UUID())"}"#
        )
        #expect(reply.status == 400)
        #expect(await calls.management.store.managementRequests(.init()).count == 1)
    }
}
