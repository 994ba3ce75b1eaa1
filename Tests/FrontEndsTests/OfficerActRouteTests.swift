import CAInterface
import Foundation
import HTTPTypes
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@testable import FrontEnds

@Suite("What officers change, over HTTP")
struct OfficerActRouteTests {
    private let ca = FrontEndFixture.ca

    private func body(_ text: String) -> [UInt8] { Array(text.utf8) }

    private func held(_ fixture: FrontEndFixture) async throws -> RequestID {
        let test = fixture.authority
        return try await test.bound(test.administrator).submit(test.submission(test.request(), template: "EnrollmentAgent")).requestID
    }

    private func issued(_ fixture: FrontEndFixture) async throws -> Certificate {
        let answer = try await fixture.submit(try await fixture.authority.request())
        return try Certificate(derEncoded: try #require(try answer.decoded(DispositionBody.self).disposition().certificate))
    }

    @Test("an officer sets attributes and extensions of a pending request; others are 403, a reserved one 422")
    func edits() async throws {
        let fixture = try await FrontEndFixture.make()
        let id = try await held(fixture)
        let attributes = APIPath.requestAttributes(authority: ca, id).path
        #expect(try await fixture.call(.put, attributes, as: "officer", body: body(#"{"attributes":{"note":"x"}}"#)).status == .noContent)
        #expect(try await fixture.call(.put, attributes, as: "alice", body: body(#"{"attributes":{"note":"x"}}"#)).status == .forbidden)
        #expect(try await fixture.call(.put, attributes, as: "officer", body: body(#"{"attributes":{}}"#)).status == .badRequest)
        let change = body(#"{"type":"string","value":"batch 7"}"#)
        let free = APIPath.requestExtension(authority: ca, id, oid: "1.3.6.1.4.1.99999.1").path
        #expect(try await fixture.call(.put, free, as: "officer", body: change).status == .noContent)
        let reserved = try await fixture.call(
            .put,
            APIPath.requestExtension(authority: ca, id, oid: SubjectAlternativeName.oid).path,
            as: "officer",
            body: change
        )
        #expect(reserved.status == .unprocessableContent)
        #expect(try reserved.problem.rule == "OfficersNarrow")
        let approved = try await fixture.call(.post, APIPath.act(authority: ca, id, .approve).path, as: "officer")
        let bytes = try #require(try approved.decoded(DispositionBody.self).disposition().certificate)
        let item = try Certificate(derEncoded: bytes).extensions.first { $0.oid == "1.3.6.1.4.1.99999.1" }
        #expect(item?.value == [0x16, 7] + body("batch 7"))
        #expect(try await fixture.call(.put, free, as: "officer", body: change).status == .conflict)
    }

    @Test(
        "a value that does not fit its type is 400 with the field",
        arguments: [
            (#"{"type":"long","value":"x"}"#, "value"), (#"{"type":"date","value":"2026-02-30"}"#, "value"),
            (#"{"type":"number","value":"1"}"#, "type"), (#"{"value":"%%"}"#, "value"), ("{}", "value"),
            (#"{"type":"string","value":"ü"}"#, "value"),
        ]
    )
    func values(_ text: String, _ field: String) async throws {
        let fixture = try await FrontEndFixture.make()
        let path = APIPath.requestExtension(authority: ca, RequestID(1), oid: "1.3.6.1.4.1.99999.1").path
        let answer = try await fixture.call(.put, path, as: "officer", body: body(text))
        #expect(answer.status == .badRequest)
        #expect(try answer.problem.field == field)
    }

    @Test("validity is 3, after a revocation 2, and 4 for another number; a revocation may begin another day")
    func validity() async throws {
        let fixture = try await FrontEndFixture.make()
        let certificate = try await issued(fixture)
        func validity(_ serial: String) async throws -> ValidityBody {
            try await fixture.call(.get, APIPath.validity(authority: ca, serial: serial).path).decoded(ValidityBody.self)
        }
        #expect(try await validity(certificate.serialHex).disposition == 3)
        #expect(try await validity("0102").disposition == 4)
        let path = APIPath.revocation(authority: ca, serial: certificate.serialHex).path
        let ahead = WireDate.text(fixture.authority.clock.now + 3600)
        let future = try await fixture.call(.post, path, as: "officer", body: body(#"{"reason":"superseded","effective":"\#(ahead)"}"#))
        #expect(future.status == .ok)
        #expect(try await validity(certificate.serialHex).disposition == 3)
        #expect(try await validity(certificate.serialHex).revokedFrom == ahead)
        #expect(try await fixture.call(.post, path, as: "officer", body: body(#"{"reason":"superseded"}"#)).status == .conflict)
        #expect(try await fixture.call(.post, path, as: "officer", body: body(#"{"effective":"soon"}"#)).status == .badRequest)
        let now = WireDate.text(fixture.authority.clock.now)
        let again = body(#"{"reason":"affiliationChanged","effective":"\#(now)","again":true}"#)
        #expect(try await fixture.call(.post, path, as: "officer", body: again).status == .ok)
        #expect(try await validity(certificate.serialHex).disposition == 2)
        #expect(try await validity(certificate.serialHex).revocationReason == "affiliationChanged")
    }

    @Test("a certificate of another authority is imported only when that is said")
    func imports() async throws {
        let fixture = try await FrontEndFixture.make()
        let other = try await SampleRecords.make(name: "Other CA").identity.certificate
        let path = APIPath.certificates(authority: ca).path
        let text = Base64.encode(other.derEncoded)
        #expect(
            try await fixture.call(.post, path, as: "admin", body: body(#"{"certificate":"\#(text)"}"#)).status == .unprocessableContent
        )
        let kept = try await fixture.call(.post, path, as: "admin", body: body(#"{"certificate":"\#(text)","allowForeign":true}"#))
        #expect(kept.status == .created)
        let id = RequestID(try kept.decoded(ImportedBody.self).requestId)
        let record = try await fixture.call(.get, APIPath.requestRecord(authority: ca, id).path, as: "admin").decoded(RequestRowBody.self)
        #expect(record.storedDisposition == 12)
        #expect(
            try await fixture.call(.post, path, as: "admin", body: body(#"{"certificate":"\#(text)","allowForeign":true}"#)).status
                == .conflict
        )
    }

    @Test("an erasure names exactly one selection, counts, and is for officers who administer too")
    func erasure() async throws {
        let fixture = try await FrontEndFixture.make()
        let id = try await held(fixture)
        _ = try await fixture.call(.post, APIPath.act(authority: ca, id, .deny).path, as: "officer")
        let path = APIPath.erasures(authority: ca).path
        #expect(try await fixture.call(.post, path, as: "admin", body: body("{}")).status == .badRequest)
        #expect(
            try await fixture.call(.post, path, as: "admin", body: body(#"{"requestId":1,"failedBefore":"2026-01-01"}"#)).status
                == .badRequest
        )
        #expect(try await fixture.call(.post, path, as: "officer", body: body(#"{"requestId":\#(id)}"#)).status == .forbidden)
        let erased = try await fixture.call(.post, path, as: "admin", body: body(#"{"requestId":\#(id)}"#))
        #expect(try erased.decoded(ErasedBody.self).erased == 1)
    }

    @Test("an officer keeps an expired certificate on the lists and lets it go; lists are published once more")
    func lists() async throws {
        let fixture = try await FrontEndFixture.make()
        let certificate = try await issued(fixture)
        let path = APIPath.shownAfterExpiry(authority: ca, serial: certificate.serialHex).path
        #expect(try await fixture.call(.put, path, as: "officer").status == .noContent)
        #expect(try await fixture.call(.delete, path, as: "officer").status == .noContent)
        #expect(try await fixture.call(.put, path, as: "alice").status == .forbidden)
        let lists = APIPath.revocationLists(authority: ca).path
        let former = await fixture.authority.publisher.history.count
        #expect(try await fixture.call(.post, lists, as: "officer", body: body(#"{"republish":true}"#)).status == .noContent)
        #expect(await fixture.authority.publisher.history.count == former)
        #expect(
            try await fixture.call(
                .post,
                lists,
                as: "officer",
                body: body(#"{"republish":true,"passphrase":"x"}"#),
                from: PeerAddress(text: "127.0.0.1")
            )
            .status == .badRequest
        )
    }

    @Test(
        "a query parameter that a path does not have is refused with the nearest one it has",
        arguments: [
            ("/api/v1/authorities/Chancery%20Issuing%20CA/requests?dispositon=9", "disposition"),
            ("/api/v1/authorities/Chancery%20Issuing%20CA/view/requests?colums=RequestID", "columns"),
            ("/api/v1/templates?enrolable=true", "enrollable"),
            ("/api/v1/authorities/Chancery%20Issuing%20CA/properties/6?idx=1&index=0", "index"),
        ]
    )
    func parameters(_ path: String, _ meant: String) async throws {
        let fixture = try await FrontEndFixture.make()
        let answer = try await fixture.call(.get, path, as: "officer")
        #expect(answer.status == .badRequest)
        #expect(try answer.problem.detail.contains(meant))
        #expect(try await fixture.call(.get, "/api/v1/authorities?x=1").status == .badRequest)
    }

    @Test(
        "a day that does not exist is no date",
        arguments: ["2026-02-30", "2027-02-29", "2026-13-01", "2026-11-30T24:00:00Z", "2026-11-31"]
    )
    func impossibleDays(_ day: String) async throws {
        let fixture = try await FrontEndFixture.make()
        let answer = try await fixture.call(.get, APIPath.view(authority: ca, .requests).path + "?where=NotAfter%3E" + day, as: "officer")
        #expect(answer.status == .badRequest)
        #expect(WireDate.dayOrDate("2028-02-29") != nil)
    }
}
