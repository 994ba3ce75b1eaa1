import CACore
import CAInterface
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Revoked and expired authorities, and absent keys")
struct AuthorityRevocationTests {
    private static let root = AuthorityKeyID(authority: AuthorityNumber(rawValue: 1), index: 0)
    private static let day = 86_400.0

    /// The serial number of the issuing authority's certificate.
    private func issuingSerial(_ test: TestAuthority) async throws -> String {
        let description = try #require(await test.service.authorities().first)
        return try Certificate(derEncoded: description.certificate).serialHex
    }

    private func submit(_ test: TestAuthority) async throws -> Disposition {
        try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
    }

    private func refusal(_ work: () async throws -> Void) async -> CAError? {
        do {
            try await work()
            return nil
        } catch {
            return error as? CAError
        }
    }

    @Test(
        "only an administrator revokes an authority's certificate, must confirm it, and it stops issuing"
    )
    func revoked() async throws {
        let test = try await TestAuthority.make()
        let serial = try await issuingSerial(test)
        let waiting = try await test.bound(test.administrator).submit(test.submission(test.request(), template: "EnrollmentAgent"))
        let officer = try await test.bound(test.officer, to: TestAuthority.rootName)
        let byOfficer = await refusal { _ = try await officer.revoke(serial: serial, reason: .caCompromise, revokingAuthority: true) }
        #expect(byOfficer?.code == .accessDenied)
        let administrator = try await test.bound(test.administrator, to: TestAuthority.rootName)
        let unasked = await refusal { _ = try await administrator.revoke(serial: serial, reason: .caCompromise) }
        #expect(unasked?.code == .wrongState)
        #expect(unasked?.reason?.rule == "RevokingAnAuthorityIsConfirmed")
        #expect(unasked?.reason?.remedy.contains("--yes-revoke-authority") == true)
        #expect(try await submit(test).code == .issued)

        _ = try await administrator.revoke(serial: serial, reason: .caCompromise, revokingAuthority: true)
        let list = try CertificateList(derEncoded: try #require(await test.publisher.published("crl/Chancery Root CA.crl")).bytes)
        #expect(list.revoked.count == 1)
        let denied = try await submit(test)
        #expect(denied.code == .denied)
        #expect(denied.reason?.rule == "IssuerIsNotRevoked")
        #expect(denied.message.contains("Chancery Issuing CA"))
        let approved = try await test.bound(test.officer).approve(waiting.requestID)
        #expect(approved.code == .denied)
        #expect(approved.reason?.rule == "IssuerIsNotRevoked")
    }

    @Test("an authority on hold issues again when it is released")
    func held() async throws {
        let test = try await TestAuthority.make()
        let serial = try await issuingSerial(test)
        let administrator = try await test.bound(test.administrator, to: TestAuthority.rootName)
        _ = try await administrator.revoke(serial: serial, reason: .certificateHold, revokingAuthority: true)
        #expect(try await submit(test).code == .denied)
        let unasked = await refusal { _ = try await administrator.revoke(serial: serial, reason: .removeFromCRL) }
        #expect(unasked?.reason?.rule == "RevokingAnAuthorityIsConfirmed")
        _ = try await administrator.revoke(serial: serial, reason: .removeFromCRL, revokingAuthority: true)
        #expect(try await submit(test).code == .issued)
    }

    @Test("a decision in progress when the authority is revoked is made again, and is a denial")
    func underWay() async throws {
        let test = try await TestAuthority.make()
        let serial = try await issuingSerial(test)
        let administrator = try await test.bound(test.administrator, to: TestAuthority.rootName)
        await test.store.onCommit { _ in
            await test.store.onCommit(nil)
            _ = try await administrator.revoke(serial: serial, reason: .caCompromise, revokingAuthority: true)
        }
        #expect(try await submit(test).code == .denied)
    }

    @Test("the certificate of an authority below, made for others, is revoked by an administrator alone")
    func subordinate() async throws {
        let test = try await TestAuthority.make()
        let name = DistinguishedName.of([(.organization, "Example"), (.commonName, "Sub CA")])
        let asked = try await test.bound(test.administrator).submit(test.submission(test.request(subject: name), template: "SubCA"))
        let issued = try await test.bound(test.officer).approve(asked.requestID)
        let serial = try Certificate(derEncoded: try #require(issued.certificate)).serialHex
        let byOfficer = await refusal { _ = try await test.bound(test.officer).revoke(serial: serial, reason: .superseded) }
        #expect(byOfficer?.code == .accessDenied)
        _ = try await test.bound(test.administrator).revoke(serial: serial, reason: .superseded, revokingAuthority: true)
        #expect(try await submit(test).code == .issued, "its issuer goes on")
    }

    @Test("past its end an authority refuses to issue, with the reason")
    func expired() async throws {
        let test = try await TestAuthority.make()
        test.clock.advance(seconds: 11 * 365 * Self.day)
        let denied = try await submit(test)
        #expect(denied.code == .denied)
        #expect(denied.reason?.rule == "ValidityNests")
    }

    @Test("a root whose key is away signs a list with a passphrase sent to it, and keeps nothing")
    func onDemand() async throws {
        let test = try await TestAuthority.make()
        test.keys.setAway(.root, true)
        test.ring.close(Self.root)
        let administrator = try await test.bound(test.administrator, to: TestAuthority.rootName)
        let without = await refusal { try await administrator.publishRevocationLists() }
        #expect(without?.code == .unavailable)
        #expect(without?.message.contains("--ask-passphrase") == true)
        let wrong = await refusal { try await administrator.publishRevocationLists(passphrase: [1]) }
        #expect(wrong?.code == .accessDenied)
        let officer = try await test.bound(test.officer, to: TestAuthority.rootName)
        let byOfficer = await refusal { try await officer.publishRevocationLists(passphrase: InMemoryKeyStore.passphrase) }
        #expect(byOfficer?.code == .accessDenied)

        test.clock.advance(seconds: 60 * Self.day)
        #expect(try await administrator.revocationLists().first?.warning != nil)
        try await administrator.publishRevocationLists(passphrase: InMemoryKeyStore.passphrase)
        let list = try CertificateList(derEncoded: try #require(await test.publisher.published("crl/Chancery Root CA.crl")).bytes)
        #expect(list.crlNumber == 2)
        #expect(abs(try #require(list.nextUpdate).timeIntervalSince(test.clock.now) - 365 * Self.day) < 1)
        #expect(test.ring.signer(of: Self.root) == nil)
        #expect(try await administrator.revocationLists().first?.warning == nil)
        let secret = String(decoding: InMemoryKeyStore.passphrase, as: UTF8.self)
        let records = try await test.store.auditRecords(after: 0, limit: 1000)
        #expect(!records.isEmpty)
        for record in records {
            #expect(!String(decoding: record.record.bytes, as: UTF8.self).contains(secret))
        }
    }

    @Test("a wrong passphrase is refused although the key is open, and a right one signs with the open key")
    func wrongPassphraseOfOpenKey() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator, to: TestAuthority.rootName)
        let wrong = await refusal { try await administrator.publishRevocationLists(passphrase: [1]) }
        #expect(wrong?.code == .accessDenied)
        #expect(try await administrator.revocationLists().first?.number == 1)
        try await administrator.publishRevocationLists(passphrase: InMemoryKeyStore.passphrase)
        #expect(try await administrator.revocationLists().first?.number == 2)
        #expect(test.ring.signer(of: Self.root) != nil)
    }

    @Test("an authority revoked while the root's key is away is on the list that is then signed on demand")
    func revokedWhileAway() async throws {
        let test = try await TestAuthority.make()
        test.keys.setAway(.root, true)
        test.ring.close(Self.root)
        let administrator = try await test.bound(test.administrator, to: TestAuthority.rootName)
        _ = try await administrator.revoke(serial: try await issuingSerial(test), reason: .caCompromise, revokingAuthority: true)
        let state = try #require(await administrator.revocationLists().first)
        #expect(state.uncovered == 1)
        #expect(state.warning?.contains("--ask-passphrase") == true)
        try await administrator.publishRevocationLists(passphrase: InMemoryKeyStore.passphrase)
        #expect(try await administrator.revocationLists().first?.uncovered == 0)
        #expect(try await administrator.revocationLists().first?.entries == 1)
    }
}
