import CACore
import CAInterface
import CertificateTemplates
import Foundation
import Logging
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Revocation and its lists")
struct RevocationTests {
    private static let path = "crl/Chancery Issuing CA.crl"

    private func issued(_ test: TestAuthority) async throws -> Certificate {
        let disposition = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
        return try Certificate(derEncoded: try #require(disposition.certificate))
    }

    private func list(_ test: TestAuthority) async throws -> CertificateList {
        try CertificateList(derEncoded: try #require(await test.publisher.published(Self.path)).bytes)
    }

    @Test("a revoked certificate is in the list published with its revocation, and OpenSSL finds it there")
    func revoke() async throws {
        let test = try await TestAuthority.make()
        let good = try await issued(test)
        let bad = try await issued(test)
        let first = try #require(await list(test).crlNumber)
        let record = try await test.bound(test.officer).revoke(serial: bad.serialHex.uppercased(), reason: .keyCompromise)
        #expect(record.revocationReason == 1)
        #expect(record.revokedWhen != nil)
        let list = try await list(test)
        #expect(list.revoked.map(\.serialNumber) == [bad.serialNumber])
        #expect(list.revoked.first?.reason == .keyCompromise)
        #expect(try #require(list.crlNumber) > first)
        let disposition = try await test.bound(test.alice).disposition(ofSerial: bad.serialHex)
        #expect(disposition.code == .revoked)
        #expect(disposition.message == "Revoked by EXAMPLE\\officer")

        let authorities = try await test.service.authorities()
        let issuing = try #require(authorities.first)
        let rootList = try #require(await test.publisher.published("crl/Chancery Root CA.crl")).bytes
        try await withTemporaryDirectory { directory in
            func write(_ name: String, _ label: String, _ parts: [[UInt8]]) throws {
                let text = parts.map { PEMDocument(label: label, bytes: $0).text }.joined(separator: "\n")
                try text.write(toFile: directory + "/" + name, atomically: true, encoding: .utf8)
            }
            try write("root.pem", "CERTIFICATE", issuing.chain)
            try write("issuing.pem", "CERTIFICATE", [issuing.certificate])
            try write("crls.pem", "X509 CRL", [list.derEncoded, rootList])
            try write("good.pem", "CERTIFICATE", [good.derEncoded])
            try write("bad.pem", "CERTIFICATE", [bad.derEncoded])
            let check = [
                "openssl", "verify", "-x509_strict", "-crl_check_all", "-CAfile", "root.pem", "-untrusted", "issuing.pem", "-CRLfile",
                "crls.pem",
            ]
            let accepted = try runTool(check + ["good.pem"], directory: directory)
            #expect(accepted.status == 0, "\(accepted.text)\(accepted.errorText)")
            let refused = try runTool(check + ["bad.pem"], directory: directory)
            #expect(refused.status != 0)
            #expect((refused.text + refused.errorText).contains("certificate revoked"))
            let signed = try runTool(["openssl", "crl", "-in", "crls.pem", "-CAfile", "issuing.pem", "-noout"], directory: directory)
            #expect(signed.errorText.contains("verify OK"), "\(signed.errorText)")
        }
    }

    @Test("a certificate on hold is released by removeFromCRL and leaves the list")
    func hold() async throws {
        let test = try await TestAuthority.make()
        let certificate = try await issued(test)
        let officer = try await test.bound(test.officer)
        _ = try await officer.revoke(serial: certificate.serialHex, reason: .certificateHold)
        #expect(try await list(test).revoked.first?.reason == .certificateHold)
        let released = try await officer.revoke(serial: certificate.serialHex, reason: .removeFromCRL)
        #expect(released.revokedWhen == nil)
        let again = await #expect(throws: CAError.self) { try await officer.revoke(serial: certificate.serialHex, reason: .removeFromCRL) }
        #expect(again?.message.contains("is not on hold") == true)
        #expect(try await list(test).revoked.isEmpty)
        #expect(try await test.bound(test.alice).disposition(ofSerial: certificate.serialHex).code == .issued)
        _ = try await officer.revoke(serial: certificate.serialHex, reason: .superseded)
        do {
            _ = try await officer.revoke(serial: certificate.serialHex, reason: .removeFromCRL)
            Issue.record("a revoked certificate was released")
        } catch let error as CAError {
            #expect(error.code == .wrongState)
            #expect(error.status == .certsrvBadRequestStatus)
        }
    }

    @Test("revoking again is refused with the present state, whatever the reason, and changes nothing")
    func again() async throws {
        let test = try await TestAuthority.make()
        let certificate = try await issued(test)
        let officer = try await test.bound(test.officer)
        let first = try await officer.revoke(serial: certificate.serialHex, reason: .keyCompromise)
        let lists = await test.publisher.history.count
        test.clock.advance(seconds: 3600)
        // An empty body asks for `unspecified`.
        for bound in [officer, try await test.bound(test.administrator)] {
            for reason in [CRLReason.unspecified, .keyCompromise, .superseded, .certificateHold, .removeFromCRL] {
                let error = await #expect(throws: CAError.self) { try await bound.revoke(serial: certificate.serialHex, reason: reason) }
                #expect(error?.code == .wrongState)
                #expect(error?.reason?.value == "keyCompromise")
                #expect(error?.message.contains(try #require(first.revokedWhen).formatted(.iso8601)) == true)
            }
        }
        #expect(try await officer.certificate(serial: certificate.serialHex) == first)
        #expect(await test.publisher.history.count == lists)
    }

    @Test("a hold gets another reason, only an administrator finds a key compromised later, and the date stays")
    func changeOfReason() async throws {
        let test = try await TestAuthority.make()
        let certificate = try await issued(test)
        let officer = try await test.bound(test.officer)
        let administrator = try await test.bound(test.administrator)
        let held = try await officer.revoke(serial: certificate.serialHex, reason: .certificateHold)
        test.clock.advance(seconds: 3600)
        await #expect(throws: CAError.self) { try await officer.revoke(serial: certificate.serialHex, reason: .certificateHold) }
        let superseded = try await officer.revoke(serial: certificate.serialHex, reason: .superseded)
        #expect(superseded.revocationReason == 4 && superseded.revokedWhen == held.revokedWhen)
        test.clock.advance(seconds: 3600)
        await #expect(throws: CAError.self) { try await officer.revoke(serial: certificate.serialHex, reason: .keyCompromise) }
        let compromised = try await administrator.revoke(serial: certificate.serialHex, reason: .keyCompromise)
        #expect(compromised.revocationReason == 1 && compromised.revokedWhen == held.revokedWhen)
        #expect(try await list(test).revoked.first?.reason == .keyCompromise)
        #expect(try await list(test).revoked.first?.date == held.revokedWhen)
        let events = try await test.store.auditRecords(after: 0, limit: 1000).map(\.record.event).filter { $0 != "revocationListSigned" }
        #expect(events.suffix(3) == ["certificateRevoked", "certificateRevoked", "revocationReasonChanged"])
    }

    @Test("a revocation that was decided on a former state of the certificate is refused")
    func outdated() async throws {
        let test = try await TestAuthority.make()
        let serial = try await issued(test).serialHex
        let officer = try await test.bound(test.officer)
        let before = try await officer.validity(serial: serial)
        _ = try await officer.revoke(serial: serial, Revocation(reason: .certificateHold, revision: before.revision))
        let release = Revocation(reason: .removeFromCRL, revision: before.revision)
        let error = await #expect(throws: CAError.self) { try await officer.revoke(serial: serial, release) }
        #expect(error?.code == .wrongState)
        let held = try await officer.validity(serial: serial)
        #expect(held.state == .revoked)
        _ = try await officer.revoke(serial: serial, Revocation(reason: .removeFromCRL, revision: held.revision))
        #expect(try await officer.validity(serial: serial).state == .valid)
    }

    @Test("the authority's own certificate is not revoked at itself")
    func own() async throws {
        let test = try await TestAuthority.make()
        let row = try #require(await test.store.requests(RecordQuery(), requester: nil, of: AuthorityNumber(rawValue: 1)).first)
        #expect(row.disposition == .caCertificate)
        await #expect(throws: CAError.self) {
            try await test.bound(test.officer, to: TestAuthority.rootName).revoke(
                serial: row.serialNumber ?? "",
                reason: .keyCompromise
            )
        }
    }

    @Test("many revocations at once are all in the last list, and numbers only grow")
    func many() async throws {
        let test = try await TestAuthority.make()
        var certificates: [Certificate] = []
        for _ in 0..<12 { certificates.append(try await issued(test)) }
        let officer = try await test.bound(test.officer)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for certificate in certificates {
                group.addTask { _ = try await officer.revoke(serial: certificate.serialHex, reason: .cessationOfOperation) }
            }
            try await group.waitForAll()
        }
        #expect(Set(try await list(test).revoked.map(\.serialNumber)) == Set(certificates.map(\.serialNumber)))
        let published = await test.publisher.history.filter { $0.path == Self.path }
        let numbers = try published.compactMap { try CertificateList(derEncoded: $0.bytes).crlNumber }
        #expect(numbers.count == published.count)
        #expect(numbers.count > 1)
        #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("the schedule publishes when the period has passed, and not before")
    func schedule() async throws {
        let test = try await TestAuthority.make()
        let schedule = RevocationListSchedule(service: test.service, clock: { test.clock.now }, logger: .init(label: "test"))
        let before = await test.publisher.history.count
        #expect(await schedule.publish() == 60)
        #expect(await test.publisher.history.count == before)
        test.clock.advance(seconds: 86_400)
        _ = await schedule.publish()
        #expect(await test.publisher.history.count == before + 1)
        let list = try await list(test)
        #expect(abs(list.thisUpdate.timeIntervalSince(test.clock.now) + 600) < 2)
        test.clock.advance(seconds: 30 * 86_400)
        _ = await schedule.publish()
        #expect(await test.publisher.history.suffix(2).map(\.path).sorted() == [Self.path, "crl/Chancery Root CA.crl"])
    }

    @Test("the schedule ends when it is canceled")
    func cancelled() async throws {
        let test = try await TestAuthority.make()
        struct Stop: Error {}
        let schedule = RevocationListSchedule(
            service: test.service,
            clock: { test.clock.now },
            sleep: { _ in throw Stop() },
            logger: .init(label: "test")
        )
        try await schedule.run()
    }
}
