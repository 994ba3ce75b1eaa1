import CAInterface
import CertificateTemplates
import Foundation
import HTTPTypes
import PKITesting
import Testing
import WireProtocols

@Suite("Templates are read and edited over the API with ETag and preconditions")
struct TemplateRouteTests {
    private static let path = APIPath.template(name: "User").path

    private func put(
        _ fixture: FrontEndFixture,
        _ template: CertificateTemplate,
        accept: [TemplateEdit.Acceptance] = [],
        headers: HTTPFields,
        as name: String = "admin"
    ) async throws -> TestResponse {
        let body = Array(try JSONEncoder().encode(TemplateEditBody(template, accept: accept)))
        return try await fixture.call(.put, APIPath.template(name: template.name).path, as: name, body: body, headers: headers)
    }

    private func template(_ fixture: FrontEndFixture, _ name: String = "User") async throws -> CertificateTemplate {
        try await fixture.call(.get, APIPath.template(name: name).path, as: "admin").decoded(TemplateBody.self).template()
    }

    @Test("a template is answered with its version as ETag, and 304 to those who have it")
    func conditionalGet() async throws {
        let fixture = try await FrontEndFixture.make()
        let shown = try await fixture.call(.get, Self.path)
        #expect(shown.headers[.eTag] == "\"1\"")
        for tags in ["\"1\"", "W/\"1\"", "\"7\", \"1\"", "*"] {
            let answer = try await fixture.call(.get, Self.path, headers: [.ifNoneMatch: tags])
            #expect(answer.status == .notModified)
            #expect(answer.headers[.eTag] == "\"1\"")
            #expect(answer.octets.isEmpty)
        }
        #expect(try await fixture.call(.get, Self.path, headers: [.ifNoneMatch: "\"2\""]).status == .ok)
    }

    @Test("an edit without If-Match is 428, a stale one 412, the right one stores and answers with the new ETag")
    func preconditions() async throws {
        let fixture = try await FrontEndFixture.make()
        var template = try await template(fixture)
        template.displayName = "People"
        let required = try await put(fixture, template, headers: [:])
        #expect(required.status.code == 428)
        #expect(try required.problem.rule == "EditsNameTheirVersion")
        let stale = try await put(fixture, template, headers: [.ifMatch: "\"3\""])
        #expect(stale.status == .preconditionFailed)
        #expect(try stale.problem.error.code == .preconditionFailed)
        #expect(try await put(fixture, template, headers: [.ifNoneMatch: "*"]).status == .preconditionFailed)
        #expect(try await put(fixture, template, headers: [.ifMatch: "3"]).status == .badRequest)
        let stored = try await put(fixture, template, headers: [.ifMatch: "\"1\""])
        #expect(stored.status == .ok)
        #expect(stored.headers[.eTag] == "\"2\"")
        #expect(try stored.decoded(TemplateOutcomeBody.self).changes.map(\.field) == ["displayName", "minorVersion"])
        #expect(try await put(fixture, template, headers: [.ifMatch: "\"1\""]).status == .preconditionFailed)
        #expect(try await put(fixture, template, headers: [.ifMatch: "*"], as: "alice").status == .forbidden)
    }

    @Test("a new template is made with If-None-Match: *, under the name of the path")
    func created() async throws {
        let fixture = try await FrontEndFixture.make()
        var template = try await template(fixture)
        template.name = "Copy"
        template.oid = CertificateTemplate.absentOID
        let made = try await put(fixture, template, headers: [.ifNoneMatch: "*"])
        #expect(made.status == .created)
        #expect(made.headers[.eTag] == "\"1\"")
        let body = Array(try JSONEncoder().encode(TemplateEditBody(template)))
        let other = try await fixture.call(.put, Self.path, as: "admin", body: body, headers: [.ifMatch: "*"])
        #expect(try other.problem.field == "name")
    }

    @Test("members that are unknown, missing or of the wrong kind are named, with the nearest known one")
    func documents() async throws {
        let fixture = try await FrontEndFixture.make()
        let octets = try await fixture.call(.get, Self.path, as: "admin").octets
        let whole = try #require(try JSONSerialization.jsonObject(with: Data(octets)) as? [String: Any])
        func answer(_ change: (inout [String: Any]) -> Void) async throws -> ProblemBody {
            var members = whole
            change(&members)
            let body = Array(try JSONSerialization.data(withJSONObject: members))
            let answer = try await fixture.call(.put, Self.path, as: "admin", body: body, headers: [.ifMatch: "*"])
            #expect(answer.status == .badRequest)
            return try answer.problem
        }
        let unknown = try await answer { $0["valditySeconds"] = 1 }
        #expect(unknown.field == "valditySeconds")
        #expect(unknown.detail.contains("did you mean validitySeconds?"))
        #expect(try await answer { $0["enrollmentFlags"] = nil }.field == "enrollmentFlags")
        #expect(try await answer { $0["flags"] = "none" }.field == "flags")
        #expect(try await answer { $0["flags"] = -1 }.field == "flags")
        #expect(try await answer { $0["extendedKeyUsage"] = ["one"] }.field == "extendedKeyUsage")
        #expect(try await answer { $0["accept"] = [["rule": "ESC1"]] }.field == "accept.0.reason")
        #expect(try await answer { $0["accept"] = [["rule": "ESC1", "reason": "x", "until": "y"]] }.detail.contains("until"))
        #expect(try await answer { $0["displayName"] = "a\u{0}b" }.detail.contains("U+0000"))
    }

    @Test("a dangerous document is 422 with every finding, and is stored with its acceptance")
    func findings() async throws {
        let fixture = try await FrontEndFixture.make()
        var template = try await template(fixture)
        template.nameFlags = [.enrolleeSuppliesSubject]
        template.schemaVersion = 2
        let refused = try await put(fixture, template, headers: [.ifMatch: "\"1\""])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.headers[.contentType] == ProblemBody.mediaType)
        let problem = try refused.problem
        #expect((problem.rule, problem.field) == ("ESC1", "msPKI-Certificate-Name-Flag"))
        #expect(problem.value?.contains("ENROLLEE_SUPPLIES_SUBJECT") == true)
        #expect(problem.remedy?.isEmpty == false)
        struct Templates: Decodable { let templates: [TemplateOutcomeBody] }
        #expect(try refused.decoded(Templates.self).templates.first?.findings.map(\.acceptable) == [true])
        let accept = [TemplateEdit.Acceptance(rule: "ESC1", reason: "a trial")]
        let stored = try await put(fixture, template, accept: accept, headers: [.ifMatch: "\"1\""])
        #expect(stored.status == .ok)
        let finding = try #require(try stored.decoded(TemplateOutcomeBody.self).findings.first)
        #expect((finding.acceptedBy, finding.acceptedReason) == ("EXAMPLE\\admin", "a trial"))
        let states = try await fixture.call(.get, APIPath.templateStates(authority: FrontEndFixture.ca).path, as: "auditor")
            .decoded([TemplateStateBody].self)
        #expect(states.first { $0.name == "User" }?.problems.map(\.accepted) == [true])
        let acceptance = APIPath.templateAcceptance(name: "User", rule: "ESC1").path
        #expect(try await fixture.call(.delete, acceptance, as: "alice").status == .forbidden)
        #expect(try await fixture.call(.delete, acceptance, as: "admin").status == .noContent)
        #expect(try await fixture.call(.delete, acceptance, as: "admin").status == .notFound)
        let reason = Array(#"{"reason":"once more"}"#.utf8)
        #expect(try await fixture.call(.put, acceptance, as: "admin", body: reason).status == .noContent)
        let other = APIPath.templateAcceptance(name: "User", rule: "ESC2").path
        #expect(try await fixture.call(.put, other, as: "admin", body: reason).status == .unprocessableContent)
    }

    @Test("a batch is a plan with dryRun, and is stored whole or not at all without it")
    func batch() async throws {
        let fixture = try await FrontEndFixture.make()
        var good = try await template(fixture)
        good.displayName = "People"
        var bad = try await template(fixture, "ClientAuth")
        bad.enrollmentFlags.insert(.noSecurityExtension)
        func post(_ edits: [TemplateEdit], _ options: TemplateEditOptions = []) async throws -> TestResponse {
            let body = Array(try JSONEncoder().encode(TemplateBatchBody(edits, options: options)))
            return try await fixture.call(.post, APIPath.templates.path, as: "admin", body: body)
        }
        let edits = [TemplateEdit(good, precondition: .version(1)), TemplateEdit(bad)]
        let plan = try await post(edits, .dryRun)
        #expect(plan.status == .ok)
        let planned = try plan.decoded(TemplateBatchOutcomeBody.self)
        #expect((planned.stored, planned.refused) == (false, true))
        #expect(planned.templates.map { $0.findings.map(\.rule) } == [[], ["ESC9"]])
        #expect(try await post(edits).status == .unprocessableContent)
        let accepted = [edits[0], TemplateEdit(bad, accept: [.init(rule: "ESC9", reason: "old clients")])]
        #expect(try await post(accepted).decoded(TemplateBatchOutcomeBody.self).stored)
        #expect(try await post(accepted).status == .preconditionFailed)
        #expect(try await post([TemplateEdit(good, precondition: .absent)]).status == .preconditionFailed)
        let twice = try await post([TemplateEdit(good), TemplateEdit(good)])
        #expect(try twice.problem.rule == "TemplatesAreNamedOnce")
        let empty = try await fixture.call(.post, APIPath.templates.path, as: "admin", body: Array(#"{"templates":[]}"#.utf8))
        #expect(empty.status == .badRequest)
    }

    @Test("versions are listed with author and changes, and each is shown as it was")
    func versions() async throws {
        let fixture = try await FrontEndFixture.make()
        var template = try await template(fixture)
        template.displayName = "People"
        _ = try await put(fixture, template, headers: [.ifMatch: "\"1\""])
        let history = try await fixture.call(.get, APIPath.templateVersions(name: "User").path, as: "auditor")
            .decoded(TemplateHistoryBody.self)
        #expect(history.versions.map(\.version) == [1, 2])
        #expect(history.versions.last?.author == "EXAMPLE\\admin")
        #expect(history.versions.last?.changes.contains { $0.field == "displayName" && $0.from == "User" && $0.to == "People" } == true)
        let first = try await fixture.call(.get, APIPath.templateVersion(name: "User", 1).path, as: "admin").decoded(TemplateBody.self)
        #expect(first.displayName == "User")
        #expect(try await fixture.call(.get, APIPath.templateVersion(name: "User", 3).path, as: "admin").status == .notFound)
        #expect(try await fixture.call(.get, APIPath.templateVersions(name: "User").path, as: "alice").status == .forbidden)
    }

    @Test("a template is retired with the version that was seen, and is gone from then on")
    func retired() async throws {
        let fixture = try await FrontEndFixture.make()
        let stale = try await fixture.call(.delete, Self.path, as: "admin", headers: [.ifMatch: "\"2\""])
        #expect(stale.status == .preconditionFailed)
        #expect(try await fixture.call(.delete, Self.path, as: "alice").status == .forbidden)
        #expect(try await fixture.call(.delete, Self.path, as: "admin", headers: [.ifMatch: "\"1\""]).status == .noContent)
        for name in ["alice", "admin"] { #expect(try await fixture.call(.get, Self.path, as: name).status == .notFound) }
        let history = try await fixture.call(.get, APIPath.templateVersions(name: "User").path, as: "admin")
            .decoded(TemplateHistoryBody.self)
        #expect(history.retiredBy == "EXAMPLE\\admin")
    }

    @Test("the API says why somebody may enroll, and keeps the grants of agents")
    func accessAndGrants() async throws {
        let fixture = try await FrontEndFixture.make()
        let path = APIPath.templateAccess(name: "User").path
        let own = try await fixture.call(.get, path, as: "alice").decoded(TemplateAccessBody.self)
        #expect(own.mayEnroll)
        #expect(own.rights.first { $0.right == "Enroll" && $0.at == "template" }?.entry?.deny == false)
        #expect(try await fixture.call(.get, path + "?principal=bob", as: "alice").status == .forbidden)
        #expect(try await fixture.call(.get, path + "?principal=bob&authority=Nobody", as: "admin").status == .notFound)
        let grants = APIPath.agentGrants.path
        let before = try await fixture.call(.get, grants, as: "auditor").decoded([AgentGrantBody].self)
        #expect(before.count == 1)
        let unknown = NewAgentGrantBody(agent: "bob", template: "User", subjects: "Nobody")
        let refused = try await fixture.call(.post, grants, as: "admin", body: Array(try JSONEncoder().encode(unknown)))
        #expect(refused.status == .notFound)
        let removal = APIPath.agentGrant(agent: before[0].agent, template: before[0].template, subjects: before[0].subjects).path
        #expect(try await fixture.call(.delete, removal, as: "officer").status == .forbidden)
        #expect(try await fixture.call(.delete, removal, as: "admin").status == .noContent)
        #expect(try await fixture.call(.delete, removal, as: "admin").status == .notFound)
    }
}
