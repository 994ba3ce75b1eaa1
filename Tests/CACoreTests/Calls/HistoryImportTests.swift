import CACore
import CAInterface
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("The history of a former program")
struct HistoryImportTests {
    private static let number = AuthorityNumber(rawValue: 2)

    /// A certificate of another installation's authority with the same key, which has no row here.
    private func certificate(_ test: TestAuthority, sequence: Int) async throws -> [UInt8] {
        let snapshot = try await SnapshotSource(store: test.store).load()
        let known = try #require(snapshot.authority(Self.number))
        let issuer = try #require(known.newest)
        let template = try #require(snapshot.template("User"))
        return try await CertificateIssuance.issue(
            names: .ofDirectory(KnownPrincipal(principal: test.alice), template: template).get(),
            publicKey: PrivateKey(generating: .p256).publicKey,
            profile: try snapshot.profile(template: template, key: .elliptic, issuer: issuer),
            issuer: issuer,
            signer: try #require(test.ring.signer(of: issuer.key)),
            now: test.clock.now,
            clockSkewSeconds: 600,
            sequence: sequence,
            randomness: [1, 2, 3, 4, 5, 6, 7, 8]
        ).bytes
    }

    private func row(_ id: Int, _ certificate: [UInt8]?, _ disposition: StoredDisposition, at when: Date) -> HistoryRow {
        HistoryRow(formerRequest: id, certificate: certificate, disposition: disposition, submitted: when, requester: "CORP\\alice")
    }

    /// Somebody who is officer and administrator.
    private func bound(_ test: TestAuthority) async throws -> any BoundAuthority {
        try await test.bound(test.administrator)
    }

    @Test("issued, revoked and denied rows come in with their dates; a repeat imports nothing twice")
    func rows() async throws {
        let test = try await TestAuthority.make()
        let authority = try await bound(test)
        let when = test.clock.now - 86_400
        var revoked = row(8, try await certificate(test, sequence: 8), .revoked, at: when)
        revoked.revocation = HistoryRow.Revocation(when: when + 60, reason: 1)
        let rows = [row(7, try await certificate(test, sequence: 7), .issued, at: when), revoked, row(9, nil, .denied, at: when)]
        let outcomes = try await authority.importHistory(rows)
        let ids = outcomes.compactMap { if case .imported(let id) = $0 { id } else { nil } }
        #expect(ids.count == 3)
        let again = try await authority.importHistory(rows)
        #expect(again == ids.map { .present($0) })
        let stored = try #require(try await test.store.request(ids[1], of: Self.number))
        #expect(stored.revokedWhen == when + 60)
        #expect(stored.submittedWhen == when)
        #expect(stored.requesterName == "CORP\\alice")
        #expect(stored.attributes.map(\.value) == ["8"])
        try await authority.publishRevocationLists()
        let list = try CertificateList(derEncoded: try #require(await test.publisher.published("crl/Chancery Issuing CA.crl")).bytes)
        #expect(list.revoked.map { Hex.encode($0.serialNumber) } == [try #require(stored.certificate?.serialNumber)])
    }

    @Test("whoever imported a certificate on hold is not its holder, and may release it")
    func hold() async throws {
        let test = try await TestAuthority.make()
        let authority = try await bound(test)
        let when = test.clock.now - 86_400
        let certificate = try Certificate(derEncoded: try await certificate(test, sequence: 7))
        var held = row(7, certificate.derEncoded, .revoked, at: when)
        held.revocation = HistoryRow.Revocation(when: when + 60, reason: 6)
        _ = try await authority.importHistory([held])
        let released = try await authority.revoke(serial: certificate.serialHex, reason: .removeFromCRL)
        #expect(released.revokedWhen == nil)
    }

    @Test("a certificate that a published list had revoked comes in revoked, whatever its row says")
    func takenOver() async throws {
        let test = try await TestAuthority.make()
        let authority = try await bound(test)
        let when = test.clock.now - 86_400
        let certificate = try Certificate(derEncoded: try await certificate(test, sequence: 7))
        await test.store.takeOver(
            ForeignRevocation(
                key: AuthorityKeyID(authority: Self.number, index: 0),
                serialNumber: certificate.serialHex,
                when: when,
                reason: 1,
                changes: 0
            )
        )
        _ = try await authority.importHistory([row(7, certificate.derEncoded, .issued, at: when)])
        #expect(try await authority.validity(serial: certificate.serialHex).state == .revoked)
        try await authority.publishRevocationLists()
        let list = try CertificateList(derEncoded: try #require(await test.publisher.published("crl/Chancery Issuing CA.crl")).bytes)
        #expect(list.revoked.map(\.serialNumber) == [certificate.serialNumber])
    }

    @Test("a row that cannot come in is refused with its reason, and the others come in")
    func refused() async throws {
        let test = try await TestAuthority.make()
        let other = try await TestAuthority.make()
        let authority = try await bound(test)
        let now = test.clock.now
        let good = row(1, try await certificate(test, sequence: 1), .issued, at: now)
        let outcomes = try await authority.importHistory([
            row(2, try await certificate(other, sequence: 2), .issued, at: now),
            row(3, nil, .issued, at: now),
            row(4, nil, .pending, at: now),
            row(5, good.certificate, .revoked, at: now),
            row(6, nil, .denied, at: now + 3600),
            good,
            row(7, good.certificate, .issued, at: now),
        ])
        let reasons = outcomes.map { outcome in
            if case .refused(let reason) = outcome { String(reason.prefix(24)) } else { "" }
        }
        #expect(
            reasons == [
                "This authority did not s", "The row has no certifica", "The disposition 9 is not", "The row is revoked, but ",
                "The submission date lies", "", "",
            ]
        )
        guard case .imported(let id) = outcomes[5] else {
            Issue.record("the good row did not come in")
            return
        }
        #expect(outcomes[6] == .present(id))
    }

    @Test("more rows than one call takes are refused, and so is an officer who administers nothing")
    func limits() async throws {
        let test = try await TestAuthority.make()
        let rows = (0...HistoryRow.mostAtOnce).map { row($0, nil, .denied, at: test.clock.now) }
        await #expect(throws: CAError.self) { _ = try await bound(test).importHistory(rows) }
        await #expect(throws: CAError.self) { _ = try await test.bound(test.officer).importHistory([]) }
        #expect(try await test.store.requests(RecordQuery(disposition: .denied, limit: 10), requester: nil, of: Self.number).isEmpty)
    }
}
