import CACore
import CAInterface
import Foundation
import FrontEnds
import HTTPTypes
import HummingbirdCore
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@Suite struct DiscoveryFrontEndTests {
    @Test("everybody may read which CAs a server has, with names, config string and certificates")
    func document() async throws {
        let fixture = try await FrontEndFixture.make()
        let answer = try await fixture.call(.get, "/.well-known/chancery", as: nil)
        #expect(answer.status == .ok)
        #expect(answer.headers[.contentType] == "application/json" && answer.headers[.cacheControl] == "no-cache")
        let body = try answer.decoded(DiscoveryBody.self)
        let known = try #require(try await fixture.authority.service.authorities().first)
        let authority = try #require(body.authorities.first)
        #expect(body.authorities.count == 1)
        #expect(authority.commonName == known.name && authority.config == known.configString)
        #expect(authority.sanitizedName == known.sanitizedName && authority.sanitizedShortName == known.sanitizedName)
        #expect(authority.organization == "Example" && authority.organizationalUnit == nil && authority.enrollmentServers.isEmpty)
        #expect(try PEMDocument.parse(authority.signatureCertificate).map(\.bytes) == [known.certificate])
        #expect(try authority.chain.map { try PEMDocument.parse($0)[0].bytes } == known.chain)
        let members = try #require(
            try JSONSerialization.jsonObject(with: Data(answer.octets)) as? [String: [[String: Any]]]
        )
        #expect(
            Set(members["authorities"]?.first?.keys.map { $0 } ?? []) == [
                "commonName", "organization", "config", "sanitizedName", "sanitizedShortName", "signatureCertificate", "chain",
                "enrollmentServers",
            ]
        )
        let text = String(decoding: answer.octets, as: UTF8.self)
        #expect(!text.contains("PRIVATE") && !text.contains("alice") && !text.contains("\(known.isSingleOperator)"))
    }

    @Test("the discovery document is for GET and HEAD over HTTPS, under its one path")
    func path() async throws {
        let fixture = try await FrontEndFixture.make()
        #expect(try await fixture.call(.head, "/.well-known/chancery", as: nil).status == .ok)
        #expect(try await fixture.call(.post, "/.well-known/chancery", as: nil).status == .methodNotAllowed)
        #expect(try await fixture.call(.get, "/.well-known/chancery/x", as: nil).status == .notFound)
        #expect(try await fixture.call(.get, "/.well-known/other", as: nil).status == .notFound)
        #expect(try await fixture.plain(.get, "/.well-known/chancery").status == .notFound)
    }
}
