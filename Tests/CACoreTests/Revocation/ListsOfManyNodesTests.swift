import CACore
import CAInterface
import Foundation
import Logging
import PKIFormats
import PKITesting
import Testing

@Suite("Revocation lists of many nodes over one store")
struct ListsOfManyNodesTests {
    private static let issuingPath = "crl/Chancery Issuing CA.crl"
    private static let issuing = AuthorityKeyID(authority: AuthorityNumber(rawValue: 2), index: 0)
    private static let day = 86_400.0

    /// Another node: the same store and objects, other copies.
    private struct Node {
        let publisher = InMemoryPublisher()
        let service: CertificationService
        let follower: PublishedListFollower
        let news: AsyncStream<Void>.Continuation

        init(_ test: TestAuthority) {
            let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let (stream, news) = AsyncStream.makeStream(of: Void.self)
            self.news = news
            service = CertificationService(
                store: test.store,
                directory: test.directory,
                keys: KeyRing(keys: test.keys, store: test.store),
                objects: test.objects,
                publisher: publisher,
                clock: { test.clock.now },
                logger: silent
            )
            follower = PublishedListFollower(
                store: test.store,
                copies: PublicCopies(objects: test.objects, publisher: publisher),
                news: stream,
                // After the first look, notifications alone bring what is new.
                sleep: { _ in throw CancellationError() },
                logger: silent
            )
        }

        func number() async throws -> UInt64? {
            guard let bytes = try await publisher.published(issuingPath)?.bytes else { return nil }
            return try CertificateList(derEncoded: bytes).crlNumber
        }
    }

    private func newest(_ test: TestAuthority) async throws -> Int {
        try #require(try await test.store.revocationLists(of: Self.issuing, limit: 1).first).number
    }

    @Test("a scheduled list is signed once, whichever nodes look at the same moment")
    func once() async throws {
        let test = try await TestAuthority.make()
        let nodes = (0..<6).map { _ in Node(test) }
        let before = try await newest(test)
        test.clock.advance(seconds: 8 * Self.day)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for node in nodes { group.addTask { _ = try await node.service.publishDueRevocationLists() } }
            try await group.waitForAll()
        }
        #expect(try await newest(test) == before + 1)
        for node in nodes { #expect(try await node.number() == UInt64(before + 1)) }
    }

    @Test("what one node signs, another publishes after a notification, with the certificates of the CA")
    func followed() async throws {
        let test = try await TestAuthority.make()
        let node = Node(test)
        let running = Task { try await node.follower.run() }
        let answer = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
        let bad = try Certificate(derEncoded: try #require(answer.certificate))
        _ = try await test.bound(test.officer).revoke(serial: bad.serialHex, reason: .keyCompromise)
        node.news.yield()
        let signed = try await newest(test)
        while try await node.number() != UInt64(signed) { await Task.yield() }
        let certificate = "aia/Chancery Issuing CA.cer"
        #expect(try await node.publisher.published(certificate) == test.publisher.published(certificate))
        running.cancel()
        try await running.value
    }

    @Test("a node that slept before publishing does not put its list over a newer one")
    func slept() async throws {
        let test = try await TestAuthority.make()
        let old = try #require(try await test.publisher.published(Self.issuingPath))
        try await test.bound(test.officer).publishRevocationLists()
        let new = try #require(try await test.publisher.published(Self.issuingPath))
        let node = Node(test)
        #expect(try await node.publisher.publish(new))
        #expect(try await !node.publisher.publish(old))
        #expect(try await node.publisher.published(Self.issuingPath) == new)
        // Another key of that name takes the place with a higher number alone.
        let other = try await TestAuthority.make()
        let foreign = try #require(try await other.publisher.published(Self.issuingPath))
        #expect(try await !node.publisher.publish(foreign))
        #expect(try await node.publisher.published(Self.issuingPath) == new)
    }
}
