import CertManagement
import Foundation
import HTTPTypes
import PKITesting
import Testing
import WireProtocols

@Suite("The routes of outgoing mail")
struct MailRouteTests {
    private func mail(_ address: String, isFailed: Bool) -> OutgoingMail {
        OutgoingMail(
            id: UUID(),
            event: .approved,
            template: nil,
            address: address,
            variables: ["password": "SECRET"],
            queued: Date(timeIntervalSince1970: 1_795_219_200),
            attempts: isFailed ? 1 : 0,
            isFailed: isFailed,
            reason: isFailed ? "550 no" : ""
        )
    }

    @Test("the outbox is listed in pages, those that failed alone if asked, without content")
    func list() async throws {
        let fixture = try await FrontEndFixture.make()
        let mails = [
            mail("a@example.test", isFailed: false), mail("b@example.test", isFailed: true), mail("c@example.test", isFailed: false),
        ]
        try await fixture.outbox.commit(mails.map { .mail(.queued($0)) })
        let first = try await fixture.call(.get, APIPath.mails.path + "?limit=2", as: "admin")
        #expect(!String(decoding: first.octets, as: UTF8.self).contains("SECRET"))
        let page = try first.decoded(PageBody<MailBody, String>.self)
        #expect(page.items.map(\.address) == ["a@example.test", "b@example.test"])
        #expect(page.items[0].due == "2026-11-21T00:00:00Z" && page.items[0].reason == nil)
        #expect(page.items[1].failed && page.items[1].due == nil && page.items[1].reason == "550 no")
        let next = try #require(page.next)
        let rest = try await fixture.call(.get, APIPath.mails.path + "?limit=2&after=\(next)", as: "admin")
        #expect(try rest.decoded(PageBody<MailBody, String>.self).items.map(\.address) == ["c@example.test"])
        let failed = try await fixture.call(.get, APIPath.mails.path + "?failed=true", as: "admin")
        #expect(try failed.decoded(PageBody<MailBody, String>.self).items.map(\.address) == ["b@example.test"])
        for query in ["?failed=yes", "?after=x", "?limit=0", "?fail=true"] {
            #expect(try await fixture.call(.get, APIPath.mails.path + query, as: "admin").status == .badRequest)
        }
    }

    @Test("a failed mail is sent again, and any other is 404")
    func retry() async throws {
        let fixture = try await FrontEndFixture.make()
        let (waiting, failed) = (mail("a@example.test", isFailed: false), mail("b@example.test", isFailed: true))
        try await fixture.outbox.commit([.mail(.queued(waiting)), .mail(.queued(failed))])
        func retry(_ id: String) async throws -> TestResponse { try await fixture.call(.post, APIPath.mailRetry(id: id).path, as: "admin") }
        let answer = try await retry(failed.id.uuidString)
        #expect(answer.status == .ok)
        #expect(try answer.decoded(MailBody.self).failed == false)
        for id in [failed.id, waiting.id, UUID()] { #expect(try await retry(id.uuidString).status == .notFound) }
        #expect(try await retry("x").status == .badRequest)
    }

    @Test("a test says whether the mail server accepted it")
    func test() async throws {
        let fixture = try await FrontEndFixture.make()
        func test(_ body: String) async throws -> TestResponse {
            try await fixture.call(.post, APIPath.mailTest.path, as: "admin", body: Array(body.utf8))
        }
        #expect(try await test(#"{"address":"a@example.test"}"#).decoded(MailTestResultBody.self).taken)
        let refused = try await test(#"{"address":"no@example.test"}"#).decoded(MailTestResultBody.self)
        #expect(!refused.taken && refused.fault == "550 no")
        #expect(try await test(#"{"address":"a@example.test\r\nRCPT TO:<b@example.test>"}"#).status == .badRequest)
    }
}
