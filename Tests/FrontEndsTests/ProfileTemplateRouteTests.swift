import CAInterface
import CertManagement
import Foundation
import HTTPTypes
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@Suite("Profile templates are read and edited over the API with ETag and preconditions")
struct ProfileTemplateRouteTests {
    private static let path = APIPath.profileTemplate("Laptops").path
    private static let document =
        #"{"name":"Laptops","certificates":[{"template":"User"}],"policies":{"enroll":{}},"access":[{"allow":["read","enroll"],"to":"Authenticated Users"}]}"#

    private func put(_ fixture: FrontEndFixture, _ body: String, headers: HTTPFields, as name: String = "admin") async throws
        -> TestResponse
    {
        try await fixture.call(.put, Self.path, as: name, body: Array(body.utf8), headers: headers)
    }

    private func post(_ fixture: FrontEndFixture, _ body: String, as name: String = "admin") async throws -> TestResponse {
        try await fixture.call(.post, APIPath.profileTemplates.path, as: name, body: Array(body.utf8))
    }

    @Test("a profile template is listed with its workflows, and shown by name and by GUID")
    func listed() async throws {
        let fixture = try await FrontEndFixture.make()
        let rows = try await fixture.call(.get, APIPath.profileTemplates.path).decoded([ProfileTemplateRowBody].self)
        #expect(rows.map(\.name) == [SampleProfileTemplate.name])
        #expect(rows.first?.workflows == ["enroll"])
        for name in [SampleProfileTemplate.name.lowercased(), SampleProfileTemplate.id.uuidString] {
            let shown = try await fixture.call(.get, APIPath.profileTemplate(name).path, as: "admin")
            #expect(shown.status == .ok)
            #expect(shown.headers[.eTag] == "\"1\"")
            #expect(shown.headers[.cacheControl] == "no-store")
            let document = try ProfileTemplateDocument(try JSONValue(parsing: shown.octets))
            #expect(document.id == SampleProfileTemplate.id)
        }
        let known = try await fixture.call(
            .get,
            APIPath.profileTemplate(SampleProfileTemplate.name).path,
            as: "admin",
            headers: [.ifNoneMatch: "\"1\""]
        )
        #expect(known.status == .notModified)
    }

    @Test("a profile template is made; an edit without If-Match is 428, a stale one 412, and versions are kept")
    func preconditions() async throws {
        let fixture = try await FrontEndFixture.make()
        let made = try await put(fixture, Self.document, headers: [.ifNoneMatch: "*"])
        #expect(made.status == .created)
        #expect(made.headers[.eTag] == "\"1\"")
        let other = Self.document.replacing(#""enroll":{}"#, with: #""enroll":{"collectsComments":true}"#)
        let required = try await put(fixture, other, headers: [:])
        #expect(required.status.code == 428)
        #expect(try required.problem.rule == "EditsNameTheirVersion")
        #expect(try await put(fixture, other, headers: [.ifMatch: "\"3\""]).status == .preconditionFailed)
        #expect(try await put(fixture, other, headers: [.ifNoneMatch: "*"]).status == .preconditionFailed)
        #expect(try await put(fixture, other, headers: [.ifMatch: "3"]).status == .badRequest)
        let stored = try await put(fixture, other, headers: [.ifMatch: "\"1\""])
        #expect(stored.status == .ok)
        #expect(stored.headers[.eTag] == "\"2\"")
        #expect(try stored.decoded(ProfileTemplateOutcomeBody.self).changes.map(\.field) == ["policies.enroll.collectsComments"])
        let history = try await fixture.call(.get, APIPath.profileTemplateVersions("Laptops").path, as: "admin")
        #expect(try history.decoded(ProfileTemplateHistoryBody.self).versions.map(\.version) == [1, 2])
        let first = try await fixture.call(.get, APIPath.profileTemplateVersion("Laptops", 1).path, as: "admin")
        #expect(String(decoding: first.octets, as: UTF8.self).contains(#""collectsComments":false"#))
    }

    @Test("a batch is a plan with dryRun, and is stored whole or not at all without it")
    func batch() async throws {
        let fixture = try await FrontEndFixture.make()
        let wrong = Self.document.replacing("Laptops", with: "Wrong").replacing(#""User""#, with: #""Nothing""#)
        let both = #"[{"document":\#(Self.document)},{"document":\#(wrong)}]"#
        let plan = try await post(fixture, #"{"profileTemplates":\#(both),"dryRun":true}"#)
        #expect(plan.status == .ok)
        let outcome = try plan.decoded(ProfileTemplateBatchOutcomeBody.self)
        #expect(outcome.refused)
        #expect(!outcome.stored)
        #expect(outcome.profileTemplates[1].findings.filter(\.refuses).map(\.rule) == ["CertificateTemplateIsKnown"])
        let refused = try await post(fixture, #"{"profileTemplates":\#(both)}"#)
        #expect(refused.status == .unprocessableContent)
        #expect(refused.headers[.contentType] == "application/problem+json")
        #expect(try refused.problem.field == "certificates.0.template")
        #expect(try await fixture.call(.get, Self.path, as: "admin").status == .notFound)
        let stored = try await post(fixture, #"{"profileTemplates":[{"document":\#(Self.document),"ifMatch":"*none*"}]}"#)
        #expect(try stored.decoded(ProfileTemplateBatchOutcomeBody.self).stored)
        #expect(try await fixture.call(.get, Self.path, as: "admin").status == .ok)
    }

    @Test(
        "a body that cannot be read is 400 with its field, and nothing is stored",
        arguments: [
            ("", "body"), ("[]", "body"), ("{}", "profileTemplates"), (#"{"profileTemplates":[]}"#, "profileTemplates"),
            (#"{"profileTemplates":[{"document":{"name":"a","name":"b"}}]}"#, "body"),
            (#"{"profileTemplates":[{}]}"#, "profileTemplates.0"),
            (#"{"profileTemplates":[{"document":{"name":"a"}}],"dryrun":true}"#, "dryrun"),
            (#"{"profileTemplates":[{"document":{"name":"a"},"ifMatch":3}]}"#, "profileTemplates.0.ifMatch"),
            (#"{"profileTemplates":[{"document":{"name":"a","policies":{"enrol":{}}}}]}"#, "policies.enrol"),
            (#"{"profileTemplates":[{"document":[]}]}"#, "document"),
            (
                #"{"profileTemplates":[{"document":{"name":"a","policies":{"enroll":{"approvalsNeeded":1e9}}}}]}"#,
                "policies.enroll.approvalsNeeded"
            ),
        ]
    )
    func malformed(_ body: String, _ field: String) async throws {
        let fixture = try await FrontEndFixture.make()
        let answer = try await post(fixture, body)
        #expect(answer.status == .badRequest)
        #expect(try answer.problem.field == field)
    }

    @Test("unknown parameters and versions are refused, and a retired profile template is still listed")
    func refused() async throws {
        let fixture = try await FrontEndFixture.make()
        let sample = APIPath.profileTemplate(SampleProfileTemplate.name).path
        #expect(try await fixture.call(.get, sample + "?verbose=1", as: "admin").status == .badRequest)
        #expect(
            try await fixture.call(.get, APIPath.profileTemplateVersion(SampleProfileTemplate.name, 9).path, as: "admin").status
                == .notFound
        )
        #expect(try await fixture.call(.get, sample + "/versions/x", as: "admin").status == .badRequest)
        #expect(try await fixture.call(.get, sample, as: nil).status == .unauthorized)
        #expect(try await fixture.call(.delete, sample, as: "admin", headers: [.ifMatch: "\"2\""]).status == .preconditionFailed)
        #expect(try await fixture.call(.delete, sample, as: "admin", headers: [.ifMatch: "\"1\""]).status == .noContent)
        let rows = try await fixture.call(.get, APIPath.profileTemplates.path, as: "admin").decoded([ProfileTemplateRowBody].self)
        #expect(rows.map(\.isRetired) == [true])
        #expect(rows.map(\.workflows) == [[]])
    }
}
