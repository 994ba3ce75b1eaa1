import CAInterface
import CertCli
import Foundation
import PKIFormats
import PKITesting
import Testing

/// Every workflow for software profiles. Numbers are those of the interface: a profile is 2 active, 3 disabled, 4 suspended, 5 retired; flags are 1 primary,
/// 2 superseded, 4 duplicate, 32 escrow; a request is 3 approved, 8 completed, 17 canceled, 18 executing.
@Suite("Every workflow of software profiles on a running server", .timeLimit(.minutes(10)))
struct WorkflowWalkTests {
    private func person(_ name: String, groups: [String] = []) async throws -> ManagementCalls {
        let server = try await ManagementServer.get()
        return ManagementCalls(server: server, account: try await server.addAccount(name, groups: groups))
    }

    /// A workflow that brings certificates, to its end.
    private func issue(_ calls: ManagementCalls, _ type: String, _ members: [String: String]) async throws -> (
        request: ManagementCalls.Request, answers: [ManagementCalls.Answer]
    ) {
        let id = try await calls.start(type, members)
        let created = try await calls.request(id)
        #expect(created.Status == 3)
        let answers = try await calls.submit(id)
        #expect(try await calls.request(id).Status == 18)
        let done = try await calls.end(id)
        #expect(done.Status == 8 && done.OldProfileUuid == created.OldProfileUuid)
        return (done, answers)
    }

    private func enrolled(_ calls: ManagementCalls) async throws -> String {
        let done = try await issue(calls, "Enroll", ["profiletemplateuuid": try await calls.template("Laptop")])
        #expect(done.request.OldProfileUuid == ManagementCalls.none)
        return done.request.NewProfileUuid
    }

    @Test("enroll, renew and recover with curl: states, parents and certificates follow the effect table")
    func succession() async throws {
        let calls = try await person("successor")
        let enrollment = try await issue(calls, "Enroll", ["profiletemplateuuid": try await calls.template("Laptop")])
        let first = enrollment.request.NewProfileUuid
        #expect(enrollment.request.OldProfileUuid == ManagementCalls.none)
        #expect(enrollment.answers.map { $0.Pkcs7 != nil } == [true, false])
        #expect(enrollment.answers.map { $0.Pfx != nil } == [false, true])
        #expect(try await calls.profile(first).state == [2, 1])
        #expect(try await calls.validity("profiles/\(first)") == ["valid"])

        let renewal = try await issue(calls, "Renew", ["profile": first])
        let second = renewal.request.NewProfileUuid
        #expect(renewal.request.OldProfileUuid == first && second != first)
        #expect(try await calls.profile(first).state == [5, 2])
        #expect(try await calls.profile(second).state == [2, 1])
        #expect(try await calls.profile(second).ParentProfileUuid == first)
        #expect(try await calls.validity("profiles/\(first)") == ["unspecified"])
        #expect(try await calls.validity("profiles/\(second)") == ["valid"])

        let recovery = try await issue(calls, "Recover", ["profile": second])
        let third = recovery.request.NewProfileUuid
        #expect(recovery.request.OldProfileUuid == second)
        #expect(recovery.answers.contains { $0.isKeyHistory && $0.Pfx != nil })
        #expect(try await calls.profile(second).state == [3, 2])
        #expect(try await calls.profile(third).state == [2, 1])
        #expect(try await calls.profile(third).ParentProfileUuid == second)
        #expect(try await calls.validity("profiles/\(second)") == ["unspecified"])
        #expect(try await calls.validity("profiles/\(third)") == ["valid"])
        #expect(try await calls.operations("profiles/\(second)") == [])
    }

    @Test("a key that the server made is recovered on behalf of somebody else, and openssl opens it")
    func escrow() async throws {
        let owner = try await person("key-owner")
        let agent = try await person("escrow-agent", groups: ["Escrow Agents"])
        let heir = try await person("key-heir")
        let source = try await enrolled(owner)
        let refused = try await owner.tryToStart("RecoverOnBehalf", ["profile": source])
        #expect(refused.status == 403, "\(refused.body)")

        let target = try await heir.user()
        let id = try await agent.start("RecoverOnBehalf", ["profile": source, "target": target])
        #expect(try await agent.request(id).OldProfileUuid == source)
        let answers = try await agent.submit(id, password: "battery staple")
        #expect(answers.map { $0.isKeyHistory } == [true])
        let done = try await agent.end(id)
        #expect(done.Status == 8)
        let profile = try await heir.profile(done.NewProfileUuid)
        #expect(profile.state == [2, 32] && profile.AssignedUserUuid == target)
        #expect(try await owner.profile(source).state == [2, 1])
        #expect(try await owner.validity("profiles/\(source)") == ["valid"])

        let file = owner.server.folder + "/escrow-\(UUID().uuidString).pfx"
        try Data(try Base64.decode(try #require(answers.first?.Pfx))).write(to: URL(filePath: file))
        let opened = try await run(["openssl", "pkcs12", "-in", file, "-nodes", "-passin", "pass:battery staple"])
        #expect(opened.status == 0 && opened.text.contains("PRIVATE KEY") && opened.text.contains("key-owner"), "\(opened.errorText)")
    }

    @Test("duplicate and online update with curl leave the profile that they start from as it is")
    func additions() async throws {
        let calls = try await person("collector")
        let primary = try await enrolled(calls)
        let duplicate = try await issue(calls, "Duplicate", ["profile": primary]).request
        #expect(duplicate.OldProfileUuid == primary)
        let copy = try await calls.profile(duplicate.NewProfileUuid)
        #expect(copy.state == [2, 4] && copy.PrimaryProfileUuid == primary)
        #expect(try await calls.profile(primary).state == [2, 1])

        let before = try await calls.get("/profiles/\(primary)/certificates", as: [ManagementCalls.HeldCertificate].self)
        let update = try await issue(calls, "OnlineUpdate", ["profile": primary]).request
        #expect(update.OldProfileUuid == primary && update.NewProfileUuid == primary)
        #expect(try await calls.profile(primary).state == [2, 1])
        let after = try await calls.get("/profiles/\(primary)/certificates", as: [ManagementCalls.HeldCertificate].self)
        #expect(before.count == 2 && after.count == 4)
        #expect(try await calls.validity("profiles/\(primary)") == ["valid"])
        #expect(try await calls.validity("profiles/\(copy.Uuid)") == ["valid"])
    }

    @Test("suspend, reinstate and revoke with curl act at the CA, and the operations follow the state")
    func interruptions() async throws {
        let calls = try await person("suspect")
        let profile = try await enrolled(calls)
        let all = ["disable", "duplicate", "onlineupdate", "recover", "renew", "suspend"]
        #expect(try await calls.operations("profiles/\(profile)") == all)
        let steps: [(type: String, state: [Int], validity: String, operations: [String])] = [
            ("Suspend", [4, 1], "certificateHold", ["disable", "reinstate"]), ("Reinstate", [2, 1], "valid", all),
            ("Revoke", [3, 1], "superseded", ["recover"]),
        ]
        for step in steps {
            let id = try await calls.start(step.type, ["profile": profile])
            let created = try await calls.request(id)
            #expect(created.NewProfileUuid == profile && created.OldProfileUuid == profile, "\(step.type)")
            #expect(try await calls.end(id).Status == 8)
            #expect(try await calls.profile(profile).state == step.state, "\(step.type)")
            #expect(try await calls.validity("profiles/\(profile)") == [step.validity], "\(step.type)")
            #expect(try await calls.operations("profiles/\(profile)") == step.operations, "\(step.type)")
        }
        #expect(try await calls.tryToStart("Suspend", ["profile": profile]).status == 403)
    }

    @Test("a request is abandoned before its execution and canceled during it, and its profile is not in use")
    func cancellation() async throws {
        let calls = try await person("undecided")
        let template = try await calls.template("Laptop")
        let first = try await calls.start("Enroll", ["profiletemplateuuid": template])
        #expect(try await calls.end(first, "Abandoned").Status == 17)
        let second = try await calls.start("Enroll", ["profiletemplateuuid": template])
        _ = try await calls.submit(second)
        #expect(try await calls.end(second, "Canceled").Status == 17)
        let late = try await calls.server.call(
            "PUT",
            ManagementTests.base + "/requests/\(second)",
            as: calls.account,
            body: #"{"status":"Completed"}"#
        )
        #expect(late.status == 403, "\(late.body)")
        let profiles = try await calls.get("/profiles?status=Active", as: [ManagementCalls.Profile].self)
        #expect(profiles.isEmpty)
    }

    @Test("the Swift client enrolls, renews, suspends, reinstates and revokes a profile, with the same states")
    func swiftClient() async throws {
        let calls = try await person("swift-user")
        let server = calls.server
        let root = try #require(PEMDocument.parse(try String(contentsOfFile: server.root, encoding: .utf8)).first?.bytes)
        let client = try await CertificateManagementClient(
            ConfigString(server.endpoints.https.replacingOccurrences(of: "https://", with: ""), authorityRequired: false),
            credential: .password(calls.account.name, calls.account.password),
            trust: .anchors([root])
        )
        let template = try #require(try await client.profileTemplates(targetUser: nil).first { $0.name == "Laptop" })

        func issue(_ new: CertificateManagementClient.NewRequest) async throws -> CertificateManagementClient.Request {
            let id = try await client.createRequest(new)
            var requests: [[UInt8]] = []
            for _ in try await client.generationOptions(of: id) {
                requests.append(try #require(PEMDocument.parse(try await server.newRequest("/")).first?.bytes))
            }
            let issued = try await client.certificateData(requests, pfxPassword: "correct horse", of: id)
            #expect(issued.compactMap(\.failure).isEmpty)
            #expect(issued.contains { $0.pkcs7 != nil } && issued.contains { $0.pfx != nil })
            return try #require(try await client.setStatus("Completed", of: id))
        }

        let first = try #require(try await issue(.init(type: "Enroll", profileTemplate: template.id)).newProfile)
        #expect(try await client.profile(first)?.statusNumber == 2)
        let renewal = try await issue(.init(type: "Renew", profile: first))
        let second = try #require(renewal.newProfile)
        #expect(renewal.status == .completed && renewal.oldProfile == first)
        #expect(try await client.profile(first)?.statusNumber == 5)
        for (type, status) in [("Suspend", 4), ("Reinstate", 2), ("Revoke", 3)] {
            #expect(try await client.operations(on: .profile(second)).contains(type == "Revoke" ? "disable" : type.lowercased()))
            let id = try await client.createRequest(.init(type: type, profile: second))
            #expect(try await client.setStatus("Completed", of: id)?.status == .completed)
            #expect(try await client.profile(second)?.statusNumber == status, "\(type)")
        }
        #expect(try await client.certificates(of: .profile(second)).count >= 2)
    }
}
