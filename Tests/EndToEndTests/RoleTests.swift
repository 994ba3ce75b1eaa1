import CAInterface
import CertCli
import Foundation
import PKITesting
import Testing

@Suite("Roles by commands", .timeLimit(.minutes(10)))
struct RoleTests {
    @Test("roles are given, restricted, separated and recovered by commands; a nested group counts")
    func roles() async throws {
        var server = try await RunningServer.start()
        func said(_ arguments: [String], as account: Account? = nil) async throws -> String {
            let credentials = try account.map {
                ["--credentials", try server.write("username=\($0.name)\npassword=\($0.password)\n", to: $0.name + ".login")]
            }
            let result = try await server.administer(arguments + (credentials ?? []))
            return result.text + result.errorText
        }
        func succeeds(_ arguments: [String]) async throws {
            let result = try await server.administer(arguments)
            #expect(result.status == 0, "\(arguments): \(result.errorText)")
        }
        #expect(try await said(["authority", "roles"]).contains("administrator, officer, auditor, reader, enrollee"))
        #expect(try await said(["authority", "security", "show"]).contains("Authenticated Users"))

        // An officer by a group in the group of officers.
        let olaf = try await server.addAccount("olaf")
        try await succeeds(["group", "add", "Web Officers"])
        try await succeeds(["group", "add-member", "Certificate Managers", "Web Officers"])
        try await succeeds(["group", "add-member", "Web Officers", "olaf"])
        #expect(try await said(["authority", "roles"], as: olaf).contains("officer, reader, enrollee"))

        // Restricted to one template, then to none.
        let user = try await server.addAccount("erin")
        let issued = try await server.submit(try await server.newRequest(), template: "ClientAuth", as: user)
        #expect(issued.disposition == "issued")
        let listed = try await said(["officer", "restrict", "Web Officers", "--template", "Machine", "--subjects", "Users"])
        #expect(listed.contains("Web Officers"), "\(listed)")
        #expect(listed.contains("no line allows") && listed.contains("Certificate Managers"), "\(listed)")
        let serial = try #require(
            try JSONSerialization.jsonObject(
                with: Data(try await server.administer(["certificate", "list", "--json"]).text.utf8)
            ) as? [String: Any]
        )
        let items = try #require(serial["items"] as? [[String: Any]])
        let number = try #require(items.first { $0["requestId"] as? Int == issued.requestId }?["serialNumber"] as? String)
        let refused = try await said(["certificate", "revoke", number, "--reason", "superseded"], as: olaf)
        #expect(refused.contains("officer rights"), "\(refused)")
        try await succeeds(["officer", "unrestrict", "Web Officers"])
        let revoked = try await said(["certificate", "revoke", number, "--reason", "superseded"], as: olaf)
        #expect(!revoked.contains("officer rights"), "\(revoked)")

        // Separated: admin holds three roles, so another administrator turns it on, and the machine turns it off.
        let locked = try await said(["authority", "security", "set", "--role-separation", "on"])
        #expect(locked.contains("without an administrator"), "\(locked)")
        let ada = try await server.addAccount("ada", groups: ["CA Administrators"])
        #expect(try await said(["authority", "security", "set", "--role-separation", "on"], as: ada).contains("Role separation is on"))
        #expect(try await said(["authority", "show"]).contains("role separation is on"))
        // A group that gives the only administrator a second role leaves none, and doctor tells.
        try await succeeds(["group", "add-member", "Auditors", "ada"])
        let left = try await run([Programs.chancery, "doctor", "--data", server.data])
        #expect(left.text.contains("No enabled user may administer it. Role separation is on"), "\(left.text)")
        try await succeeds(["group", "remove-member", "Auditors", "ada"])
        let mended = try await run([Programs.chancery, "doctor", "--data", server.data])
        #expect(!mended.text.contains("No enabled user may administer it"), "\(mended.text)")
        #expect(try await said(["authority", "security", "set", "--grant", "operate=olaf"], as: ada).contains("operate"))
        #expect(try await said(["authority", "roles"], as: olaf).contains("Role separation takes away officer, operator"))
        let running = try await run([Programs.chancery, "authority", "recover", "admin", "--data", server.data])
        #expect(running.status == 1, "\(running.text)")
        #expect(await server.stop() == 0)
        let recovered = try await run([Programs.chancery, "authority", "recover", "admin", "--data", server.data])
        #expect(recovered.status == 0, "\(recovered.errorText)")
        server = try await server.restarted()
        #expect(try await said(["authority", "show"]).contains("single operator"))
        #expect(try await said(["authority", "audit-filter", "24"]).contains("24"))
        #expect(await server.stop() == 0)
    }

    @Test("a remote authority answers the calls of roles and rights as the engine does")
    func remote() async throws {
        let server = try await RunningServer.start()
        let host = server.endpoints.https.replacing("https://", with: "")
        let root = Array(try Data(contentsOf: URL(filePath: server.root)))
        let remote = try await RemoteAuthority(
            try ConfigString(host + "\\" + (try await server.authority().name)),
            credential: .password(server.admin.name, server.admin.password),
            trust: try .anchors(file: root)
        )
        #expect(try await remote.myRoles() == CallerRoles(held: AuthorityRoles(rawValue: 0x307), suspended: []))
        let access = try await remote.security()
        #expect(try await remote.setSecurity(access.value, expecting: access.revision) == access)
        let stale = await #expect(throws: CAError.self) {
            try await remote.setSecurity(access.value, expecting: access.revision + 1)
        }
        #expect(stale?.code == .preconditionFailed)
        let everybody = #"{"officer":{"text":"S-1-1-0"},"template":"User","subjects":{"text":"S-1-5-11"},"isDeny":true}"#
        let line = try JSONDecoder().decode(OfficerRestriction.self, from: Data(everybody.utf8))
        let rights = try await remote.setOfficerRights([line], expecting: access.revision)
        #expect(rights == Revised([line], revision: access.revision + 1))
        #expect(try await remote.officerRights() == rights)
        let filter = try await remote.setAuditFilter([.requests, .configuration], expecting: rights.revision)
        #expect(filter == Revised([.requests, .configuration], revision: access.revision + 2))
        #expect(try await remote.auditFilter() == filter)
        #expect(await server.stop() == 0)
    }
}
