import CACore
import CAInterface
import Foundation
import Logging
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Publication: due lists, restored copies, and the effect of a failure")
struct PublicationTests {
    private static let issuingPath = "crl/Chancery Issuing CA.crl"
    private static let rootPath = "crl/Chancery Root CA.crl"
    private static let root = AuthorityKeyID(authority: AuthorityNumber(rawValue: 1), index: 0)
    private static let issuing = AuthorityKeyID(authority: AuthorityNumber(rawValue: 2), index: 0)
    private static let day = 86_400.0

    private func list(_ test: TestAuthority, _ path: String = issuingPath) async throws -> CertificateList {
        try CertificateList(derEncoded: try #require(await test.publisher.published(path)).bytes)
    }

    private func certificate(_ test: TestAuthority) async throws -> Certificate {
        let answer = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
        return try Certificate(derEncoded: try #require(answer.certificate))
    }

    private func schedule(_ service: CertificationService, _ test: TestAuthority) -> RevocationListSchedule {
        RevocationListSchedule(service: service, clock: { test.clock.now }, logger: Self.silent)
    }

    private static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

    /// The same installation after a restart.
    private func restarted(_ test: TestAuthority) -> CertificationService {
        CertificationService(
            store: test.store,
            directory: test.directory,
            keys: KeyRing(keys: test.keys, store: test.store),
            objects: test.objects,
            publisher: test.publisher,
            clock: { test.clock.now },
            logger: Self.silent
        )
    }

    private func takeAway(_ key: AuthorityKeyID, _ purpose: StoredKeyPurpose, _ test: TestAuthority) {
        test.keys.setAway(purpose, true)
        test.ring.close(key)
    }

    @Test(
        "a revocation whose list could not be written is on the next list that can be, after a restart too",
        arguments: [false, true]
    )
    func retried(restarts: Bool) async throws {
        let test = try await TestAuthority.make()
        let bad = try await certificate(test)
        await test.objects.setFails(true)
        let record = try await test.bound(test.officer).revoke(serial: bad.serialHex, reason: .keyCompromise)
        #expect(record.revocationReason == 1)
        #expect(try await list(test).revoked.isEmpty)
        #expect(try await test.store.revocationListState(of: Self.issuing).uncovered == 1)
        #expect(test.service.publicationStatus.warnings(at: test.clock.now).joined().contains("Chancery Issuing CA"))

        await test.objects.setFails(false)
        let service = restarts ? restarted(test) : test.service
        #expect(await schedule(service, test).publish() <= 60)
        #expect(try await list(test).revoked.map(\.serialNumber) == [bad.serialNumber])
        #expect(try await test.store.revocationListState(of: Self.issuing).uncovered == 0)
        #expect(service.publicationStatus.warnings(at: test.clock.now).isEmpty)
    }

    @Test("a revocation made while the key is closed is on the list when the key is back")
    func keyClosed() async throws {
        let test = try await TestAuthority.make()
        let bad = try await certificate(test)
        takeAway(Self.issuing, .issuing, test)
        _ = try await test.bound(test.officer).revoke(serial: bad.serialHex, reason: .superseded)
        #expect(try await list(test).revoked.isEmpty)
        _ = await schedule(test.service, test).publish()
        #expect(try await list(test).revoked.isEmpty)
        test.keys.setAway(.issuing, false)
        _ = await schedule(test.service, test).publish()
        #expect(try await list(test).revoked.map(\.serialNumber) == [bad.serialNumber])
    }

    @Test("a release is due on the next list like a revocation")
    func release() async throws {
        let test = try await TestAuthority.make()
        let held = try await certificate(test)
        let officer = try await test.bound(test.officer)
        _ = try await officer.revoke(serial: held.serialHex, reason: .certificateHold)
        #expect(try await list(test).revoked.count == 1)
        await test.objects.setFails(true)
        _ = try await officer.revoke(serial: held.serialHex, reason: .removeFromCRL)
        #expect(try await list(test).revoked.count == 1)
        await test.objects.setFails(false)
        _ = await schedule(test.service, test).publish()
        #expect(try await list(test).revoked.isEmpty)
        #expect(try await test.store.revocationRecords(of: Self.issuing, after: 0, limit: 9).map(\.record.reason) == [6, 8])
    }

    @Test("an authority whose key is away, or whose file cannot be written, does not stop the others", arguments: ["key", "file"])
    func onItsOwn(_ trouble: String) async throws {
        let test = try await TestAuthority.make()
        if trouble == "key" {
            takeAway(Self.root, .root, test)
        } else {
            await test.publisher.setFails(Self.rootPath, true)
        }
        let before = try #require(await list(test).crlNumber)
        let rootBefore = try #require(await list(test, Self.rootPath).crlNumber)
        test.clock.advance(seconds: 100 * Self.day)
        let service = restarted(test)
        _ = await schedule(service, test).publish()
        #expect(try await list(test).crlNumber == before + 1)
        #expect(try await list(test, Self.rootPath).crlNumber == rootBefore)
        let warnings = service.publicationStatus.warnings(at: test.clock.now)
        #expect(warnings.count == 1)
        #expect(warnings.joined().contains("Chancery Root CA"))
    }

    @Test("first start ends well although the root's file cannot be written, and the schedule writes it later")
    func firstStart() async throws {
        let (store, keys, publisher, objects) = (InMemoryCAStore(), InMemoryKeyStore(), InMemoryPublisher(), InMemoryObjectStore())
        await publisher.setFails(Self.rootPath, true)
        let foundation = FirstStartAuthorities(
            store: store,
            keys: KeyRing(keys: keys, store: store),
            objects: objects,
            publisher: publisher,
            logger: Self.silent
        )
        let plan = FirstStartPlan(
            organization: "Example",
            dnsName: "pki.example.test",
            publicAddress: "http://pki.example.test",
            domain: (1, 2, 3),
            managementAgent: nil,
            singleOperator: false
        )
        try await foundation.completeFirstStart(plan: plan)
        #expect(try await publisher.published(Self.issuingPath) != nil)
        #expect(try await publisher.published(Self.rootPath) == nil)
        await publisher.setFails(Self.rootPath, false)
        try await foundation.completeFirstStart(plan: plan)
        #expect(try await publisher.published(Self.rootPath) != nil)
        #expect(try await store.revocationLists(of: Self.root, limit: 9).map(\.number) == [1])
    }

    @Test("lost public copies of lists and CA certificates are put back without a key, as they were")
    func putBack() async throws {
        let test = try await TestAuthority.make()
        let paths = [Self.issuingPath, Self.rootPath, "aia/Chancery Issuing CA.cer", "aia/Chancery Root CA.cer"]
        var before: [PublishedObject] = []
        for path in paths { before.append(try #require(await test.publisher.published(path))) }
        takeAway(Self.root, .root, test)
        takeAway(Self.issuing, .issuing, test)
        for path in paths { await test.publisher.lose(path) }
        _ = await schedule(test.service, test).publish()
        for (path, object) in zip(paths, before) { #expect(try await test.publisher.published(path) == object, "\(path)") }
    }

    @Test("a lost list is restored from its public copy; if both are lost, one is signed under the next number")
    func lostSource() async throws {
        let test = try await TestAuthority.make()
        let stored = try #require(await test.store.revocationLists(of: Self.issuing, limit: 1).first)
        await test.objects.lose(stored.object)
        _ = await schedule(test.service, test).publish()
        #expect(await test.objects.all.contains(stored.object))
        #expect(try await list(test).crlNumber == UInt64(stored.number))

        await test.objects.lose(stored.object)
        await test.publisher.lose(Self.issuingPath)
        _ = await schedule(test.service, test).publish()
        #expect(try await list(test).crlNumber == UInt64(stored.number + 1))
        let value = try await test.bound(test.alice).property(CAPropertyID(17), index: 0)
        #expect(value == .binary(try await list(test).derEncoded))
    }

    @Test("while another process holds the lease, this one signs no scheduled list, and looks again soon")
    func leaseElsewhere() async throws {
        let test = try await TestAuthority.make()
        let number = try await list(test).crlNumber
        await test.store.setLease(for: .publication, isElsewhere: true)
        test.clock.advance(seconds: 8 * Self.day)
        await test.publisher.lose(Self.issuingPath)
        #expect(await schedule(test.service, test).publish() <= 15)
        // Copies are each process's own.
        #expect(try await list(test).crlNumber == number)
        await test.store.setLease(for: .publication, isElsewhere: false)
        _ = await schedule(test.service, test).publish()
        #expect(try await list(test).crlNumber == number.map { $0 + 1 })
    }

    @Test("while another process holds the lease, a revocation and a caller get their list here")
    func urgentWithoutLease() async throws {
        let test = try await TestAuthority.make()
        let bad = try await certificate(test)
        await test.store.setLease(for: .publication, isElsewhere: true)
        _ = try await test.bound(test.officer).revoke(serial: bad.serialHex, reason: .keyCompromise)
        let revoked = try await list(test)
        #expect(revoked.revoked.map(\.serialNumber) == [bad.serialNumber])
        try await test.bound(test.officer).publishRevocationLists(passphrase: nil)
        #expect(try await list(test).crlNumber == revoked.crlNumber.map { $0 + 1 })
    }

    @Test("objects of old lists and of a killed process are removed; every list number stays")
    func oldObjects() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        for _ in 0..<14 { try await administrator.publishRevocationLists() }
        #expect(try await test.store.revocationLists(of: Self.issuing, limit: 99).count == 15)
        #expect(await test.objects.all.count == 11, "ten of the issuing authority and one of the root")
        // Written, but the process was killed before the row.
        try await test.objects.put([1], as: ObjectID(of: [1]))
        _ = await schedule(restarted(test), test).publish()
        #expect(await test.objects.all.count == 11)
    }

    // MARK: Clock

    @Test("a list begins before it was signed, by the skew that slow clocks are granted")
    func skew() async throws {
        let test = try await TestAuthority.make()
        let list = try await list(test)
        let stored = try #require(await test.store.revocationLists(of: Self.issuing, limit: 1).first)
        #expect(stored.signedWhen.timeIntervalSince(list.thisUpdate) == 600)
        #expect(list.nextUpdate == stored.signedWhen.addingTimeInterval(7 * Self.day))
    }

    @Test("lists signed while the clock was ahead are signed again: the number grows, the date goes back")
    func clockWasAhead() async throws {
        let test = try await TestAuthority.make()
        test.clock.advance(seconds: 40 * Self.day)
        _ = await schedule(test.service, test).publish()
        let ahead = (try await list(test), try await list(test, Self.rootPath))
        test.clock.advance(seconds: -40 * Self.day)
        // At start, and by the running schedule.
        let service = restarted(test)
        _ = await schedule(service, test).publish()
        for (path, former) in [(Self.issuingPath, ahead.0), (Self.rootPath, ahead.1)] {
            let list = try await list(test, path)
            #expect(list.thisUpdate < test.clock.now, "\(path)")
            #expect(try #require(list.crlNumber) == (former.crlNumber ?? 0) + 1)
        }
        #expect(service.publicationStatus.warnings(at: test.clock.now).isEmpty)
        let count = await test.publisher.history.count
        _ = await schedule(service, test).publish()
        #expect(await test.publisher.history.count == count, "once is enough")
    }

    @Test("a certificate that ended while the clock was ahead is still listed when the clock is right")
    func entriesAfterAJump() async throws {
        let test = try await TestAuthority.make()
        let bad = try await certificate(test)
        _ = try await test.bound(test.officer).revoke(serial: bad.serialHex, reason: .superseded)
        test.clock.advance(seconds: 3 * 365 * Self.day)
        _ = await schedule(test.service, test).publish()
        test.clock.advance(seconds: Self.day)
        _ = await schedule(test.service, test).publish()
        #expect(try await list(test).revoked.isEmpty)
        test.clock.advance(seconds: -(3 * 365 + 1) * Self.day)
        _ = await schedule(test.service, test).publish()
        #expect(try await list(test).revoked.map(\.serialNumber) == [bad.serialNumber])
    }

    @Test("after the authorities' end their lists are still made, and a start succeeds")
    func pastTheEnd() async throws {
        let test = try await TestAuthority.make()
        test.clock.advance(seconds: 21 * 365 * Self.day)
        let service = restarted(test)
        _ = await schedule(service, test).publish()
        for path in [Self.issuingPath, Self.rootPath] {
            let list = try await list(test, path)
            #expect(try #require(list.nextUpdate) > test.clock.now.addingTimeInterval(Self.day), "\(path)")
        }
    }

    @Test("the warning about an absent root's list begins when half of its life is over, with the remedy")
    func halfLife() async throws {
        let test = try await TestAuthority.make()
        takeAway(Self.root, .root, test)
        test.clock.advance(seconds: 44 * Self.day)
        _ = await schedule(test.service, test).publish()
        #expect(test.service.publicationStatus.warnings(at: test.clock.now).isEmpty)
        test.clock.advance(seconds: 2 * Self.day)
        let warnings = test.service.publicationStatus.warnings(at: test.clock.now).filter { $0.contains("Root") }
        #expect(warnings.count == 1)
        #expect(warnings.first?.contains("--ask-passphrase") == true)
    }
}
