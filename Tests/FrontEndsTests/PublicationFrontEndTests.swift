import CAInterface
import Foundation
import FrontEnds
import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOEmbedded
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@Suite struct PublicationFrontEndTests {
    private static let published = [
        "/crl/Chancery%20Issuing%20CA.crl", "/crl/Chancery%20Root%20CA.crl", "/aia/Chancery%20Issuing%20CA.cer",
    ]

    @Test("lists and certificates are served on both listeners without sign-in, with their media types", arguments: published)
    func served(_ path: String) async throws {
        let fixture = try await FrontEndFixture.make()
        let secure = try await fixture.call(.get, path, as: nil)
        let plain = try await fixture.plain(.get, path)
        #expect(secure.status == .ok && plain.status == .ok)
        #expect(secure.octets == plain.octets)
        if path.hasSuffix(".crl") {
            #expect(plain.headers[.contentType] == "application/pkix-crl")
            #expect(try CertificateList(derEncoded: plain.octets).crlNumber != nil)
        } else {
            #expect(plain.headers[.contentType] == "application/pkix-cert")
            #expect(try Certificate(derEncoded: plain.octets).subject.commonName == TestAuthority.issuingName)
        }
    }

    @Test("an object that the client already has is 304, and a new list has a new tag")
    func conditional() async throws {
        let fixture = try await FrontEndFixture.make()
        let path = Self.published[0]
        let first = try await fixture.call(.get, path, as: nil)
        let tag = try #require(first.headers[.eTag])
        let modified = try #require(first.headers[.lastModified])
        let conditions: [HTTPFields] = [
            [.ifNoneMatch: tag], [.ifNoneMatch: "\"x\", W/\(tag)"], [.ifNoneMatch: "*"], [.ifModifiedSince: modified],
            [.ifNoneMatch: tag, .ifModifiedSince: "Thu, 01 Jan 1970 00:00:00 GMT"],
        ]
        for headers in conditions {
            let answer = try await fixture.call(.get, path, as: nil, headers: headers)
            #expect(answer.status == .notModified && answer.octets.isEmpty)
            #expect(answer.headers[.eTag] == tag)
        }
        let other: [HTTPFields] = [[.ifNoneMatch: "\"x\""], [.ifNoneMatch: "\"x\"", .ifModifiedSince: modified]]
        for headers in other { #expect(try await fixture.call(.get, path, as: nil, headers: headers).status == .ok) }
        try await fixture.authority.bound(fixture.authority.officer).publishRevocationLists()
        let later = try await fixture.call(.get, path, as: nil, headers: [.ifNoneMatch: tag])
        #expect(later.status == .ok && later.headers[.eTag] != tag)
    }

    @Test("a download copies only the part it writes: thirty of a long list do not take thirty times its size")
    func shared() async throws {
        let fixture = try await FrontEndFixture.make()
        let list = (0..<10_000_001).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
        try await fixture.authority.publisher.publish(
            PublishedObject(path: "crl/Long.crl", bytes: list, mediaType: "application/pkix-crl", modified: Date())
        )
        let head = HTTPRequest(method: .get, scheme: "http", authority: nil, path: "/crl/Long.crl")
        let answer = try await fixture.frontEnds.responder(on: .http).respond(
            to: Request(head: head, body: RequestBody(buffer: ByteBuffer())),
            context: ConnectionContext(channel: EmbeddedChannel(), logger: FrontEndFixture.logger, peer: nil)
        )
        #expect(answer.headers[.contentLength] == "10000001")
        let collected = CollectedBody()
        try await answer.body.write(collected)
        #expect(collected.octets == list)
        #expect(collected.longestPart <= 1 << 16)
    }

    @Test("HEAD gives the length; anything unpublished is 404, also with paths that lead out of the folder")
    func absent() async throws {
        let fixture = try await FrontEndFixture.make()
        let head = try await fixture.call(.head, Self.published[0], as: nil)
        #expect(head.status == .ok && head.octets.isEmpty)
        let paths = [
            "/crl/none.crl", "/crl/", "/aia", "/crl/..%2Faia%2FChancery%20Issuing%20CA.cer", "/crl/.hidden", "/crl/a%00b", "/crl/%zz",
            "/crl/a/b", "/crl/..%5Cx",
        ]
        for path in paths { #expect(try await fixture.call(.get, path, as: nil).status == .notFound) }
    }

    @Test("the plain listener serves no other front end")
    func plain() async throws {
        let fixture = try await FrontEndFixture.make()
        for path in ["/api/v1/authorities", "/api/v1/openapi.json", "/CertificateManagement/api/v1.0/requests"] {
            #expect(try await fixture.plain(.get, path).status == .notFound)
        }
    }
}
