import CACore
import CAInterface
import CertificateTemplates
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Imported certificates and erased requests")
struct ImportAndErasureTests {
    private static let number = AuthorityNumber(rawValue: 2)

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

    /// A certificate that this authority signed, and another installation's records have.
    private func lost(_ test: TestAuthority, key: PrivateKey) async throws -> Certificate {
        let authority = try #require(try await test.store.authorities().first { $0.number == Self.number })
        let signer = try #require(test.ring.signer(of: AuthorityKeyID(authority: Self.number, index: 0)))
        let snapshot = try await SnapshotSource(store: test.store).load()
        let known = try #require(snapshot.authority(Self.number))
        let issuer = try #require(known.newest)
        #expect(authority.generations.count == 1)
        let template = try #require(snapshot.template("User"))
        let issued = try await CertificateIssuance.issue(
            names: .ofDirectory(KnownPrincipal(principal: test.alice), template: template).get(),
            publicKey: key.publicKey,
            profile: try snapshot.profile(template: template, key: .elliptic, issuer: issuer),
            issuer: issuer,
            signer: signer,
            now: test.clock.now,
            clockSkewSeconds: 600,
            sequence: 4711,
            randomness: [1, 2, 3, 4, 5, 6, 7, 8]
        )
        return try Certificate(derEncoded: issued.bytes)
    }

    @Test("our own certificate without a row becomes issued, is revoked like any other, and signs nobody in")
    func own() async throws {
        let test = try await TestAuthority.make()
        let certificate = try await lost(test, key: PrivateKey(generating: .p256))
        let officer = try await test.bound(test.officer)
        let id = try await officer.importCertificate(certificate.derEncoded, options: [])
        let row = try #require(await test.store.request(id, of: Self.number))
        #expect(row.disposition == .issued)
        #expect(try await test.service.holder(ofCertificate: certificate.derEncoded, at: test.clock.now) == nil)
        #expect(
            await error { _ = try await officer.importCertificate(certificate.derEncoded, options: []) }?.status == .objectAlreadyExists
        )
        #expect(try await officer.revoke(serial: certificate.serialHex, reason: .superseded).revocationReason == 4)
        let events = try await test.store.auditRecords(after: 0, limit: 1000).map(\.record.event)
        #expect(events.contains("certificateImported"))
    }

    @Test("a certificate that a published list had revoked comes in revoked")
    func ownRevoked() async throws {
        let test = try await TestAuthority.make()
        let certificate = try await lost(test, key: PrivateKey(generating: .p256))
        await test.store.takeOver(
            ForeignRevocation(
                key: AuthorityKeyID(authority: Self.number, index: 0),
                serialNumber: certificate.serialHex,
                when: test.clock.now - 60,
                reason: 1,
                changes: 0
            )
        )
        let officer = try await test.bound(test.officer)
        _ = try await officer.importCertificate(certificate.derEncoded, options: [])
        #expect(try await officer.certificate(serial: certificate.serialHex).revocationReason == 1)
        try await officer.publishRevocationLists()
        let bytes = try #require(await test.publisher.published("crl/Chancery Issuing CA.crl")).bytes
        #expect(try CertificateList(derEncoded: bytes).revoked.map(\.serialNumber) == [certificate.serialNumber])
    }

    @Test("a foreign certificate is kept only when that is said, and is neither valid nor revocable here")
    func foreign() async throws {
        let test = try await TestAuthority.make()
        let other = try await SampleRecords.make(name: "Other CA").identity.certificate
        let administrator = try await test.bound(test.administrator)
        #expect(await error { _ = try await administrator.importCertificate(other.derEncoded, options: []) }?.status == .issuerChaining)
        let id = try await administrator.importCertificate(other.derEncoded, options: .allowForeign)
        #expect(try await test.store.request(id, of: Self.number)?.disposition == .foreign)
        #expect(try await administrator.validity(serial: other.serialHex).state == .unknown)
        #expect(
            await error { _ = try await administrator.revoke(serial: other.serialHex, reason: .superseded, revokingAuthority: true) }?.code
                == .wrongState
        )
    }

    @Test("a look-alike with our name, signed by another key, is foreign")
    func lookAlike() async throws {
        let test = try await TestAuthority.make()
        let other = try await TestAuthority.make()
        let disposition = try await other.bound(other.alice).submit(other.submission(other.request(), template: "User"))
        let bytes = try #require(disposition.certificate)
        let officer = try await test.bound(test.officer)
        #expect(await error { _ = try await officer.importCertificate(bytes, options: []) }?.status == .issuerChaining)
        #expect(await error { _ = try await officer.importCertificate(bytes, options: .existingRow) }?.status == .issuerChaining)
    }

    @Test("a certificate completes the pending request that has its key, and no other")
    func existingRow() async throws {
        let test = try await TestAuthority.make()
        let key = try PrivateKey(generating: .p256)
        let certificate = try await lost(test, key: key)
        let officer = try await test.bound(test.officer)
        #expect(await error { _ = try await officer.importCertificate(certificate.derEncoded, options: .existingRow) }?.status == .noMatch)
        let held = try await test.bound(test.administrator).submit(test.submission(test.request(key: key), template: "EnrollmentAgent"))
        #expect(try await officer.importCertificate(certificate.derEncoded, options: .existingRow) == held.requestID)
        let answer = try await test.bound(test.administrator).disposition(of: held.requestID, wantsFullResponse: false)
        #expect(answer.code == .issued)
        #expect(answer.certificate == certificate.derEncoded)
    }

    @Test("what is no certificate is 0x8007000D, and only officers import")
    func unreadable() async throws {
        let test = try await TestAuthority.make()
        let officer = try await test.bound(test.officer)
        #expect(await error { _ = try await officer.importCertificate([0x30, 0x00], options: []) }?.status == .invalidData)
        #expect(await error { _ = try await test.bound(test.alice).importCertificate([0x30, 0x00], options: []) }?.code == .accessDenied)
    }

    // MARK: Erasure

    @Test("denied requests lose their content; row, id and submission key stay, and nothing is erased twice")
    func erase() async throws {
        let test = try await TestAuthority.make()
        var submission = test.submission(try await test.request(), template: "EnrollmentAgent")
        submission.submissionKey = "key-1"
        let held = try await test.bound(test.administrator).submit(submission)
        let administrator = try await test.bound(test.administrator)
        #expect(await error { _ = try await administrator.erase(.request(held.requestID)) }?.code == .wrongState)
        try await test.bound(test.officer).setAttributes(RequestAttributes(raw: "a:b"), of: held.requestID)
        _ = try await test.bound(test.officer).deny(held.requestID)
        #expect(try await administrator.erase(.failed(before: test.clock.now - 60)) == 0)
        test.clock.advance(seconds: 60)
        #expect(try await administrator.erase(.failed(before: test.clock.now)) == 1)
        let row = try #require(await test.store.request(held.requestID, of: Self.number))
        #expect(row.rawRequest.isEmpty && row.attributes.isEmpty && row.message.isEmpty)
        #expect(row.disposition == .denied && row.submissionKey == "key-1")
        #expect(try await administrator.erase(.request(held.requestID)) == 0)
        #expect(try await administrator.erase(.request(RequestID(99))) == 0)
        #expect(await error { _ = try await administrator.resubmit(held.requestID) }?.code == .wrongState)
        let record = try #require(await test.store.auditRecords(after: 0, limit: 1000).last).record
        #expect(record.event == "requestsErased")
    }

    @Test("an expired certificate's request goes and its certificate stays; a valid and a revoked one keep all")
    func expired() async throws {
        let test = try await TestAuthority.make()
        let alice = try await test.bound(test.alice)
        let old = try await alice.submit(test.submission(test.request(), template: "User"))
        let revoked = try await alice.submit(test.submission(test.request(), template: "User"))
        let serial = try Certificate(derEncoded: try #require(revoked.certificate)).serialHex
        _ = try await test.bound(test.officer).revoke(serial: serial, reason: .superseded)
        let notAfter = try Certificate(derEncoded: try #require(old.certificate)).notAfter
        let administrator = try await test.bound(test.administrator)
        #expect(try await administrator.erase(.expired(before: test.clock.now)) == 0)
        #expect(await error { _ = try await administrator.erase(.expired(before: notAfter + 60)) }?.status == .invalidArgument)
        test.clock.advance(seconds: notAfter.timeIntervalSince(test.clock.now) + 60)
        #expect(try await administrator.erase(.expired(before: test.clock.now)) == 1)
        let row = try #require(await test.store.request(old.requestID, of: Self.number))
        #expect(row.rawRequest.isEmpty)
        #expect(row.certificate?.bytes == old.certificate)
    }

    @Test("only whoever is both officer and administrator erases")
    func rights() async throws {
        let test = try await TestAuthority.make()
        for principal in [test.alice, test.auditor, test.officer] {
            #expect(await error { _ = try await test.bound(principal).erase(.failed(before: test.clock.now)) }?.code == .accessDenied)
        }
    }
}
