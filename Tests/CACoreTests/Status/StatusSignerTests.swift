import CAInterface
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@testable import CACore

@Suite("Signers of OCSP responses")
struct StatusSignerTests {
    private func signer(_ test: StatusFixture) async throws -> Certificate {
        let certificate = try await test.issued()
        let basic = try test.basic(await test.ask([test.id(of: certificate)]))
        return try Certificate(derEncoded: try #require(basic.signature.certificates.first))
    }

    @Test("the signer has purpose, nocheck, row and record, and neither a list nor a responder to check it by")
    func issued() async throws {
        let test = try await StatusFixture.make()
        let found = try await signer(test)
        #expect(found.subject == .of([(.commonName, "Chancery Issuing CA-OCSP")]))
        #expect(found.issuer == test.issuer.subject)
        #expect(try ExtendedKeyUsage.find(in: found.extensions)?.purposes == [OID.KeyPurpose.ocspSigning])
        #expect(try KeyUsage.find(in: found.extensions) == .digitalSignature)
        #expect(found.extension(OCSPNoCheck.oid) == OCSPNoCheck().asExtension())
        #expect(found.extension(CRLDistributionPoints.oid) == nil)
        #expect(found.extension(AuthorityInformationAccess.oid) == nil)
        #expect(found.subjectPublicKeyInfo.kind == .ec(curve: .p256))
        #expect(found.notAfter.timeIntervalSince(found.notBefore) == 28 * 86_400)
        let row = try #require(await test.test.store.request(serial: found.serialHex, of: StatusFixture.issuing))
        #expect(row.disposition == .issued)
        #expect(row.templateName == "OCSPResponseSigning")
        #expect(row.requesterName == "OCSP responder")
        let record = try await test.test.store.auditRecords(after: 0, limit: 1000).map(\.record.event)
        #expect(record.last == "statusSignerIssued")
        #expect(try await test.signers.map(\.index) == [0])
        #expect(try await test.status(of: found) == .good)
    }

    @Test("its key can be chosen, and another choice makes a new signer", arguments: OCSPSettings.SignerKey.allCases)
    func key(_ choice: OCSPSettings.SignerKey) async throws {
        let test = try await StatusFixture.make(OCSPSettingsUpdate(signerKey: choice))
        #expect(choice.isKind(of: try await signer(test).subjectPublicKeyInfo))
        let certificate = try await test.issued()
        #expect(try await test.status(of: certificate) == .good)
        let other: OCSPSettings.SignerKey = choice == .p256 ? .p384 : .p256
        _ = try await test.test.bound(test.test.administrator).change(AuthoritySettingsUpdate(ocsp: OCSPSettingsUpdate(signerKey: other)))
        try await test.test.status.renewDue()
        #expect(other.isKind(of: try await signer(test).subjectPublicKeyInfo))
        #expect(try await test.status(of: certificate) == .good)
    }

    @Test("it is renewed in the middle of its validity, and no answer ends after its signer")
    func renewed() async throws {
        let test = try await StatusFixture.make()
        let first = try await signer(test)
        test.test.clock.advance(seconds: 13.9 * 86_400)
        try await test.test.status.renewDue()
        #expect(try await signer(test) == first)
        test.test.clock.advance(seconds: 0.2 * 86_400)
        try await test.test.status.renewDue()
        let second = try await signer(test)
        #expect(second.notAfter > first.notAfter)
        #expect(second.subjectPublicKeyInfo != first.subjectPublicKeyInfo)
        #expect(try await test.signers.map(\.index) == [1, 0])
    }

    @Test("while the authority's key is away, the signer serves until its end, and a warning says so")
    func authorityAway() async throws {
        let test = try await StatusFixture.make()
        let certificate = try await test.issued()
        let first = try await signer(test)
        test.test.ring.close(AuthorityKeyID(authority: StatusFixture.issuing, index: 0))
        await test.test.keys.remove("issuing-0")
        test.test.clock.advance(seconds: 27.5 * 86_400)
        try await test.test.status.renewDue()
        let answer = await test.ask([test.id(of: certificate)])
        #expect(answer.caching?.nextUpdate == first.notAfter)
        let warning = try #require(test.test.status.warnings(at: test.test.clock.now).first { $0.contains("Issuing") })
        #expect(warning.contains("ends at"))
        test.test.clock.advance(seconds: 86_400)
        #expect(try test.refusal(await test.ask([test.id(of: certificate)])) == .tryLater)
        #expect(test.test.status.warnings(at: test.test.clock.now).contains { $0.contains("has no OCSP signer") })
    }

    @Test("a root whose key is away has no signer, and a warning says so once somebody has asked")
    func rootAway() async throws {
        let test = try await StatusFixture.make()
        test.test.ring.close(AuthorityKeyID(authority: AuthorityNumber(rawValue: 1), index: 0))
        test.test.keys.setAway(.root, true)
        try await test.test.status.renewDue()
        #expect(test.test.status.warnings(at: test.test.clock.now) == [])
        let answer = await test.ask([OCSPCertID(certificate: test.issuer, issuer: try await test.root)])
        #expect(try test.refusal(answer) == .tryLater)
        #expect(test.test.status.warnings(at: test.test.clock.now).map { $0.contains("Chancery Root CA") } == [true])
        #expect(try await test.status(of: try await test.issued()) == .good)
    }

    @Test("by setting, the authority signs itself while it has no signer, and then no certificate is sent along")
    func authoritySigns() async throws {
        let test = try await StatusFixture.make(OCSPSettingsUpdate(authorityKeySigns: true))
        let certificate = try await test.issued()
        // Keys of signers can neither be made nor opened.
        test.test.keys.setAway(.issuing, true)
        let answer = await test.ask([test.id(of: certificate)])
        #expect(try test.basic(answer).signature.certificates == [])
        #expect(try await test.status(of: certificate) == .good)
        test.test.keys.setAway(.issuing, false)
        try await test.test.status.renewDue()
        #expect(try test.basic(await test.ask([test.id(of: certificate)])).signature.certificates.count == 1)
    }

    @Test("a revoked signer, and one whose key is gone at the next start, are replaced")
    func replaced() async throws {
        let test = try await StatusFixture.make()
        let first = try await signer(test)
        try await test.revoke(first, .superseded)
        try await test.test.status.renewDue()
        let second = try await signer(test)
        #expect(second != first)
        await test.test.keys.remove("ocsp-2-0-1-p256")
        let restarted = StatusResponder(service: test.test.service)
        let certificate = try await test.issued()
        let request = TBSOCSPRequest(requests: [OCSPSingleRequest(test.id(of: certificate))])
        let answer = await restarted.status(answering: TBSOCSPRequest.assemble(tbs: request.derEncoded()))
        #expect(try OCSPResponse(derEncoded: answer.bytes).status(of: certificate, issuer: test.issuer, at: test.test.clock.now) == .good)
        #expect(try await test.signers.map(\.index) == [2, 1, 0])
    }

    @Test("a second process uses the signer of the first, and of two that issue at once one finds the other's")
    func twoProcesses() async throws {
        let test = try await StatusFixture.make()
        let certificate = try await test.issued()
        let request = TBSOCSPRequest.assemble(tbs: TBSOCSPRequest(requests: [OCSPSingleRequest(test.id(of: certificate))]).derEncoded())
        let other = StatusResponder(service: test.test.service)
        async let first = test.test.status.status(answering: request)
        async let second = other.status(answering: request)
        let signers = try await [first, second].map { try test.basic($0).signature.certificates }
        #expect(signers[0] == signers[1])
        #expect(try await test.signers.count == 1)
    }

    @Test("a revoked authority delegates to nobody any more")
    func revokedAuthority() async throws {
        let test = try await StatusFixture.make()
        let certificate = try await test.issued()
        let root = try await test.test.bound(test.test.administrator, to: TestAuthority.rootName)
        _ = try await root.revoke(serial: test.issuer.serialHex, reason: .keyCompromise, revokingAuthority: true)
        #expect(try test.refusal(await test.ask([test.id(of: certificate)])) == .tryLater)
        #expect(try await test.signers == [])
    }
}
