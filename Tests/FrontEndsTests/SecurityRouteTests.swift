import CAInterface
import Foundation
import HTTPTypes
import PKIDirectory
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@Suite("The routes of roles and rights")
struct SecurityRouteTests {
    private let security = APIPath.security(authority: FrontEndFixture.ca).path
    private let rights = APIPath.officerRights(authority: FrontEndFixture.ca).path
    private let filter = APIPath.auditFilter(authority: FrontEndFixture.ca).path

    private func json(_ text: String) -> [UInt8] { Array(text.utf8) }

    private func tag(_ answer: TestResponse) -> HTTPFields {
        var headers = HTTPFields()
        headers[.ifMatch] = answer.headers[.eTag]
        return headers
    }

    @Test("the access list is shown with names and as SDDL, and takes entries by name")
    func entries() async throws {
        let fixture = try await FrontEndFixture.make()
        let shown = try await fixture.call(.get, security, as: "admin")
        let before = try shown.decoded(SecurityBody.self)
        #expect(shown.headers[.eTag] == "\"\(before.revision)\"")
        #expect(before.entries.first?.name == "Authenticated Users")
        #expect(before.entries.first?.rights == ["read", "enroll"])
        #expect(before.sddl.hasPrefix("D:(A;;0x300;;;AU)"))
        var entries = before.entries
        entries.append(SecurityEntryBody(trustee: "bob", rights: ["issueAndManage", "read"]))
        let body = [UInt8](try JSONEncoder().encode(SecurityUpdateBody(entries: entries)))
        let changed = try await fixture.call(.put, security, as: "admin", body: body, headers: tag(shown))
        #expect(changed.status == .ok)
        #expect(try changed.decoded(SecurityBody.self).entries.last?.name == "EXAMPLE\\bob")
        let roles = try await fixture.call(.get, APIPath.roles(authority: FrontEndFixture.ca).path, as: "bob").decoded(RolesBody.self)
        #expect(roles == RolesBody(CallerRoles(held: [.officer, .reader, .enrollee], suspended: [])))
        // The same, read back as SDDL, changes nothing.
        let again = try JSONEncoder().encode(SecurityUpdateBody(sddl: try changed.decoded(SecurityBody.self).sddl))
        let unchanged = try await fixture.call(.put, security, as: "admin", body: [UInt8](again), headers: tag(changed))
        #expect(unchanged.headers[.eTag] == changed.headers[.eTag])
    }

    @Test("a change under an old ETag is 412, and one that a rule forbids 422 with the rule")
    func stale() async throws {
        let fixture = try await FrontEndFixture.make()
        let shown = try await fixture.call(.get, security, as: "admin")
        let filterChanged = try await fixture.call(.put, filter, as: "auditor", body: json(#"{"filter":24}"#), headers: tag(shown))
        #expect(try filterChanged.decoded(AuditFilterBody.self).filter == 24)
        let on = json(#"{"roleSeparation":true}"#)
        let late = try await fixture.call(.put, security, as: "admin", body: on, headers: tag(shown))
        #expect(late.status.code == 412)
        #expect(try late.problem.rule == "RevisionIsCurrent")
        #expect(try late.problem.error.code == .preconditionFailed)
        let forbidden = try await fixture.call(.put, security, as: "admin", body: on, headers: tag(filterChanged))
        #expect(forbidden.status == .unprocessableContent)
        #expect(try forbidden.problem.rule == "AnAdministratorIsLeft")
    }

    @Test("officer rights take names, and a restricted officer is told the line with 0x80094009")
    func officerRights() async throws {
        let fixture = try await FrontEndFixture.make()
        let body = json(#"{"restrictions":[{"officer":"Certificate Managers","template":"EFS","subjects":"Everyone"}]}"#)
        // The fixture has no group of that name, so its SID is given.
        #expect(try await fixture.call(.put, rights, as: "admin", body: body).status == .badRequest)
        let sid = WellKnownAccount.certificateManagers.sid(in: TestAuthority.domain).text
        let lines = #"{"officer":"\#(sid)","template":"EFS","subjects":"everyone"},{"officer":"bob","subjects":"alice","deny":true}"#
        let named = json(#"{"restrictions":[\#(lines)]}"#)
        let changed = try await fixture.call(.put, rights, as: "admin", body: named).decoded(OfficerRightsBody.self)
        #expect(changed.restrictions.map(\.subjectsName) == ["Everyone", "EXAMPLE\\alice"])
        #expect(changed.restrictions.map(\.officerName) == [nil, "EXAMPLE\\bob"])
        let issued = try await fixture.submit(try await fixture.authority.request()).decoded(DispositionBody.self).disposition()
        let serial = try Certificate(derEncoded: try #require(issued.certificate)).serialHex
        let path = APIPath.revocation(authority: FrontEndFixture.ca, serial: serial).path
        let refused = try await fixture.call(.post, path, as: "officer", body: json(#"{"reason":"superseded"}"#))
        #expect(refused.status == .forbidden)
        #expect(try refused.problem.rule == "OfficerIsNotRestricted")
        #expect(try refused.problem.code == "0x80094009")
        let ended = try await fixture.call(.put, rights, as: "admin", body: json(#"{"restrictions":[]}"#))
        #expect(try ended.decoded(OfficerRightsBody.self).restrictions.isEmpty)
        #expect(try await fixture.call(.post, path, as: "officer", body: json(#"{"reason":"superseded"}"#)).status == .ok)
    }

    @Test(
        "bodies that cannot be used are 400 with the field, and nothing changes",
        arguments: [
            (#"{}"#, "sddl"), (#"{"sddl":"D:"}"#, ""), (#"{"sddl":"D:(A;;GA;;;WD)"}"#, "sddl"), (#"{"sddl":"O:BA"}"#, "sddl"),
            (#"{"sddl":"D:(A;;1;;;WD)","entries":[]}"#, "sddl"), (#"{"entries":[{"trustee":"nobody","rights":["read"]}]}"#, "trustee"),
            (#"{"entries":[{"trustee":"bob","rights":["reed"]}]}"#, "rights"), (#"{"entries":[{"rights":["read"]}]}"#, "trustee"),
            (#"{"entries":["bob"]}"#, "entries"), (#"{"entries":[{"trustee":"bob","rights":["read"],"x":1}]}"#, "x"),
            (#"{"roleSeparation":1}"#, "roleSeparation"), (#"{"owner":"bob"}"#, "owner"),
        ]
    )
    func refused(_ body: String, _ field: String) async throws {
        let fixture = try await FrontEndFixture.make()
        let before = try await fixture.call(.get, security, as: "admin").decoded(SecurityBody.self)
        let answer = try await fixture.call(.put, security, as: "admin", body: json(body))
        // An empty list can be read, and leaves nobody.
        #expect(answer.status == (field.isEmpty ? .unprocessableContent : .badRequest))
        if !field.isEmpty { #expect(try answer.problem.field == field) }
        #expect(try await fixture.call(.get, security, as: "admin").decoded(SecurityBody.self) == before)
    }

    @Test("who may not read the access list learns nothing about names from a change")
    func names() async throws {
        let fixture = try await FrontEndFixture.make()
        for name in ["bob", "nobody"] {
            let body = json(#"{"entries":[{"trustee":"\#(name)","rights":["read"]}]}"#)
            #expect(try await fixture.call(.put, security, as: "alice", body: body).status == .forbidden)
            let line = json(#"{"restrictions":[{"officer":"\#(name)","subjects":"Everyone"}]}"#)
            #expect(try await fixture.call(.put, rights, as: "alice", body: line).status == .forbidden)
        }
    }

    @Test("an ETag that this server did not give is 400")
    func oddTag() async throws {
        let fixture = try await FrontEndFixture.make()
        for tag in ["3", "\"\"", "W/\"3\"", "\"x\""] {
            var headers = HTTPFields()
            headers[.ifMatch] = tag
            let answer = try await fixture.call(.put, filter, as: "auditor", body: json(#"{"filter":1}"#), headers: headers)
            #expect(answer.status == .badRequest, "\(tag)")
            #expect(try answer.problem.field == "If-Match")
        }
    }
}
