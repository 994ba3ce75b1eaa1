import CAInterface
import CertificateTemplates
import Foundation
import HTTPTypes
import PKICrypto
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@Suite struct PreviewRouteTests {
    private let path = APIPath.preview(authority: FrontEndFixture.ca).path

    private func body(_ request: [UInt8], as account: String? = nil, template: TemplateBody? = nil) throws -> [UInt8] {
        let submission = SubmitBody(request: Base64.encode(request), attributes: ["CertificateTemplate": "User"])
        return Array(try JSONEncoder().encode(PreviewBody(submission: submission, account: account, template: template)))
    }

    @Test("a preview answers the body of the certificate, each part with its origin, or the denial")
    func preview() async throws {
        let fixture = try await FrontEndFixture.make()
        let answer = try await fixture.call(.post, path, body: body(try await fixture.authority.request()))
        #expect(answer.status == .ok)
        let preview = try answer.decoded(RequestPreviewBody.self)
        #expect((preview.disposition, preview.dispositionCode, preview.status) == ("issued", 3, "0x00000000"))
        #expect(preview.certificate?.subject.contains("CN=Alice Example") == true)
        #expect(preview.certificate?.extensions.first { $0.oid == "2.5.29.15" }?.source == "template.keyUsage")
        let denied = try await fixture.call(.post, path, body: body(SampleVectors.cmCertificateRequest)).decoded(RequestPreviewBody.self)
        #expect(denied.disposition == "denied")
        #expect(denied.reason?.rule == "ProofIsStrongEnough")
        #expect(denied.certificate == nil)
    }

    @Test("an administrator previews as another account and with an unsaved template; others are 403")
    func options() async throws {
        let fixture = try await FrontEndFixture.make()
        let request = try await fixture.authority.request(subject: .of([(.commonName, "x")]))
        var template = try #require(await fixture.authority.store.template(named: "User"))
        template.nameFlags = [.enrolleeSuppliesSubject]
        let document = TemplateBody(template)
        let preview = try await fixture.call(.post, path, as: "admin", body: body(request, as: "EXAMPLE\\bob", template: document))
            .decoded(RequestPreviewBody.self)
        #expect(preview.requesterName == "EXAMPLE\\bob")
        #expect(preview.certificate?.subject == "CN=x")
        #expect(try await fixture.call(.post, path, body: body(request, as: "EXAMPLE\\bob")).status == .forbidden)
        #expect(try await fixture.call(.post, path, body: body(request, template: document)).status == .forbidden)
    }

    @Test(
        "a preview refuses members that it does not know, also in the template document, by name",
        arguments: [
            (#""submissionKey":"k""#, "submissionKey"), (#""template":{"nam":"User"}"#, "template.nam"), (#""template":[]"#, "template"),
            (#""template":{"name":"User"}"#, "template.displayName"),
        ]
    )
    func members(_ member: String, _ field: String) async throws {
        let fixture = try await FrontEndFixture.make()
        let request = Base64.encode(try await fixture.authority.request())
        let answer = try await fixture.call(.post, path, as: "admin", body: Array(#"{"request":"\#(request)",\#(member)}"#.utf8))
        #expect(answer.status == .badRequest)
        #expect(try answer.problem.field == field)
    }

    @Test("a submission may be the text that openssl spkac writes")
    func spkac() async throws {
        let fixture = try await FrontEndFixture.make()
        let request = try await SignedPublicKeyAndChallenge.signed(by: PrivateKey(generating: .p256), challenge: "")
        let body = SubmitBody(request: request.text, format: "keygen", attributes: ["CertificateTemplate": "User"])
        let answer = try await fixture.call(
            .post,
            APIPath.requests(authority: FrontEndFixture.ca).path,
            body: Array(try JSONEncoder().encode(body))
        )
        #expect(try answer.decoded(DispositionBody.self).dispositionWord == "issued")
    }
}
