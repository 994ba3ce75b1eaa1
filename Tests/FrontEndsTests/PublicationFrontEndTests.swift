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

    @Test("caches keep a list until the next is to come, and not beyond its end, and no certificate")
    func caching() async throws {
        let fixture = try await FrontEndFixture.make()
        let answer = try await fixture.plain(.get, Self.published[0])
        let control = try #require(answer.headers[.cacheControl])
        #expect(control.hasSuffix(", public, no-transform, must-revalidate"))
        let age = try #require(Int(control.dropFirst("max-age=".utf8.count).prefix { $0 != "," }))
        let list = try CertificateList(derEncoded: answer.octets)
        let next = try #require(try CRLNextPublish.find(in: list.extensions)).date
        #expect(try next <= #require(list.nextUpdate))
        #expect(age > 0)
        #expect(Double(age) <= next.timeIntervalSince(Date()) + 1)
        #expect(try await fixture.plain(.get, Self.published[2]).headers[.cacheControl] == "no-cache")
        let unknown = PublishedObject(path: "crl/Odd.crl", bytes: [1, 2, 3], mediaType: "application/pkix-crl", modified: Date())
        try await fixture.authority.publisher.publish(unknown)
        #expect(try await fixture.plain(.get, "/crl/Odd.crl").headers[.cacheControl] == "no-cache")
    }

    /// The wanted range, and the part of a thousand octets that is sent; nil for 416.
    private static let ranges: [(String, Range<Int>?)] = [
        ("bytes=0-0", 0..<1), ("bytes=10-19", 10..<20), ("bytes=990-", 990..<1000), ("bytes=-5", 995..<1000), ("bytes=-5000", 0..<1000),
        ("bytes=5-99999999999999999999", 5..<1000), ("bytes=1000-", nil), ("bytes=2000-3000", nil), ("bytes=-0", nil),
    ]

    @Test("a part of a list is sent with its place, and a part behind its end is 416")
    func ranges() async throws {
        let fixture = try await FrontEndFixture.make()
        let list = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try await fixture.authority.publisher.publish(
            PublishedObject(path: "crl/Part.crl", bytes: list, mediaType: "application/pkix-crl", modified: Date())
        )
        for (range, part) in Self.ranges {
            let answer = try await fixture.call(.get, "/crl/Part.crl", as: nil, headers: [.range: range])
            #expect(answer.headers[.acceptRanges] == "bytes")
            guard let part else {
                #expect(answer.status == .rangeNotSatisfiable, "\(range)")
                #expect(answer.headers[.contentRange] == "bytes */1000")
                continue
            }
            #expect(answer.status == .partialContent, "\(range)")
            #expect(answer.octets == Array(list[part]))
            #expect(answer.headers[.contentRange] == "bytes \(part.lowerBound)-\(part.upperBound - 1)/1000")
        }
    }

    @Test("a range that cannot be read, several ranges, and HEAD get the whole")
    func noRange() async throws {
        let fixture = try await FrontEndFixture.make()
        let whole = try await fixture.call(.get, Self.published[0], as: nil).octets
        for range in ["octets=0-1", "bytes=", "bytes=-", "bytes=2-1", "bytes=a-b", "bytes=0-1,3-4", "bytes=0-1-2", "bytes=+1-2"] {
            let answer = try await fixture.call(.get, Self.published[0], as: nil, headers: [.range: range])
            #expect(answer.status == .ok, "\(range)")
            #expect(answer.octets == whole)
        }
        #expect(try await fixture.call(.head, Self.published[0], as: nil, headers: [.range: "bytes=0-1"]).status == .ok)
    }

    @Test("If-Range gives the part only of the object that the client has")
    func ifRange() async throws {
        let fixture = try await FrontEndFixture.make()
        let first = try await fixture.call(.get, Self.published[0], as: nil)
        let tag = try #require(first.headers[.eTag])
        let modified = try #require(first.headers[.lastModified])
        for condition in [tag, modified] {
            let answer = try await fixture.call(.get, Self.published[0], as: nil, headers: [.range: "bytes=0-3", .ifRange: condition])
            #expect(answer.status == .partialContent)
        }
        for condition in ["\"other\"", "W/" + tag, "Thu, 01 Jan 1970 00:00:00 GMT"] {
            let answer = try await fixture.call(.get, Self.published[0], as: nil, headers: [.range: "bytes=0-3", .ifRange: condition])
            #expect(answer.status == .ok, "\(condition)")
        }
        let known = try await fixture.call(.get, Self.published[0], as: nil, headers: [.range: "bytes=0-3", .ifNoneMatch: tag])
        #expect(known.status == .notModified)
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
