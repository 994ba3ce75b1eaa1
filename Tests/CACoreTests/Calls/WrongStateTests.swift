import CACore
import CAInterface
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

/// A call that the state of a request forbids says what the state is, and what can be done.
@Suite("Calls that the state of a request forbids")
struct WrongStateTests {
    private func refusal(_ body: () async throws -> Void) async -> CAError? {
        await #expect(throws: CAError.self) { try await body() }
    }

    private func issued(_ test: TestAuthority) async throws -> (id: RequestID, serial: String) {
        let answer = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
        return (answer.requestID, try Certificate(derEncoded: try #require(answer.certificate)).serialHex)
    }

    @Test("an issued request names its certificate and how to revoke it")
    func issued() async throws {
        let test = try await TestAuthority.make()
        let (id, serial) = try await issued(test)
        let officer = try await test.bound(test.officer)
        let refused = await refusal { _ = try await officer.approve(id) }
        #expect(refused?.status == .certsrvBadRequestStatus)
        #expect(refused?.message.contains("was issued: it has the certificate \(serial)") == true)
        #expect(refused?.message.contains("chancery certificate revoke \(serial)") == true)
    }

    @Test("a denied request says how to have the policy look again")
    func denied() async throws {
        let test = try await TestAuthority.make()
        let id = try await test.bound(test.administrator).submit(test.submission(test.request(), template: "EnrollmentAgent")).requestID
        let officer = try await test.bound(test.officer)
        _ = try await officer.deny(id)
        let refused = await refusal { _ = try await officer.deny(id) }
        #expect(refused?.message.contains("was denied") == true)
        #expect(refused?.message.contains("chancery request resubmit \(id)") == true)
    }

    @Test("a revoked one says since when and why")
    func revoked() async throws {
        let test = try await TestAuthority.make()
        let (id, serial) = try await issued(test)
        let officer = try await test.bound(test.officer)
        _ = try await officer.revoke(serial: serial, reason: .superseded)
        let refused = await refusal { _ = try await officer.approve(id) }
        #expect(refused?.message.contains("was revoked at") == true)
        #expect(refused?.message.contains("superseded") == true)
    }

    @Test("the certificate of another authority is that authority's to revoke")
    func foreign() async throws {
        let test = try await TestAuthority.make()
        let elsewhere = try await TestAuthority.make()
        let foreign = try await issued(elsewhere)
        let bytes = try #require(try await elsewhere.store.request(foreign.id, of: AuthorityNumber(rawValue: 2))?.certificate?.bytes)
        let administrator = try await test.bound(test.administrator)
        _ = try await administrator.importCertificate(bytes, options: .allowForeign)
        let officer = try await test.bound(test.officer)
        let refused = await refusal { _ = try await officer.revoke(serial: foreign.serial, reason: .superseded) }
        #expect(refused?.message.contains("the imported certificate \(foreign.serial) of another authority") == true)
    }

    @Test("releasing one's own hold is refused in its own words, once")
    func ownHold() async throws {
        let test = try await TestAuthority.make()
        let answer = try await test.bound(test.officer).submit(test.submission(test.request(), template: "User"))
        let serial = try Certificate(derEncoded: try #require(answer.certificate)).serialHex
        let officer = try await test.bound(test.officer)
        _ = try await officer.revoke(serial: serial, reason: .certificateHold)
        let refused = await refusal { _ = try await officer.revoke(serial: serial, reason: .removeFromCRL) }
        #expect(refused?.message == "Nobody may release the hold of their own certificate. Ask another officer.")
        #expect(refused?.reason?.remedy.contains("Ask another officer") == false)
    }

    @Test("a certificate whose revocation lies ahead says from when it counts")
    func ahead() async throws {
        let test = try await TestAuthority.make()
        let (_, serial) = try await issued(test)
        let officer = try await test.bound(test.officer)
        let begins = test.clock.now.addingTimeInterval(7200)
        _ = try await officer.revoke(serial: serial, Revocation(reason: .superseded, effective: begins))
        let record = try await officer.certificate(serial: serial)
        #expect(record.revokedWhen.map { test.clock.now.timeIntervalSince($0) < 1 } == true)
        #expect(record.revokedEffectiveWhen?.timeIntervalSince1970 == begins.timeIntervalSince1970.rounded(.down))
        let listed = try await officer.certificates(RecordQuery()).first { $0.serialNumber == serial }
        #expect(listed?.revokedEffectiveWhen == record.revokedEffectiveWhen)
    }
}
