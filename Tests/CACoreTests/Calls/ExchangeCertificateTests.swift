import CAInterface
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@testable import CACore

@Suite("The certificate to which requesters encrypt")
struct ExchangeCertificateTests {
    private static let issuing = AuthorityNumber(rawValue: 2)

    private func certificate(_ test: TestAuthority) async throws -> Certificate {
        guard case .binary(let bytes) = try await test.bound(test.alice).property(.caXchgCert, index: 0) else {
            throw ContractError("CAXCHGCERT is not binary")
        }
        return try Certificate(derEncoded: bytes)
    }

    private func rows(_ test: TestAuthority) async throws -> [StoredExchangeCertificate] {
        try await test.store.exchangeCertificates(of: Self.issuing)
    }

    private func engine(_ test: TestAuthority) async throws -> BoundCertificationAuthority {
        try #require(try await test.bound(test.alice) as? BoundCertificationAuthority)
    }

    @Test("asking for CAXCHGCERT issues one for a week, with its name, purpose, template and row")
    func issued() async throws {
        let test = try await TestAuthority.make()
        let found = try await certificate(test)
        #expect(found.subject == .of([(.commonName, "Chancery Issuing CA-Xchg")]))
        #expect(found.notAfter.timeIntervalSince(found.notBefore) == 7 * 86_400)
        #expect(try ExtendedKeyUsage.find(in: found.extensions)?.purposes == [OID.KeyPurpose.caExchange])
        #expect(try KeyUsage.find(in: found.extensions) == .keyEncipherment)
        #expect(try MicrosoftTemplateName.find(in: found.extensions)?.name == "CAExchange")
        #expect(found.subjectPublicKeyInfo.kind == .rsa(bits: 2048))
        let row = try #require(await test.store.request(serial: found.serialHex, of: Self.issuing))
        #expect(row.requestFlags == 0xC)
        #expect(row.disposition == .issued)
        #expect(row.templateName == "CAExchange")
        let audit = try await test.store.auditRecords(after: 0, limit: 1000).map(\.record.event)
        #expect(audit.last == "exchangeCertificateIssued")
        #expect(try await certificate(test) == found)
        #expect(try await rows(test).count == 1)
    }

    @Test("a key that is removed while the authority runs is noticed at the next use, and a new one is made")
    func removedKey() async throws {
        let test = try await TestAuthority.make()
        let found = try await certificate(test)
        #expect(try await certificate(test) == found)
        let key = try #require(try await rows(test).first?.reference)
        guard case .sealedFile(let name) = key else { return }
        await test.keys.remove(name)
        let next = try await certificate(test)
        #expect(next.subjectPublicKeyInfo != found.subjectPublicKeyInfo)
        #expect(try await rows(test).count == 2)
        #expect(try await certificate(test) == next)
    }

    @Test(
        "openssl and certtool accept the exchange certificate, and openssl encrypts to it what we open",
        .enabled(if: hasTool("certtool"))
    )
    func judged() async throws {
        let test = try await TestAuthority.make()
        let found = try await certificate(test)
        let bound = try await test.bound(test.alice)
        guard case .binary(let chain) = try await bound.property(.caXchgCertChain, index: -1),
            case .binary(let lists) = try await bound.property(.caXchgCertCRLChain, index: 0)
        else {
            Issue.record("not binary")
            return
        }
        let message = try SignedData(contentInfo: chain)
        #expect(message.certificates.count == 3)
        #expect(message.certificates.first == found.derEncoded)
        #expect(try SignedData(contentInfo: lists).crls.count == 2)
        let files = try OpenSSLFiles()
        try files.write("leaf.pem", pem: "CERTIFICATE", message.certificates[0])
        try files.write("issuing.pem", pem: "CERTIFICATE", message.certificates[1])
        try files.write("root.pem", pem: "CERTIFICATE", message.certificates[2])
        try files.write("chain.pem", pem: "CERTIFICATE", message.certificates[0], message.certificates[1], message.certificates[2])
        try files.output("verify", "-x509_strict", "-CAfile", "root.pem", "-untrusted", "issuing.pem", "leaf.pem")
        let verified = try files.tool("certtool", "--verify-chain", "--infile", "chain.pem")
        #expect(verified.text.contains("Chain verification output: Verified."), "\(verified.text)\(verified.errorText)")
        // Somebody who only has openssl encrypts to it, and the authority opens it.
        let sealed = try files.output(
            "cms",
            "-encrypt",
            "-binary",
            "-aes-256-cbc",
            "-outform",
            "DER",
            "leaf.pem",
            input: Array("a key".utf8)
        )
        let envelope = try EnvelopedData(derEncoded: ContentInfo(derEncoded: sealed).content)
        #expect(try await engine(test).openExchanged(envelope) == Array("a key".utf8))
    }

    @Test("a new one is made on the last day of the former, which still opens what was encrypted to it")
    func renewed() async throws {
        let test = try await TestAuthority.make()
        let first = try await certificate(test)
        let envelope = try await EnvelopedData.sealing([1, 2, 3], for: [.certificate(first)])
        test.clock.advance(seconds: 5.5 * 86_400)
        #expect(try await certificate(test) == first)
        test.clock.advance(seconds: 86_400)
        let second = try await certificate(test)
        #expect(second.subjectPublicKeyInfo != first.subjectPublicKeyInfo)
        #expect(try await engine(test).openExchanged(envelope) == [1, 2, 3])
        test.clock.advance(seconds: 8 * 86_400)
        await #expect(throws: KeyError.self) { try await engine(test).openExchanged(envelope) }
        #expect(try await rows(test).map(\.index) == [1, 0])
    }

    @Test("in the last hours of the authority's certificate one is made, not one for each caller")
    func lastHours() async throws {
        let test = try await TestAuthority.make()
        let issuer = try Certificate(derEncoded: try #require(await test.service.authorities().first).certificate)
        test.clock.advance(seconds: issuer.notAfter.timeIntervalSince(test.clock.now) - 3_600)
        let found = try await certificate(test)
        #expect(found.notAfter == issuer.notAfter)
        #expect(try await certificate(test) == found)
    }

    @Test("a revoked one is replaced, and what was encrypted to it is opened no more")
    func revoked() async throws {
        let test = try await TestAuthority.make()
        let first = try await certificate(test)
        let envelope = try await EnvelopedData.sealing([1], for: [.certificate(first)])
        _ = try await test.bound(test.officer).revoke(serial: first.serialHex, reason: .keyCompromise)
        #expect(try await certificate(test) != first)
        await #expect(throws: KeyError.self) { try await engine(test).openExchanged(envelope) }
    }

    @Test("eight callers at once get one certificate, and one row has it")
    func atOnce() async throws {
        let test = try await TestAuthority.make()
        let found = try await withThrowingTaskGroup(of: Certificate.self) { group in
            for _ in 0..<8 { group.addTask { try await certificate(test) } }
            var all: Set<Certificate> = []
            for try await one in group { all.insert(one) }
            return all
        }
        #expect(found.count == 1)
        #expect(try await rows(test).count == 1)
        #expect(await test.keys.saves == 3)
    }

    @Test("a kill between key and row leaves a key that the next call uses")
    func killed() async throws {
        struct Kill: Error {}
        let test = try await TestAuthority.make()
        await test.store.onCommit { _ in throw Kill() }
        await #expect(throws: CAError.self) { try await certificate(test) }
        await test.store.onCommit(nil)
        #expect(try await rows(test).isEmpty)
        let key = try #require(try await test.keys.key(named: "exchange-2-0", purpose: .issuing))
        #expect(try await certificate(test).subjectPublicKeyInfo == key.publicKey)
    }

    @Test("a process without the passphrase of the keys says so, and makes one when it has it")
    func passphrase() async throws {
        let test = try await TestAuthority.make()
        test.keys.setAway(.issuing, true)
        let error = await #expect(throws: CAError.self) { try await certificate(test) }
        #expect(error?.message.contains("passphrase") == true)
        #expect(try await rows(test).isEmpty)
        test.keys.setAway(.issuing, false)
        #expect(try await certificate(test).subject.commonName == "Chancery Issuing CA-Xchg")
    }

    @Test("a root has none, and there is no second element")
    func absent() async throws {
        let test = try await TestAuthority.make()
        let root = try await test.bound(test.alice, to: TestAuthority.rootName)
        #expect(try await root.property(.caXchgCertCount, index: 0) == .long(0))
        for id in [CAPropertyID.caXchgCert, .caXchgCertChain, .caXchgCertCRLChain] {
            let missing = await #expect(throws: CAError.self) { try await root.property(id, index: 0) }
            #expect(missing?.status == .fileNotFound)
            let beyond = await #expect(throws: CAError.self) { try await test.bound(test.alice).property(id, index: 1) }
            #expect(beyond?.status == .invalidArgument)
        }
    }

    @Test("the name of an authority with 64 characters is cut, so that the subject keeps to its limit")
    func longName() {
        let subject = ExchangeProfile.subject(of: String(repeating: "n", count: 64))
        #expect(subject.commonName == String(repeating: "n", count: 59) + "-Xchg")
    }
}
