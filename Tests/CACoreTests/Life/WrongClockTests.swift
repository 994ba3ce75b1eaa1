import CAInterface
import Foundation
import Logging
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@testable import CACore

/// The clock of a running authority is set a year ahead, or back.
@Suite("An authority whose clock is wrong")
struct WrongClockTests {
    private static let year = 360.0 * 86_400
    private static let path = "crl/Chancery Issuing CA.crl"

    private func publish(_ test: StatusFixture) async {
        let authority = test.test
        _ = await RevocationListSchedule(service: authority.service, clock: { authority.clock.now }, logger: Logger(label: "test"))
            .publish()
    }

    private func list(_ test: StatusFixture) async throws -> CertificateList {
        try CertificateList(derEncoded: try #require(await test.test.publisher.published(Self.path)).bytes)
    }

    /// What another process says, which has nothing in memory.
    private func answerOfAnother(_ test: StatusFixture, of certificate: Certificate) async throws -> RevocationStatus {
        let request = TBSOCSPRequest(requests: [OCSPSingleRequest(test.id(of: certificate))])
        let answer = await StatusResponder(service: test.test.service).status(answering: TBSOCSPRequest.assemble(tbs: request.derEncoded()))
        return try OCSPResponse(derEncoded: answer.bytes).status(of: certificate, issuer: test.issuer, at: test.test.clock.now)
    }

    private func isRevoked(_ status: RevocationStatus) -> Bool { if case .revoked = status { true } else { false } }

    @Test("a revocation made while the clock was ahead stays on lists and in answers when the clock is right", arguments: [5, year])
    func revocation(_ seconds: Double) async throws {
        let test = try await StatusFixture.make()
        let (bad, good) = (try await test.issued(), try await test.issued())
        test.test.clock.advance(seconds: seconds)
        try await test.revoke(bad, .keyCompromise)
        test.test.clock.advance(seconds: -seconds)
        // The next list, for whatever reason it is signed.
        try await test.test.bound(test.test.officer).publishRevocationLists()
        let shown = try await list(test)
        #expect(shown.revoked.map(\.serialNumber) == [bad.serialNumber])
        #expect(try #require(shown.revoked.first).date <= test.test.clock.now)
        #expect(isRevoked(try await test.status(of: bad)))
        #expect(isRevoked(try await answerOfAnother(test, of: bad)))
        #expect(try await test.status(of: good) == .good)
        #expect(try await test.test.bound(test.test.officer).validity(serial: bad.serialHex).state == .revoked)
    }

    @Test("what is in effect since a time that lies ahead by now is not put off to a later one")
    func putOff() async throws {
        let test = try await StatusFixture.make()
        let bad = try await test.issued()
        test.test.clock.advance(seconds: 7200)
        try await test.revoke(bad, .superseded)
        test.test.clock.advance(seconds: -7200)
        let later = Revocation(reason: .superseded, effective: test.test.clock.now + 86_400, changesEarlier: true)
        await #expect(throws: CAError.self) {
            _ = try await test.test.bound(test.test.administrator).revoke(serial: bad.serialHex, later)
        }
        #expect(isRevoked(try await test.status(of: bad)))
    }

    @Test("one that is brought forward while the clock is ahead stays in effect when the clock is right")
    func broughtForward() async throws {
        let test = try await StatusFixture.make()
        let bad = try await test.issued()
        try await test.revoke(bad, .superseded, effective: test.test.clock.now + 90 * 86_400)
        test.test.clock.advance(seconds: 30 * 86_400)
        let now = Revocation(reason: .keyCompromise, changesEarlier: true)
        _ = try await test.test.bound(test.test.administrator).revoke(serial: bad.serialHex, now)
        test.test.clock.advance(seconds: -30 * 86_400)
        try await test.test.bound(test.test.officer).publishRevocationLists()
        #expect(try await list(test).revoked.map(\.serialNumber) == [bad.serialNumber])
        #expect(isRevoked(try await test.status(of: bad)))
    }

    @Test("a clock that is set a year ahead: lists, answers and their signer are new, and begin now")
    func ahead() async throws {
        let test = try await StatusFixture.make()
        let certificate = try await test.issued()
        #expect(try await test.status(of: certificate) == .good)
        let before = try await list(test)
        test.test.clock.advance(seconds: Self.year)
        await publish(test)
        try await test.test.status.renewDue()
        let after = try await list(test)
        #expect(try #require(after.crlNumber) > (before.crlNumber ?? 0))
        #expect(try #require(after.nextUpdate) > test.test.clock.now)
        let answer = await test.ask([test.id(of: certificate)])
        #expect(try await test.status(of: certificate) == .good)
        let single = try #require(try test.basic(answer).data.responses.first)
        #expect(abs(single.thisUpdate.timeIntervalSince(test.test.clock.now)) < 1)
        #expect(try await test.signers.count == 2)
        #expect(test.test.status.warnings(at: test.test.clock.now).isEmpty)
    }

    @Test("set back from a year ahead: a signer that is valid now answers, in this process and the next")
    func back() async throws {
        let test = try await StatusFixture.make()
        let certificate = try await test.issued()
        #expect(try await test.status(of: certificate) == .good)
        test.test.clock.advance(seconds: Self.year)
        try await test.test.status.renewDue()
        #expect(try await test.status(of: certificate) == .good)
        test.test.clock.advance(seconds: -Self.year)
        #expect(try await answerOfAnother(test, of: certificate) == .good)
        #expect(try await test.status(of: certificate) == .good)
        #expect(try await test.signers.map(\.index) == [2, 1, 0])
        let single = try #require(try test.basic(await test.ask([test.id(of: certificate)])).data.responses.first)
        #expect(single.thisUpdate <= test.test.clock.now)
    }

    @Test("certificates issued while the clock was ahead and those that follow have serial numbers of their own")
    func certificates() async throws {
        let test = try await StatusFixture.make()
        var issued = [try await test.issued()]
        test.test.clock.advance(seconds: Self.year)
        issued.append(try await test.issued())
        test.test.clock.advance(seconds: -Self.year)
        issued.append(try await test.issued())
        #expect(Set(issued.map(\.serialNumber)).count == 3)
        #expect(issued[2].notBefore <= test.test.clock.now)
        for certificate in [issued[0], issued[2]] { #expect(try await test.status(of: certificate) == .good) }
        try await test.revoke(issued[1], .superseded)
        #expect(try await list(test).revoked.map(\.serialNumber) == [issued[1].serialNumber])
    }
}
