import CACore
import CAInterface
import Foundation
import HTTPTypes
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@Suite("Requests in two steps, and renewals that others bring, over HTTP")
struct SecondStepRouteTests {
    private let path = APIPath.requests(authority: FrontEndFixture.ca).path

    private func post(_ fixture: FrontEndFixture, _ submission: Submission, as account: String) async throws -> TestResponse {
        try await fixture.call(.post, path, as: account, body: Array(try JSONEncoder().encode(SubmitBody(submission))))
    }

    @Test("presign gives a certificate to look at, and the same request with RequestId the certificate")
    func presigning() async throws {
        let fixture = try await FrontEndFixture.make()
        var submission = Submission(bytes: try await fixture.authority.request(), template: "User", wantsPresigned: true)
        #expect(try await post(fixture, submission, as: "alice").problem.rule == "PresigningIsOn")
        let settings = APIPath.settings(authority: FrontEndFixture.ca).path
        #expect(try await fixture.call(.patch, settings, as: "admin", body: Array(#"{"presigning":true}"#.utf8)).status == .ok)
        let waiting = try await post(fixture, submission, as: "alice").decoded(DispositionBody.self)
        #expect(waiting.dispositionWord == "pending")
        #expect(waiting.certificate != nil)
        submission.wantsPresigned = false
        submission.attributes = RequestAttributes(["RequestId": "\(waiting.requestId)"])
        let issued = try await post(fixture, submission, as: "alice").decoded(DispositionBody.self)
        #expect(issued.dispositionWord == "issued")
        #expect(issued.requestId == waiting.requestId)
    }

    @Test("renewOnBehalf is a denial with its rule until the authority takes such renewals")
    func renewalOnBehalf() async throws {
        let fixture = try await FrontEndFixture.make()
        let key = try PrivateKey(generating: .p256)
        let first = try await fixture.authority.bound(fixture.authority.alice).submit(
            fixture.authority.submission(fixture.authority.request(key: key), template: "User")
        )
        let old = try Certificate(derEncoded: try #require(first.certificate))
        let inner = try await fixture.authority.request(attributes: [RequestAttribute.renewalCertificate(old.derEncoded)])
        let message = try await PKCS7Request.signed(inner, certificate: old, key: key)
        let submission = Submission(bytes: message, template: "User", renewsOnBehalf: true)
        let off = try await post(fixture, submission, as: "admin").decoded(DispositionBody.self)
        #expect(off.reason?.rule == "RenewalOnBehalfIsOn")
        _ = try await fixture.authority.bound(fixture.authority.administrator).changeConfigurationEntry(
            node: "policy",
            entry: "EditFlags",
            adding: ["RENEWONBEHALFOF"],
            removing: []
        )
        let ungranted = try await post(fixture, submission, as: "admin").decoded(DispositionBody.self)
        #expect(ungranted.reason?.rule == "OnBehalfOfIsGranted")
        let own = try await post(fixture, submission, as: "alice").decoded(DispositionBody.self)
        #expect(own.dispositionWord == "issued")
    }

    @Test("a record has what officers set")
    func officerChanges() async throws {
        let fixture = try await FrontEndFixture.make()
        let authority = fixture.authority
        let held = try await authority.bound(authority.administrator).submit(
            authority.submission(authority.request(), template: "EnrollmentAgent")
        )
        let record = APIPath.requestRecord(authority: FrontEndFixture.ca, held.requestID).path
        #expect(try await fixture.call(.get, record, as: "admin").decoded(RequestRowBody.self).officerChanges == nil)
        let officer = try await authority.bound(authority.officer)
        try await officer.setAttributes(RequestAttributes(raw: "note: first"), of: held.requestID)
        try await officer.setExtension(ExtensionChange(oid: "1.3.6.1.4.1.99999.1", value: [0x05, 0x00]), of: held.requestID)
        let shown = try #require(try await fixture.call(.get, record, as: "admin").decoded(RequestRowBody.self).officerChanges)
        #expect(shown.attributes == ["note": "first"])
        #expect(shown.extensions.map(\.oid) == ["1.3.6.1.4.1.99999.1"])
        #expect(shown.extensions.first?.value == "BQA=")
        #expect(shown.changedBy == authority.officer.accountName)
        #expect(shown.changedWhen != nil)
    }
}
