import CACore
import CAInterface
import Foundation
import Logging
import PKICrypto
import PKIFormats
import PKITesting
import Synchronization
import Testing

/// A process that dies during a renewal, at each of its commits, and the next one on the same data. `scripts/rollover-kill` does it with SIGKILL.
@Suite("An interrupted renewal")
struct InterruptedRenewalTests {
    private struct KilledError: Error {}

    /// The same installation in another process.
    private func next(_ test: TestAuthority) -> CertificationService {
        CertificationService(
            store: test.store,
            directory: test.directory,
            keys: KeyRing(keys: test.keys, store: test.store),
            objects: test.objects,
            publisher: test.publisher,
            clock: { test.clock.now },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// Lets so many commits happen, and then none.
    private func dies(_ test: TestAuthority, after commits: Int) async {
        let left = Mutex(commits)
        await test.store.onCommit { _ in
            let isAlive = left.withLock { left in
                left -= 1
                return left >= 0
            }
            if !isAlive { throw KilledError() }
        }
    }

    @Test(
        "a renewal that dies before any of its commits leaves a CA that works, and the same order ends it",
        arguments: [true, false],
        0...4
    )
    func killed(newKey: Bool, commits: Int) async throws {
        let test = try await TestAuthority.make()
        let order = RenewalOrder(newKey: newKey)
        await dies(test, after: commits)
        let answered = try? await test.bound(test.administrator).renew(order)
        #expect((answered != nil) == (commits >= 2), "the renewal is answered when the certificate is stored")
        await test.store.onCommit(nil)

        let service = next(test)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        _ = await RevocationListSchedule(service: service, clock: { test.clock.now }, logger: logger).publish()
        let alice = try await service.authority(named: TestAuthority.issuingName, for: test.caller(test.alice))
        let before = try await alice.submit(test.submission(test.request(), template: "User"))
        #expect(before.code == .issued, "\(before.message)")
        let administrator = try await service.authority(named: TestAuthority.issuingName, for: test.caller(test.administrator))
        if answered == nil { #expect(try await administrator.renew(order).generation == 1) }
        let stored = try #require(await test.store.authorities().first { $0.number.rawValue == 2 })
        #expect(stored.renewal == nil)
        #expect(stored.generations.count == 2)
        #expect(stored.keys.count == (newKey ? 2 : 1))
        let after = try await alice.submit(test.submission(test.request(), template: "User"))
        #expect(after.chain.first == stored.generations[1].certificate)
        for key in stored.keys {
            let list = try CertificateList(derEncoded: try #require(await test.publisher.published(key.listPath)).bytes)
            #expect(try list.isSigned(with: try SubjectPublicKeyInfo(derEncoded: key.publicKey)), "\(key.listPath)")
        }
        for generation in stored.generations {
            #expect(try await test.publisher.published(generation.aiaPath)?.bytes == generation.certificate)
        }
    }

    @Test("a disk that is full while the list of a new key is written delays the list, not the renewal")
    func fullDisk() async throws {
        let test = try await TestAuthority.make()
        await test.objects.setFails(true)
        #expect(try await test.bound(test.administrator).renew(RenewalOrder(newKey: true)).generation == 1)
        let path = "crl/Chancery Issuing CA(1).crl"
        #expect(try await test.publisher.published(path) == nil)
        #expect(test.service.publicationStatus.warnings(at: test.clock.now).contains { $0.contains("Chancery Issuing CA") })
        await test.objects.setFails(false)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        _ = await RevocationListSchedule(service: test.service, clock: { test.clock.now }, logger: logger).publish()
        #expect(try await test.publisher.published(path) != nil)
    }

    @Test("of two officers who revoke one certificate at once, one decides, the other hears its state", arguments: 0..<5)
    func twoOfficers(_: Int) async throws {
        let test = try await TestAuthority.make()
        let disposition = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
        let certificate = try Certificate(derEncoded: try #require(disposition.certificate))
        let reasons: [CRLReason] = [.superseded, .affiliationChanged]
        let answers = try await withThrowingTaskGroup(of: (CRLReason, CAError?).self) { group in
            for (reason, principal) in zip(reasons, [test.officer, test.administrator]) {
                let bound = try await test.bound(principal)
                group.addTask {
                    do {
                        _ = try await bound.revoke(serial: certificate.serialHex, reason: reason)
                        return (reason, nil)
                    } catch let error as CAError { return (reason, error) }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let winner = try #require(answers.first { $0.1 == nil })
        #expect(answers.compactMap(\.1).map(\.code) == [.wrongState])
        let list = try CertificateList(derEncoded: try #require(await test.publisher.published("crl/Chancery Issuing CA.crl")).bytes)
        #expect(list.revoked.map(\.serialNumber) == [certificate.serialNumber])
        #expect(list.revoked.first?.reason == winner.0)
    }
}
