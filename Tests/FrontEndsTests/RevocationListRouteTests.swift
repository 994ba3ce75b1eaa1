import CACore
import CAInterface
import Foundation
import HTTPTypes
import PKITesting
import Testing
import WireProtocols

@testable import FrontEnds

@Suite("The routes of revocation lists and of authorities' own certificates")
struct RevocationListRouteTests {
    private static let path = APIPath.revocationLists(authority: TestAuthority.rootName).path
    private static let loopback = PeerAddress(text: "127.0.0.1")

    private func body(_ passphrase: [UInt8]) throws -> [UInt8] {
        Array(try JSONEncoder().encode(PublicationBody(passphrase: String(decoding: passphrase, as: UTF8.self))))
    }

    @Test("a passphrase is accepted only from loopback, and a wrong one is refused")
    func passphrase() async throws {
        let fixture = try await FrontEndFixture.make()
        let root = AuthorityKeyID(authority: AuthorityNumber(rawValue: 1), index: 0)
        fixture.authority.keys.setAway(.root, true)
        fixture.authority.ring.close(root)
        let right = try body(InMemoryKeyStore.passphrase)
        for peer in [nil, PeerAddress(text: "192.0.2.7"), PeerAddress(text: "2001:db8::1")] {
            let answer = try await fixture.call(.post, Self.path, as: "admin", body: right, from: peer)
            #expect(answer.status == .forbidden)
            #expect(try answer.problem.detail.contains("this machine"))
        }
        let wrong = try await fixture.call(.post, Self.path, as: "admin", body: try body([0x78]), from: Self.loopback)
        #expect(wrong.status == .forbidden)
        let without = try await fixture.call(.post, Self.path, as: "admin", from: Self.loopback)
        #expect(without.status == .serviceUnavailable)
        #expect(try without.problem.detail.contains("--ask-passphrase"))
        #expect(try await fixture.authority.store.revocationLists(of: root, limit: 9).count == 1)
        #expect(try await fixture.call(.post, Self.path, as: "admin", body: right, from: Self.loopback).status == .noContent)
        #expect(try await fixture.authority.store.revocationLists(of: root, limit: 9).count == 2)
    }

    @Test("the state of the lists is shown to officers, administrators and auditors", arguments: ["officer", "auditor", "admin", "alice"])
    func state(_ name: String) async throws {
        let fixture = try await FrontEndFixture.make()
        let answer = try await fixture.call(.get, APIPath.revocationLists(authority: FrontEndFixture.ca).path, as: name)
        guard name != "alice" else {
            #expect(answer.status == .forbidden)
            return
        }
        let lists = try answer.decoded([RevocationListBody].self)
        #expect(lists.map(\.number) == [1])
        #expect(lists.map(\.address) == ["http://pki.example.test/crl/Chancery%20Issuing%20CA.crl"])
        #expect(lists.map(\.keyIsOpen) == [true])
        #expect(lists.map(\.uncovered) == [0])
        #expect(lists.map(\.warning) == [nil])
    }

    @Test("the certificate of an authority is revoked only when the body confirms it")
    func authority() async throws {
        let fixture = try await FrontEndFixture.make()
        let rows = try await fixture.authority.store.requests(RecordQuery(), requester: nil, of: AuthorityNumber(rawValue: 1))
        let serial = try #require(rows.last?.serialNumber)
        let path = APIPath.revocation(authority: TestAuthority.rootName, serial: serial).path
        let asked = try await fixture.call(.post, path, as: "admin", body: Array(#"{"reason":"cACompromise"}"#.utf8))
        #expect(asked.status == .conflict)
        #expect(try asked.problem.rule == "RevokingAnAuthorityIsConfirmed")
        let meant = Array(#"{"reason":"cACompromise","revokeAuthority":true}"#.utf8)
        #expect(try await fixture.call(.post, path, as: "officer", body: meant).status == .forbidden)
        #expect(try await fixture.call(.post, path, as: "admin", body: meant).status == .ok)
    }

    @Test("readyz shows warnings that need attention; they alone leave it at 200")
    func readyz() async throws {
        let fixture = try await FrontEndFixture.make()
        fixture.readiness.becomeReady()
        #expect(try await String(decoding: fixture.call(.get, "/readyz", as: nil).octets, as: UTF8.self) == "ready\n")
        fixture.readiness.watch { ["The list of X ends soon."] }
        let answer = try await fixture.call(.get, "/readyz", as: nil)
        #expect(answer.status == .ok)
        #expect(String(decoding: answer.octets, as: UTF8.self) == "ready\nwarning: The list of X ends soon.\n")
        fixture.readiness.fail("The store failed.")
        let failed = try await fixture.call(.get, "/readyz", as: nil)
        #expect(failed.status == .serviceUnavailable)
        #expect(String(decoding: failed.octets, as: UTF8.self) == "not ready: The store failed.\nwarning: The list of X ends soon.\n")
    }
}
