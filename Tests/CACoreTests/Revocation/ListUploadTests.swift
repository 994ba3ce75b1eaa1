import CAInterface
import Foundation
import Logging
import PKIFormats
import PKITesting
import Synchronization
import Testing

@testable import CACore

@Suite("Lists that are brought to other servers")
struct ListUploadTests {
    /// A server that can be down, slow to change, or have something else.
    private actor Server: ListTarget {
        struct DownError: Error {}
        private(set) var objects: [String: [UInt8]] = [:]
        private(set) var puts = 0
        private var isDown = false
        private var isWithoutTags = false
        private var race: (url: String, bytes: [UInt8])?

        func setDown(_ isDown: Bool) { self.isDown = isDown }
        func setWithoutTags() { isWithoutTags = true }
        func set(_ url: String, _ bytes: [UInt8]) { objects[url] = bytes }
        /// What comes there between the next look and the next PUT.
        func setRace(_ url: String, _ bytes: [UInt8]) { race = (url, bytes) }

        func current(at url: String) throws -> ListCopy? {
            if isDown { throw DownError() }
            let found = objects[url].map { ListCopy(bytes: $0, tag: isWithoutTags ? nil : ObjectID(of: $0).rawValue) }
            if let race { objects[race.url] = race.bytes }
            race = nil
            return found
        }

        func put(_ bytes: [UInt8], to url: String, replacing former: String?) throws -> Bool {
            if isDown { throw DownError() }
            guard objects[url].map({ ObjectID(of: $0).rawValue }) == former else { return false }
            puts += 1
            objects[url] = bytes
            return true
        }
    }

    private static let url = "http://mirror.example.test/Chancery%20Issuing%20CA.crl"

    private static func start(_ test: TestAuthority, _ server: Server) async throws -> ListUploads {
        try await test.bound(test.administrator).setConfigurationEntry(
            node: "CA",
            entry: "CRLPublicationTargets",
            value: .texts(["http://mirror.example.test/%3%8%9.crl"])
        )
        return ListUploads(
            store: test.store,
            objects: test.objects,
            target: server,
            status: test.service.publicationStatus,
            clock: { test.clock.now },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    @Test("a new list is brought once, and the next one takes its place")
    func brought() async throws {
        let (test, server) = (try await TestAuthority.make(), Server())
        let uploads = try await Self.start(test, server)
        for _ in 0..<3 { await uploads.uploadDue() }
        #expect(await server.puts == 1)
        #expect(try await server.objects[Self.url] == test.publisher.published(DeltaListTests.path)?.bytes)
        try await test.bound(test.officer).publishRevocationLists()
        await uploads.uploadDue()
        #expect(await server.puts == 2)
        #expect(try await server.objects[Self.url] == test.publisher.published(DeltaListTests.path)?.bytes)
    }

    @Test("a delta and the list of a partition go to places of their own, or nowhere")
    func places() async throws {
        let (test, server) = (try await PartitionTests.authority(1, hasDeltas: true), Server())
        let uploads = try await Self.start(test, server)
        await uploads.uploadDue()
        let places = await server.objects
        #expect(Set(places.keys) == [Self.url, "http://mirror.example.test/Chancery%20Issuing%20CA%2B.crl"])
    }

    @Test(
        "a list never takes the place of one with a higher number, also of one that comes at the last moment",
        arguments: [true, false]
    )
    func fenced(_ comesLate: Bool) async throws {
        let (test, server) = (try await TestAuthority.make(), Server())
        let uploads = try await Self.start(test, server)
        await uploads.uploadDue()
        let older = try #require(await test.publisher.published(DeltaListTests.path)).bytes
        try await test.bound(test.officer).publishRevocationLists()
        let newer = try #require(await test.publisher.published(DeltaListTests.path)).bytes
        let slow = Server()
        // A node that has only seen the older list.
        let late = ListUploads(
            store: try await Self.behind(test),
            objects: test.objects,
            target: slow,
            status: PublicationStatus(),
            clock: { test.clock.now },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        if comesLate { await slow.setRace(Self.url, newer) } else { await slow.set(Self.url, newer) }
        await late.uploadDue()
        #expect(await slow.objects[Self.url] == newer)
        #expect(older != newer)
    }

    /// The same authority with the first list only.
    private static func behind(_ test: TestAuthority) async throws -> InMemoryCAStore {
        let store = InMemoryCAStore()
        for authority in try await test.store.authorities() {
            try await store.commit([.authorityCreated(authority)], expecting: .nothing)
            let id = AuthorityKeyID(authority: authority.number, index: 0)
            let first = try #require(await test.store.revocationLists(of: id, limit: 9).last)
            try await store.commit([.revocationListSigned(first)], expecting: .nothing)
        }
        return store
    }

    @Test("lists that are not at one server have one line of /readyz")
    func grouped() async throws {
        let test = try await TestAuthority.make()
        func target(_ url: String) -> PublicationStatus.Target {
            let part = RevocationListPart(key: AuthorityKeyID(authority: AuthorityNumber(rawValue: 2), index: 0), partition: 0)
            return PublicationStatus.Target(part: part, isDelta: false, url: url, since: test.clock.now, fault: "It is down.")
        }
        let status = PublicationStatus()
        status.set(targets: ["http://a.test/1.crl", "http://a.test/2.crl", "http://b.test:81/1.crl"].map(target))
        let warnings = status.warnings(at: test.clock.now)
        #expect(warnings.count == 2)
        #expect(warnings.first?.hasPrefix("2 lists are not at http://a.test since") == true)
        #expect(warnings.last?.hasPrefix("The newest list is not at http://b.test:81/1.crl since") == true)
    }

    @Test("a target that is down is tried again, is named by /readyz and the property, and delays nothing")
    func down() async throws {
        let (test, server) = (try await TestAuthority.make(), Server())
        let uploads = try await Self.start(test, server)
        await server.setDown(true)
        await uploads.uploadDue()
        let warnings = test.service.publicationStatus.warnings(at: test.clock.now)
        #expect(warnings.count == 1)
        #expect(warnings.joined().contains(Self.url))
        let alice = try await test.bound(test.alice)
        #expect(try await alice.property(.baseCRLPublishStatus, index: 0) == .long(0x801))
        let certificate = try await DeltaListTests.issued(test)
        _ = try await test.bound(test.officer).revoke(serial: certificate.serialHex, reason: .superseded)
        #expect(try await DeltaListTests.list(test).revoked.count == 1)
        await server.setDown(false)
        await uploads.uploadDue()
        #expect(await server.puts == 0)
        test.clock.advance(seconds: 3)
        await uploads.uploadDue()
        #expect(await server.puts == 1)
        #expect(test.service.publicationStatus.warnings(at: test.clock.now).isEmpty)
        #expect(try await alice.property(.baseCRLPublishStatus, index: 0) == .long(5))
    }

    @Test(
        "a target without the number of the key is refused",
        arguments: ["http://m.example.test/%3.crl", "http://m.example.test/%3%%8.crl"]
    )
    func withoutKey(_ line: String) async throws {
        let test = try await TestAuthority.make()
        let error = await #expect(throws: CAError.self) {
            try await test.bound(test.administrator).setConfigurationEntry(
                node: "CA",
                entry: "CRLPublicationTargets",
                value: .texts([line])
            )
        }
        #expect(error?.message.contains("%8") == true)
    }

    @Test("of keys that share an address, the first brings its lists there, and the others have a warning")
    func shared() async throws {
        let (test, server) = (try await TestAuthority.make(), Server())
        let uploads = try await Self.start(test, server)
        // As earlier versions took it.
        for var authority in try await test.store.authorities() {
            let number = authority.number
            if number.rawValue == 2 {
                _ = try await test.bound(test.administrator).renew(RenewalOrder(newKey: true))
                authority = try #require(try await test.store.authorities().first { $0.number == number })
            }
            authority.settings.configuration["CA\\CRLPublicationTargets"] = .texts(["http://mirror.example.test/ALL%9.crl"])
            authority.revision += 1
            try await test.store.commit([.authorityUpdated(authority)], expecting: .nothing)
        }
        await uploads.uploadDue()
        #expect(await server.puts == 1)
        let list = try #require(await server.objects.values.first)
        #expect(try CertificateList(derEncoded: list).issuer.commonName == "Chancery Root CA")
        #expect(test.service.publicationStatus.allTargets.count { $0.fault?.contains("same address") == true } == 2)
    }

    @Test("a list of another issuer or key at a target stays")
    func stranger() async throws {
        let (test, other, server) = (try await TestAuthority.make(), try await TestAuthority.make(), Server())
        let uploads = try await Self.start(test, server)
        let list = try #require(await other.publisher.published(DeltaListTests.path)).bytes
        await server.set(Self.url, list)
        await uploads.uploadDue()
        #expect(await server.objects[Self.url] == list)
        #expect(test.service.publicationStatus.warnings(at: test.clock.now).joined().contains("another issuer or key"))
    }

    @Test("a server without tags keeps what it has")
    func untagged() async throws {
        let (test, server) = (try await TestAuthority.make(), Server())
        let uploads = try await Self.start(test, server)
        await uploads.uploadDue()
        await server.setWithoutTags()
        let before = await server.objects[Self.url]
        try await test.bound(test.officer).publishRevocationLists()
        await uploads.uploadDue()
        #expect(await server.objects[Self.url] == before)
        #expect(test.service.publicationStatus.warnings(at: test.clock.now).joined().contains("ETag"))
    }
}
