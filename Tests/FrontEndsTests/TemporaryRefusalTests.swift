import CACore
import CAInterface
import Foundation
import HTTPTypes
import PKIFormats
import PKITesting
import Synchronization
import Testing
import WireProtocols

@testable import FrontEnds

@Suite("Answers to requests that the API takes later, or not again")
struct TemporaryRefusalTests {
    private let ca = FrontEndFixture.ca

    @Test("a store that cannot write for the moment is 503 with Retry-After, and the next try succeeds")
    func unavailable() async throws {
        let fixture = try await FrontEndFixture.make()
        let request = try await fixture.authority.request()
        await fixture.authority.store.onCommit { _ in throw CommitError.unavailable("SQLite error 5: database is locked") }
        let refused = try await fixture.submit(request)
        #expect(refused.status == .serviceUnavailable)
        #expect(refused.headers[.retryAfter] == "5")
        let text = String(decoding: refused.octets, as: UTF8.self)
        for word in ["SQLite", "locked", "error 5"] { #expect(!text.contains(word)) }
        await fixture.authority.store.onCommit(nil)
        #expect(try await fixture.submit(request).status == .ok)
    }

    @Test("the answer to a change that a constraint refused shows nothing of the database")
    func refused() async throws {
        let fixture = try await FrontEndFixture.make()
        let request = try await fixture.authority.request()
        await fixture.authority.store.onCommit { _ in throw CommitError.refused("UNIQUE constraint failed: request.key") }
        let text = String(decoding: try await fixture.submit(request).octets, as: UTF8.self)
        for word in ["UNIQUE", "constraint", "request.key"] { #expect(!text.contains(word)) }
    }

    @Test("readiness asks each time for obstacles that pass by themselves")
    func readiness() {
        let isObstructed = Flag()
        let readiness = Readiness(obstacle: { isObstructed.value ? "The database is locked by another process." : nil })
        readiness.becomeReady()
        #expect(readiness.failure == nil)
        isObstructed.value = true
        #expect(readiness.failure == "The database is locked by another process.")
        isObstructed.value = false
        #expect(readiness.failure == nil)
        readiness.fail("The store failed.")
        #expect(readiness.failure == "The store failed.")
    }

    @Test("more unissued requests than an hour allows are 429 with Retry-After")
    func quota() async throws {
        let fixture = try await FrontEndFixture.make()
        var authority = try #require(await fixture.authority.store.authorities().last)
        authority.settings.unissuedPerHour = 1
        authority.revision += 1
        try await fixture.authority.store.commit([.authorityUpdated(authority)], expecting: .nothing)
        let request = try await fixture.authority.request()
        #expect(try await fixture.submit(request, template: "Nonsense").status == .ok)
        let refused = try await fixture.submit(request, template: "Nonsense")
        #expect(refused.status == .tooManyRequests)
        #expect(Int(refused.headers[.retryAfter] ?? "") ?? 0 > 0)
        #expect(try refused.problem.type == "urn:chancery:tooManyRequests")
        #expect(try refused.problem.rule == "UnissuedRequestsAreLimited")
    }

    @Test("a submissionKey used for another request is 409 with the id of the first")
    func submissionKey() async throws {
        let fixture = try await FrontEndFixture.make()
        func submit() async throws -> TestResponse {
            let pem = PEMDocument(label: "CERTIFICATE REQUEST", bytes: try await fixture.authority.request()).text
            let body = SubmitBody(request: pem, attributes: ["CertificateTemplate": "User"], submissionKey: "once")
            return try await fixture.call(.post, APIPath.requests(authority: ca).path, body: Array(try JSONEncoder().encode(body)))
        }
        let first = try await submit().decoded(DispositionBody.self)
        let refused = try await submit()
        #expect(refused.status == .conflict)
        #expect(try refused.problem.value == String(first.requestId))
        #expect(try refused.problem.detail.contains("another request: \(first.requestId)"))
    }

    @Test("revoking again is 409 with the present state, and an empty body changes no reason")
    func revocation() async throws {
        let fixture = try await FrontEndFixture.make()
        let issued = try await fixture.submit(try await fixture.authority.request()).decoded(DispositionBody.self).disposition()
        let serial = try Certificate(derEncoded: try #require(issued.certificate)).serialHex
        let path = APIPath.revocation(authority: ca, serial: serial).path
        let body = Array(#"{"reason":"keyCompromise"}"#.utf8)
        #expect(try await fixture.call(.post, path, as: "officer", body: body).status == .ok)
        let row = APIPath.certificate(authority: ca, serial: serial).path
        let before = try await fixture.call(.get, row, as: "officer").octets
        for again in [nil, body, Array(#"{"reason":"superseded"}"#.utf8)] {
            let refused = try await fixture.call(.post, path, as: "officer", body: again)
            #expect(refused.status == .conflict)
            #expect(try refused.problem.value == "keyCompromise")
        }
        #expect(try await fixture.call(.get, row, as: "officer").octets == before)
    }
}

/// A value that a test changes.
private final class Flag: Sendable {
    private let stored = Mutex(false)
    var value: Bool {
        get { stored.withLock { $0 } }
        set { stored.withLock { $0 = newValue } }
    }
}
