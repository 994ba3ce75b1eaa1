import CACore
import CAInterface
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("The renewal of authorities")
struct AuthorityRenewalTests {
    private static let root = TestAuthority.rootName
    private static let issuing = AuthorityNumber(rawValue: 2)

    private func stored(_ test: TestAuthority, _ number: Int) async throws -> StoredAuthority {
        try #require(await test.store.authorities().first { $0.number.rawValue == number })
    }

    private func certificate(_ outcome: RenewalOutcome) throws -> Certificate {
        try Certificate(derEncoded: try #require(outcome.certificate))
    }

    private func issue(_ test: TestAuthority) async throws -> Disposition {
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

    /// A list at the place of the next key's, by an issuer of that name.
    private func publish(_ test: TestAuthority, issuer: DistinguishedName) async throws {
        let key = try PrivateKey(generating: .p256)
        let algorithm = key.defaultSignatureAlgorithm
        let body = TBSCertificateList(
            signatureAlgorithm: algorithm,
            issuer: issuer,
            thisUpdate: test.clock.now,
            nextUpdate: test.clock.now + 86_400,
            revoked: [],
            extensions: [CRLNumber(40).asExtension()]
        ).derEncoded()
        let bytes = TBSCertificateList.assemble(tbs: body, algorithm: algorithm, signature: try await key.sign(body, using: algorithm))
        try await test.publisher.publish(
            PublishedObject(path: Self.nextList, bytes: bytes, mediaType: "application/pkix-crl", modified: test.clock.now)
        )
    }

    private static let nextList = "crl/Chancery Issuing CA(1).crl"

    @Test("the first list of a key has a number above that of a lost key's list at its place")
    func lostKey() async throws {
        let test = try await TestAuthority.make()
        try await publish(test, issuer: try Certificate(derEncoded: try await stored(test, 2).generations[0].certificate).subject)
        _ = try await test.bound(test.administrator).renew(RenewalOrder(newKey: true))
        let list = try CertificateList(derEncoded: try #require(await test.publisher.published(Self.nextList)).bytes)
        #expect(list.crlNumber == 41)
        #expect(try await list.isSigned(with: SubjectPublicKeyInfo(derEncoded: stored(test, 2).keys[1].publicKey)))
    }

    @Test("the list of another issuer at the place of a list stays, and the status says so")
    func otherIssuer() async throws {
        let test = try await TestAuthority.make()
        try await publish(test, issuer: .of([(OID.commonName, "Stranger CA")]))
        _ = try await test.bound(test.administrator).renew(RenewalOrder(newKey: true))
        let list = try CertificateList(derEncoded: try #require(await test.publisher.published(Self.nextList)).bytes)
        #expect(list.issuer.commonName == "Stranger CA")
        #expect(test.service.publicationStatus.warnings(at: test.clock.now).joined().contains("another authority"))
    }

    @Test("a renewal with the same key has another certificate, the same list and the former one's hash")
    func sameKey() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        let former = try Certificate(derEncoded: try await stored(test, 2).generations[0].certificate)
        test.clock.advance(seconds: 86_400)
        let outcome = try await administrator.renew(RenewalOrder(newKey: false))
        let renewed = try certificate(outcome)
        #expect(outcome.generation == 1)
        #expect(renewed.subjectPublicKeyInfo == former.subjectPublicKeyInfo)
        #expect(renewed.subject == former.subject)
        #expect(renewed.serialNumber != former.serialNumber)
        #expect(try renewed.value(of: CAVersion.self) == CAVersion(certificateIndex: 1, keyIndex: 0))
        #expect(try renewed.value(of: PreviousCACertificateHash.self)?.bytes == Digest.sha1(former.derEncoded))
        let authority = try await stored(test, 2)
        #expect(authority.keys.count == 1)
        #expect(authority.renewal == nil)
        #expect(authority.generations.map(\.aiaPath) == ["aia/Chancery Issuing CA.cer", "aia/Chancery Issuing CA(1).cer"])
        #expect(authority.crossCertificates.isEmpty)
        let issued = try await issue(test)
        #expect(issued.chain.first == renewed.derEncoded)
        #expect(try await test.publisher.published("aia/Chancery Issuing CA(1).cer")?.bytes == renewed.derEncoded)
        let lists = try await administrator.revocationLists()
        #expect(lists.map(\.key) == [0])
    }

    @Test("a renewal with a new key has a list of its own, and certificates of the old key stay on the old one")
    func newKey() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        let before = try await issue(test)
        let old = try Certificate(derEncoded: try #require(before.certificate))
        test.clock.advance(seconds: 86_400)
        let renewed = try certificate(try await administrator.renew(RenewalOrder(newKey: true, keyAlgorithm: "rsa-3072", hash: "sha384")))
        #expect(renewed.subjectPublicKeyInfo.kind == .rsa(bits: 3072))
        #expect(try renewed.value(of: CAVersion.self) == CAVersion(certificateIndex: 1, keyIndex: 1))
        let authority = try await stored(test, 2)
        #expect(authority.keys.map(\.listPath) == ["crl/Chancery Issuing CA.crl", "crl/Chancery Issuing CA(1).crl"])
        let after = try Certificate(derEncoded: try #require(try await issue(test).certificate))
        #expect(after.signatureAlgorithm == .rsaWithSHA384)
        #expect(try after.isSigned(with: renewed.subjectPublicKeyInfo))
        #expect(try after.value(of: CRLDistributionPoints.self)?.uris == ["http://pki.example.test/crl/Chancery%20Issuing%20CA%281%29.crl"])
        _ = try await administrator.revoke(serial: old.serialHex, reason: .superseded)
        let former = try CertificateList(derEncoded: try #require(await test.publisher.published("crl/Chancery Issuing CA.crl")).bytes)
        let newer = try CertificateList(derEncoded: try #require(await test.publisher.published("crl/Chancery Issuing CA(1).crl")).bytes)
        #expect(former.revoked.map(\.serialNumber) == [old.serialNumber])
        #expect(newer.revoked.isEmpty)
        #expect(try newer.isSigned(with: renewed.subjectPublicKeyInfo))
        // Both go on, and the numbers only grow.
        let first = try await administrator.revocationLists()
        try await administrator.publishRevocationLists()
        let second = try await administrator.revocationLists()
        #expect(zip(first, second).allSatisfy { ($0.number ?? 0) < ($1.number ?? 0) })
    }

    @Test("the root renews itself with both kinds of key, and signs with the newest")
    func root() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator, to: Self.root)
        let first = try certificate(try await administrator.renew(RenewalOrder(newKey: false)))
        let second = try certificate(try await administrator.renew(RenewalOrder(newKey: true)))
        let third = try certificate(try await administrator.renew(RenewalOrder(newKey: false)))
        #expect(try first.isSigned(with: first.subjectPublicKeyInfo))
        #expect(try second.isSigned(with: second.subjectPublicKeyInfo))
        #expect(third.subjectPublicKeyInfo == second.subjectPublicKeyInfo)
        let versions = try [first, second, third].map { try $0.value(of: CAVersion.self) }
        #expect(versions.map { $0?.certificateIndex } == [1, 2, 3])
        #expect(versions.map { $0?.keyIndex } == [0, 2, 2])
        // The subordinate's chain leads through the root's key that signed it, until it is renewed itself.
        let bound = try await test.bound(test.administrator)
        guard case .binary(let chain) = try await bound.property(.caSigCertChain, index: -1) else { throw ContractError("no chain") }
        #expect(try SignedData(contentInfo: chain).certificates.contains(first.derEncoded))
        let subordinate = try certificate(try await bound.renew(RenewalOrder(newKey: true)))
        #expect(try subordinate.isSigned(with: third.subjectPublicKeyInfo))
        #expect(try await issue(test).chain == [subordinate.derEncoded, third.derEncoded])
    }

    @Test("generations with different keys vouch for each other in both directions, and this is published")
    func crossCertificates() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator, to: Self.root)
        let old = try Certificate(derEncoded: try await stored(test, 1).generations[0].certificate)
        let new = try certificate(try await administrator.renew(RenewalOrder(newKey: true)))
        func cross(_ id: CAPropertyID, _ index: Int) async throws -> Certificate {
            guard case .binary(let bytes) = try await administrator.property(id, index: index) else { throw ContractError("not binary") }
            return try Certificate(derEncoded: bytes)
        }
        let forward = try await cross(.caForwardCrossCert, 0)
        let backward = try await cross(.caBackwardCrossCert, 1)
        #expect(forward.subjectPublicKeyInfo == new.subjectPublicKeyInfo)
        #expect(try forward.isSigned(with: old.subjectPublicKeyInfo))
        #expect(backward.subjectPublicKeyInfo == old.subjectPublicKeyInfo)
        #expect(try backward.isSigned(with: new.subjectPublicKeyInfo))
        #expect([forward, backward].allSatisfy { $0.subject == old.subject && $0.issuer == old.subject })
        #expect(forward.notAfter == old.notAfter)
        #expect(try await test.publisher.published("aia/Chancery Root CA(0-1).cer")?.bytes == forward.derEncoded)
        #expect(try await test.publisher.published("aia/Chancery Root CA(1-0).cer")?.bytes == backward.derEncoded)
        #expect(try await administrator.property(.caForwardCrossCertState, index: 0) == .long(3))
        #expect(try await administrator.property(.caBackwardCrossCertState, index: 1) == .long(3))
        let beyond = await refusal { _ = try await administrator.property(.caForwardCrossCert, index: 1) }
        #expect(beyond?.status == .invalidArgument)
        let issuing = try await test.bound(test.administrator)
        #expect(try await issuing.property(.caForwardCrossCert, index: 0) == .binary([]))
    }

    @Test("the properties of every generation: count, certificate, states, version and addresses")
    func properties() async throws {
        let test = try await TestAuthority.make()
        let bound = try await test.bound(test.administrator)
        _ = try await bound.renew(RenewalOrder(newKey: false))
        _ = try await bound.renew(RenewalOrder(newKey: true))
        _ = try await bound.renew(RenewalOrder(newKey: false))
        #expect(try await bound.property(.caSigCertCount, index: 0) == .long(4))
        for (index, version, list) in [(0, 0, 1), (1, 0x1, 3), (2, 0x2_0002, 1), (3, 0x2_0003, 3)] {
            #expect(try await bound.property(.caCertVersion, index: index) == .long(Int32(version)))
            #expect(try await bound.property(.caCertState, index: index) == .long(3))
            #expect(try await bound.property(.caCertStatusCode, index: index) == .long(0))
            #expect(try await bound.property(.crlState, index: index) == .long(Int32(list)))
        }
        #expect(try await bound.property(.baseCRL, index: 0) == bound.property(.baseCRL, index: 1))
        #expect(try await bound.property(.baseCRL, index: 3) != bound.property(.baseCRL, index: 1))
        #expect(
            try await bound.property(.certAIAURLs, index: 2) == .string("http://pki.example.test/aia/Chancery%20Issuing%20CA%282%29.cer")
        )
        #expect(try await bound.property(.caSigCert, index: -1) == bound.property(.caSigCert, index: 3))
        guard case .binary(let bytes) = try await bound.property(.caSigCertCRLChain, index: 0) else { throw ContractError("no chain") }
        #expect(try SignedData(contentInfo: bytes).crls.count == 2)
    }

    @Test("a revoked certificate of an authority is shown as revoked, and its renewal issues again")
    func revoked() async throws {
        let test = try await TestAuthority.make()
        let bound = try await test.bound(test.administrator)
        let root = try await test.bound(test.administrator, to: Self.root)
        let serial = try Certificate(derEncoded: try await stored(test, 2).generations[0].certificate).serialHex
        _ = try await root.revoke(serial: serial, reason: .caCompromise, revokingAuthority: true)
        #expect(try await bound.property(.caCertState, index: 0) == .long(2))
        #expect(try await bound.property(.caCertStatusCode, index: 0) == .long(HRESULT.certRevoked.signed))
        #expect(try await issue(test).code == .denied)
        _ = try await bound.renew(RenewalOrder(newKey: true))
        #expect(try await issue(test).code == .issued)
        #expect(try await bound.property(.caCertState, index: 0) == .long(2))
        #expect(try await bound.property(.caCertState, index: 1) == .long(3))
    }

    @Test(
        "a key that was compromised gets no other certificate, a key whose certificate was replaced does",
        arguments: [CRLReason.keyCompromise, .caCompromise, .superseded, .certificateHold]
    )
    func compromised(_ reason: CRLReason) async throws {
        let test = try await TestAuthority.make()
        let bound = try await test.bound(test.administrator)
        _ = try await bound.renew(RenewalOrder(newKey: false))
        // The former certificate has the same key.
        let serial = try Certificate(derEncoded: try await stored(test, 2).generations[0].certificate).serialHex
        let root = try await test.bound(test.administrator, to: Self.root)
        _ = try await root.revoke(serial: serial, reason: reason, revokingAuthority: true)
        let refused = await refusal { _ = try await bound.renew(RenewalOrder(newKey: false)) }
        let isCompromised = [CRLReason.keyCompromise, .caCompromise].contains(reason)
        #expect(refused?.reason?.rule == (isCompromised ? "CompromisedKeyEnds" : nil))
        #expect(try await bound.generations().generations.count == (isCompromised ? 2 : 3))
        #expect(try await bound.renew(RenewalOrder(newKey: true)).generation == (isCompromised ? 2 : 3))
        #expect(try await issue(test).code == .issued)
    }

    @Test("no request fails while the authority is renewed again and again")
    func underLoad() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        try await withThrowingTaskGroup(of: [DispositionCode].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var codes: [DispositionCode] = []
                    for _ in 0..<25 { codes.append(try await issue(test).code) }
                    return codes
                }
            }
            for number in 0..<6 { _ = try await administrator.renew(RenewalOrder(newKey: number % 2 == 0)) }
            for try await codes in group { #expect(codes.allSatisfy { $0 == .issued }) }
        }
        #expect(try await administrator.generations().generations.count == 7)
    }

    @Test("two administrators who renew at once make one certificate")
    func together() async throws {
        let test = try await TestAuthority.make()
        let bound = try await test.bound(test.administrator)
        async let first = bound.renew(RenewalOrder(newKey: true))
        async let second = bound.renew(RenewalOrder(newKey: true))
        let outcomes = try await [first, second]
        let count = try await stored(test, 2).generations.count
        #expect(Set(outcomes.map(\.generation)).count == count - 1)
        #expect(try await stored(test, 2).keys.count == count)
    }

    @Test("a root whose passphrase is away is renewed with the passphrase, and a wrong one is refused")
    func passphrase() async throws {
        let test = try await TestAuthority.make()
        test.keys.setAway(.root, true)
        test.ring.close(AuthorityKeyID(authority: AuthorityNumber(rawValue: 1), index: 0))
        let root = try await test.bound(test.administrator, to: Self.root)
        let without = await refusal { _ = try await root.renew(RenewalOrder(newKey: true)) }
        #expect(without?.code == .unavailable)
        #expect(without?.message.contains("--ask-passphrase") == true)
        let wrong = await refusal { _ = try await root.renew(RenewalOrder(newKey: true, passphrase: [0x78])) }
        #expect(wrong?.code == .accessDenied)
        #expect(try await stored(test, 1).renewal == nil)
        let renewed = try await root.renew(RenewalOrder(newKey: true, passphrase: InMemoryKeyStore.passphrase))
        #expect(renewed.generation == 1)
        #expect(try await test.publisher.published("crl/Chancery Root CA(1).crl") != nil)
        let child = try await test.bound(test.administrator)
        let closed = await refusal { _ = try await child.renew(RenewalOrder(newKey: false)) }
        #expect(closed?.code == .unavailable)
        #expect(try await child.renew(RenewalOrder(newKey: false, passphrase: InMemoryKeyStore.passphrase)).generation == 1)
    }

    @Test("only administrators renew, and the record has the beginning and the end")
    func rightsAndRecord() async throws {
        let test = try await TestAuthority.make()
        for principal in [test.officer, test.auditor, test.alice] {
            let refused = await refusal { _ = try await test.bound(principal).renew(RenewalOrder(newKey: false)) }
            #expect(refused?.code == .accessDenied)
        }
        let bound = try await test.bound(test.administrator)
        let unknown = await refusal { _ = try await bound.renew(RenewalOrder(newKey: true, keyAlgorithm: "rsa-1024")) }
        #expect(unknown?.reason?.field == "keyAlgorithm")
        let outcome = try await bound.renew(RenewalOrder(newKey: true))
        let records = try await test.store.auditRecords(after: 0, limit: 1000).map(\.record)
        let life = records.filter { ["authorityRenewalBegun", "authorityRenewed"].contains($0.event) }
        #expect(life.map(\.event) == ["authorityRenewalBegun", "authorityRenewed"])
        let text = String(decoding: life[1].bytes.dropFirst(), as: UTF8.self)
        #expect(text.contains(try certificate(outcome).serialHex))
    }

    @Test("an authority that has ended is renewed, and issues again")
    func ended() async throws {
        let test = try await TestAuthority.make()
        test.clock.advance(seconds: 11 * 365 * 86_400)
        let refused = try await issue(test)
        #expect(refused.code == .denied)
        #expect(refused.reason?.rule == "ValidityNests")
        let bound = try await test.bound(test.administrator)
        #expect(try await bound.generations().generations.first?.warning?.contains("ended") == true)
        _ = try await bound.renew(RenewalOrder(newKey: true))
        #expect(try await issue(test).code == .issued)
    }
}
