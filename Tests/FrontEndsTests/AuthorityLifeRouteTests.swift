import CACore
import CAInterface
import Foundation
import HTTPTypes
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@testable import FrontEnds

@Suite("The routes of the life of authorities")
struct AuthorityLifeRouteTests {
    private static let ca = FrontEndFixture.ca
    private static let loopback = PeerAddress(text: "127.0.0.1")

    private func body(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("a CA is added, renewed and shown over the API, and a senseless order is refused with the field")
    func life() async throws {
        let fixture = try await FrontEndFixture.make()
        let added = try await fixture.call(
            .post,
            APIPath.authorities.path,
            as: "admin",
            body: body(#"{"kind":"subordinate","name":"Devices CA","parent":"\#(Self.ca)","keyAlgorithm":"p384","pathLength":0}"#)
        )
        #expect(added.status == .created)
        #expect(try added.decoded(RenewalOutcomeBody.self).generation == 0)
        let path = APIPath.renewals(authority: "Devices CA").path
        let renewed = try await fixture.call(.post, path, as: "admin", body: body(#"{"newKey":true,"keyAlgorithm":"ed25519"}"#))
        #expect(renewed.status == .created)
        #expect(try renewed.decoded(RenewalOutcomeBody.self).generation == 1)
        let shown = try await fixture.call(.get, APIPath.generations(authority: "Devices CA").path, as: "auditor")
        let all = try shown.decoded(GenerationsBody.self)
        #expect(all.generations.map(\.keyAlgorithm) == ["ECDSA_P384", "Ed25519"])
        #expect(all.generations.map(\.key) == [0, 1])
        #expect(all.waiting == nil)
        for (text, field) in [
            (#"{"keyAlgorithm":"p384"}"#, "newKey"), (#"{"newKey":true,"keyAlgorithm":"dsa"}"#, "keyAlgorithm"),
            (#"{"validitySeconds":5}"#, "validitySeconds"), (#"{"newKey":true,"hash":"md5"}"#, "hash"), (#"{"new":1}"#, "new"),
        ] {
            let refused = try await fixture.call(.post, path, as: "admin", body: body(text))
            #expect(refused.status == .badRequest)
            #expect(String(decoding: refused.octets, as: UTF8.self).contains("\"\(field)\""), "\(text)")
        }
        let nothing = try await fixture.call(.delete, path, as: "admin")
        #expect(nothing.status == .conflict)
    }

    @Test("a request goes out and a certificate comes in over the API; one that does not fit is 422")
    func elsewhere() async throws {
        let fixture = try await FrontEndFixture.make()
        let order = body(#"{"kind":"subordinate","name":"Partner CA","organization":"Example"}"#)
        let added = try await fixture.call(.post, APIPath.authorities.path, as: "admin", body: order)
        let request = try #require(try added.decoded(RenewalOutcomeBody.self).outcome().request)
        let now = fixture.authority.clock.now
        let outside = try await OutsideRoot.make(at: now)
        let path = APIPath.authorityCertificate(authority: "Partner CA").path
        func install(_ chain: [[UInt8]]) async throws -> TestResponse {
            let given = AuthorityCertificateBody(AuthorityCertificates(certificates: chain))
            return try await fixture.call(.post, path, as: "admin", body: Array(try JSONEncoder().encode(given)))
        }
        let wrong = try await install(try await outside.certify(request, at: now, isCA: false))
        #expect(wrong.status == .unprocessableContent)
        #expect(String(decoding: wrong.octets, as: UTF8.self).contains("basicConstraints"))
        let right = try await install(try await outside.certify(request, at: now))
        #expect(right.status == .created)
        #expect(try right.decoded(RenewalOutcomeBody.self).generation == 0)
    }

    @Test("a passphrase for a renewal is accepted only from loopback")
    func passphrase() async throws {
        let fixture = try await FrontEndFixture.make()
        let root = AuthorityKeyID(authority: AuthorityNumber(rawValue: 1), index: 0)
        fixture.authority.keys.setAway(.root, true)
        fixture.authority.ring.close(root)
        let path = APIPath.renewals(authority: TestAuthority.rootName).path
        let order = RenewalBody(RenewalOrder(newKey: true, passphrase: InMemoryKeyStore.passphrase))
        let body = Array(try JSONEncoder().encode(order))
        for peer in [nil, PeerAddress(text: "192.0.2.7")] {
            let answer = try await fixture.call(.post, path, as: "admin", body: body, from: peer)
            #expect(answer.status == .forbidden)
            #expect(try answer.problem.detail.contains("this machine"))
        }
        #expect(try await fixture.call(.post, path, as: "admin", body: body, from: Self.loopback).status == .created)
    }
}
