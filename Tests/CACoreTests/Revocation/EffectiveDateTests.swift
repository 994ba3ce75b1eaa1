import CACore
import CAInterface
import CertificateTemplates
import Foundation
import Logging
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Revocations that begin another day, and what was taken over")
struct EffectiveDateTests {
    private static let path = "crl/Chancery Issuing CA.crl"
    private static let number = AuthorityNumber(rawValue: 2)

    private func issued(_ test: TestAuthority) async throws -> Certificate {
        let disposition = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
        return try Certificate(derEncoded: try #require(disposition.certificate))
    }

    private func list(_ test: TestAuthority) async throws -> CertificateList {
        try CertificateList(derEncoded: try #require(await test.publisher.published(Self.path)).bytes)
    }

    private func schedule(_ test: TestAuthority) -> RevocationListSchedule {
        RevocationListSchedule(service: test.service, clock: { test.clock.now }, logger: .init(label: "test"))
    }

    private func error(_ body: () async throws -> Void) async -> CAError? {
        do {
            try await body()
            Issue.record("the call was not refused")
        } catch let error as CAError {
            return error
        } catch {
            Issue.record(error)
        }
        return nil
    }

    @Test("a revocation that lies ahead is on no list until it begins, and then comes on by itself")
    func ahead() async throws {
        let test = try await TestAuthority.make()
        let certificate = try await issued(test)
        let officer = try await test.bound(test.officer)
        let begins = test.clock.now.addingTimeInterval(7200)
        _ = try await officer.revoke(serial: certificate.serialHex, Revocation(reason: .superseded, effective: begins))
        #expect(try await list(test).revoked.isEmpty)
        #expect(try await officer.validity(serial: certificate.serialHex).state == .valid)
        #expect(try await officer.validity(serial: certificate.serialHex).reason == 4)

        test.clock.advance(seconds: 7140)
        let before = await test.publisher.history.count
        let wait = await schedule(test).publish()
        #expect(await test.publisher.history.count == before)
        #expect(wait <= 60)
        test.clock.advance(seconds: 61)
        _ = await schedule(test).publish()
        let shown = try await list(test)
        #expect(shown.revoked.map(\.serialNumber) == [certificate.serialNumber])
        #expect(abs(try #require(shown.revoked.first).date.timeIntervalSince(begins)) < 1)
        #expect(try await officer.validity(serial: certificate.serialHex).state == .revoked)
        let last = await test.publisher.history.count
        _ = await schedule(test).publish()
        #expect(await test.publisher.history.count == last)
    }

    @Test("a revocation that begins before the schedule looks again is on the list in time", .timeLimit(.minutes(10)))
    func beforeTheNextLook() async throws {
        let test = try await TestAuthority.make()
        let certificate = try await issued(test)
        let (asked, asks) = AsyncStream<Double>.makeStream()
        let never = AsyncStream<Void> { _ in }
        // The look after a minute never comes.
        let schedule = RevocationListSchedule(
            service: test.service,
            clock: { test.clock.now },
            sleep: { seconds in
                asks.yield(seconds)
                guard seconds == 60 else { return test.clock.advance(seconds: seconds) }
                for await _ in never {}
                throw CancellationError()
            },
            logger: .init(label: "test")
        )
        let running = Task { try await schedule.run() }
        var waits = asked.makeAsyncIterator()
        #expect(await waits.next() == 60)
        let order = Revocation(reason: .superseded, effective: test.clock.now.addingTimeInterval(5))
        _ = try await test.bound(test.officer).revoke(serial: certificate.serialHex, order)
        #expect(try #require(await waits.next()) <= 5)
        while try await list(test).revoked.isEmpty { await Task.yield() }
        running.cancel()
        try await running.value
    }

    @Test("a revocation stays on the lists when the clock is set back before it")
    func clockBack() async throws {
        let test = try await TestAuthority.make()
        let certificate = try await issued(test)
        let officer = try await test.bound(test.officer)
        test.clock.advance(seconds: 3600)
        _ = try await officer.revoke(serial: certificate.serialHex, reason: .keyCompromise)
        test.clock.set(back: 3600)
        try await officer.publishRevocationLists()
        #expect(try await list(test).revoked.map(\.serialNumber) == [certificate.serialNumber])
        #expect(try await officer.validity(serial: certificate.serialHex).state == .revoked)
    }

    @Test("a revocation that lies ahead begins at once when it is ordered again without a time")
    func broughtForward() async throws {
        let test = try await TestAuthority.make()
        let certificate = try await issued(test)
        let officer = try await test.bound(test.officer)
        _ = try await officer.revoke(serial: certificate.serialHex, Revocation(reason: .superseded, effective: test.clock.now + 3600))
        _ = try await officer.revoke(serial: certificate.serialHex, Revocation(reason: .keyCompromise, changesEarlier: true))
        #expect(try await list(test).revoked.map(\.reason) == [.keyCompromise])
    }

    @Test("a hold that lies ahead can be released before it begins")
    func releasedBefore() async throws {
        let test = try await TestAuthority.make()
        let certificate = try await issued(test)
        let officer = try await test.bound(test.officer)
        _ = try await officer.revoke(serial: certificate.serialHex, Revocation(reason: .certificateHold, effective: test.clock.now + 3600))
        _ = try await officer.revoke(serial: certificate.serialHex, reason: .removeFromCRL)
        test.clock.advance(seconds: 4000)
        _ = await schedule(test).publish()
        #expect(try await list(test).revoked.isEmpty)
        #expect(try await officer.validity(serial: certificate.serialHex).state == .valid)
    }

    @Test("a time outside the certificate's validity is refused, and what is in effect is not taken back")
    func impossibleTimes() async throws {
        let test = try await TestAuthority.make()
        let certificate = try await issued(test)
        let officer = try await test.bound(test.officer)
        for time in [certificate.notBefore - 60, certificate.notAfter + 60] {
            let refusal = await error {
                _ = try await officer.revoke(serial: certificate.serialHex, Revocation(reason: .superseded, effective: time))
            }
            #expect(refusal?.status == .invalidArgument)
        }
        _ = try await officer.revoke(serial: certificate.serialHex, reason: .superseded)
        let later = Revocation(reason: .superseded, effective: test.clock.now + 60, changesEarlier: true)
        #expect(
            await error { _ = try await officer.revoke(serial: certificate.serialHex, later) }?.reason?.rule == "RevocationBeginsInItsTime"
        )
        #expect(try await list(test).revoked.count == 1)
    }

    @Test("a second revocation that is meant changes reason and date; a hold or a release does not")
    func again() async throws {
        let test = try await TestAuthority.make()
        let certificate = try await issued(test)
        let officer = try await test.bound(test.officer)
        test.clock.advance(seconds: 3600)
        _ = try await officer.revoke(serial: certificate.serialHex, reason: .superseded)
        let earlier = test.clock.now - 1800
        let changed = Revocation(reason: .affiliationChanged, effective: earlier, changesEarlier: true)
        #expect(try await officer.revoke(serial: certificate.serialHex, changed).revocationReason == 3)
        let entry = try #require(await list(test).revoked.first)
        #expect(entry.reason == .affiliationChanged)
        #expect(abs(entry.date.timeIntervalSince(earlier)) < 1)
        for reason in [CRLReason.certificateHold, .removeFromCRL] {
            let refusal = await error {
                _ = try await officer.revoke(serial: certificate.serialHex, Revocation(reason: reason, changesEarlier: true))
            }
            #expect(refusal?.code == .wrongState)
        }
    }

    @Test("only an administrator takes a compromise back")
    func compromise() async throws {
        let test = try await TestAuthority.make()
        let certificate = try await issued(test)
        _ = try await test.bound(test.officer).revoke(serial: certificate.serialHex, reason: .keyCompromise)
        let back = Revocation(reason: .superseded, changesEarlier: true)
        let refusal = await error { _ = try await test.bound(test.officer).revoke(serial: certificate.serialHex, back) }
        #expect(refusal?.code == .wrongState)
        #expect(try await test.bound(test.administrator).revoke(serial: certificate.serialHex, back).revocationReason == 4)
    }

    @Test("a certificate that is to stay is on the lists after it has expired, until that is taken back")
    func shownAfterExpiry() async throws {
        let test = try await TestAuthority.make()
        let certificate = try await issued(test)
        let officer = try await test.bound(test.officer)
        _ = try await officer.revoke(serial: certificate.serialHex, reason: .superseded)
        try await officer.setShownAfterExpiry(true, serial: certificate.serialHex)
        test.clock.advance(seconds: certificate.notAfter.timeIntervalSince(test.clock.now) + 86_400)
        for _ in 0..<2 {
            try await officer.publishRevocationLists()
            #expect(try await list(test).revoked.count == 1)
            test.clock.advance(seconds: 86_400)
        }
        try await officer.setShownAfterExpiry(false, serial: certificate.serialHex)
        for _ in 0..<2 { try await officer.publishRevocationLists() }
        #expect(try await list(test).revoked.isEmpty)
        #expect(
            await error { try await test.bound(test.alice).setShownAfterExpiry(true, serial: certificate.serialHex) }?.code == .accessDenied
        )
        let events = try await test.store.auditRecords(after: 0, limit: 1000).map(\.record.event)
        #expect(events.filter { $0 == "expiredListingChanged" }.count == 2)
    }

    @Test("validity is 2 for revoked, 3 for valid and 4 for what was not issued here")
    func validity() async throws {
        let test = try await TestAuthority.make()
        let (good, bad) = (try await issued(test), try await issued(test))
        _ = try await test.bound(test.officer).revoke(serial: bad.serialHex, reason: .affiliationChanged)
        let alice = try await test.bound(test.alice)
        #expect(try await alice.validity(serial: good.serialHex).state.rawValue == 3)
        #expect(try await alice.validity(serial: bad.serialHex.uppercased()).state.rawValue == 2)
        #expect(try await alice.validity(serial: bad.serialHex).reason == 3)
        #expect(try await alice.validity(serial: "0123").state.rawValue == 4)
        #expect(await error { _ = try await alice.validity(serial: "nothing") }?.status == .invalidArgument)
    }

    // MARK: Taken over from a published list

    private func takenOver(_ test: TestAuthority, reason: CRLReason = .certificateHold) async throws -> ForeignRevocation {
        let foreign = ForeignRevocation(
            key: AuthorityKeyID(authority: Self.number, index: 0),
            serialNumber: "01abcdef0102030405060708090a0b0c",
            when: test.clock.now - 86_400,
            reason: reason.rawValue,
            changes: 0
        )
        await test.store.takeOver(foreign)
        try await test.bound(test.officer).publishRevocationLists()
        #expect(try await list(test).revoked.map(\.serialNumber) == [try Hex.decode(foreign.serialNumber)])
        return foreign
    }

    @Test("a hold that was taken over is released by an administrator, and leaves the list")
    func releaseTakenOver() async throws {
        let test = try await TestAuthority.make()
        let foreign = try await takenOver(test)
        let release = Revocation(reason: .removeFromCRL)
        #expect(await error { _ = try await test.bound(test.officer).revoke(serial: foreign.serialNumber, release) }?.code == .accessDenied)
        let administrator = try await test.bound(test.administrator)
        #expect(try await administrator.validity(serial: foreign.serialNumber).state == .revoked)
        let record = try await administrator.revoke(serial: foreign.serialNumber, release)
        #expect(record.requestID == ForeignRevocation.request)
        #expect(record.revokedWhen == nil)
        #expect(try await list(test).revoked.isEmpty)
        #expect(try await administrator.validity(serial: foreign.serialNumber).state == .valid)
        let events = try await test.store.auditRecords(after: 0, limit: 1000).map(\.record.event)
        #expect(events.suffix(2) == ["foreignRevocationChanged", "revocationListSigned"])
        #expect(AuditFault.all(in: try await test.store.auditRecords(after: 0, limit: 1000)).isEmpty)
    }

    @Test("a hold that was taken over becomes final, and then nothing releases it")
    func finalTakenOver() async throws {
        let test = try await TestAuthority.make()
        let foreign = try await takenOver(test)
        let administrator = try await test.bound(test.administrator)
        _ = try await administrator.revoke(serial: foreign.serialNumber, reason: .keyCompromise)
        #expect(try await list(test).revoked.first?.reason == .keyCompromise)
        #expect(
            await error { _ = try await administrator.revoke(serial: foreign.serialNumber, reason: .removeFromCRL) }?.code == .wrongState
        )
    }

    @Test("what was taken over as revoked for good is not released")
    func finalStays() async throws {
        let test = try await TestAuthority.make()
        let foreign = try await takenOver(test, reason: .keyCompromise)
        let administrator = try await test.bound(test.administrator)
        #expect(
            await error { _ = try await administrator.revoke(serial: foreign.serialNumber, reason: .removeFromCRL) }?.code == .wrongState
        )
        #expect(try await list(test).revoked.count == 1)
    }
}
