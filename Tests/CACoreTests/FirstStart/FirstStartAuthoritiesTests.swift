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

@Suite("First start")
struct FirstStartAuthoritiesTests {
    private struct Killed: Error {}

    private func foundation(_ store: InMemoryCAStore, _ keys: InMemoryKeyStore, _ publisher: InMemoryPublisher) -> FirstStartAuthorities {
        FirstStartAuthorities(
            store: store,
            keys: KeyRing(keys: keys, store: store),
            objects: InMemoryObjectStore(),
            publisher: publisher,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    private var plan: FirstStartPlan {
        FirstStartPlan(
            organization: "Example",
            dnsName: "pki.example.test",
            publicAddress: "http://pki.example.test:8080",
            domain: (1, 2, 3),
            managementAgent: UUID(),
            singleOperator: false
        )
    }

    @Test("the root and the issuing authority have the planned names, keys and limits")
    func authorities() async throws {
        let test = try await TestAuthority.make()
        let description = try #require(await test.service.authorities().first)
        #expect(description.configString == "pki.example.test\\Chancery Issuing CA")
        let issuing = try Certificate(derEncoded: description.certificate)
        let root = try Certificate(derEncoded: try #require(description.chain.first))
        #expect(description.chain.count == 1)
        for certificate in [issuing, root] {
            #expect(certificate.keyUsage == [.digitalSignature, .keyCertSign, .cRLSign])
            #expect(certificate.extension(OID.Extensions.keyUsage)?.critical == true)
            #expect(certificate.extension(OID.Extensions.basicConstraints)?.critical == true)
            #expect(certificate.subject.values(of: .organization) == ["Example"])
        }
        #expect(root.subjectPublicKeyInfo.kind == .ec(curve: .p384))
        #expect(issuing.subjectPublicKeyInfo.kind == .ec(curve: .p256))
        #expect(root.notAfter.timeIntervalSince(root.notBefore) == 20 * 365 * 86_400)
        #expect(issuing.notAfter.timeIntervalSince(issuing.notBefore) == 10 * 365 * 86_400)
        #expect(try issuing.value(of: CRLDistributionPoints.self)?.uris == ["http://pki.example.test/crl/Chancery%20Root%20CA.crl"])
        #expect(try root.value(of: CRLDistributionPoints.self) == nil)
        for path in ["crl/Chancery Root CA.crl", "crl/Chancery Issuing CA.crl", "aia/Chancery Root CA.cer", "aia/Chancery Issuing CA.cer"] {
            #expect(try await test.publisher.published(path) != nil, "\(path)")
        }
        #expect(try await test.store.templates().count == 34)
        let publications = try await test.store.templatePublications()
        #expect(Set(publications.map(\.template)) == Set(BuiltInTemplates.published(domain: (1, 2, 3)).map(\.name)))
        #expect(publications.count == 18)
        #expect(try await test.store.agentGrants().map(\.agent) == [test.agent.id])
    }

    @Test("a second run of the first start changes nothing")
    func idempotent() async throws {
        let (store, keys, publisher) = (InMemoryCAStore(), InMemoryKeyStore(), InMemoryPublisher())
        let plan = plan
        try await foundation(store, keys, publisher).completeFirstStart(plan: plan)
        let audit = try await store.auditRecords(after: 0, limit: 1000)
        let published = await publisher.history.count
        try await foundation(store, keys, publisher).completeFirstStart(plan: plan)
        #expect(try await store.auditRecords(after: 0, limit: 1000) == audit)
        #expect(await publisher.history.count == published)
        #expect(await keys.saves == 2)
    }

    @Test("if a run is killed before any commit, the next one completes it with the same keys")
    func killed() async throws {
        let whole = InMemoryCAStore()
        let plan = plan
        try await foundation(whole, InMemoryKeyStore(), InMemoryPublisher()).completeFirstStart(plan: plan)
        let records = try await whole.auditRecords(after: 0, limit: 1000).map(\.record.event)
        // Publications are committed with the template they are for.
        let commits = records.filter { $0 != "templatePublished" }.count
        #expect(commits > 10)
        for moment in 1...commits {
            let (store, keys, publisher) = (InMemoryCAStore(), InMemoryKeyStore(), InMemoryPublisher())
            await store.onCommit { if $0 == moment { throw Killed() } }
            // The last two commits are those of the lists. If they fail, the schedule tries again, and the start succeeds.
            if moment <= commits - 2 {
                await #expect(throws: Killed.self) { try await foundation(store, keys, publisher).completeFirstStart(plan: plan) }
            } else {
                try await foundation(store, keys, publisher).completeFirstStart(plan: plan)
            }
            await store.onCommit(nil)
            try await foundation(store, keys, publisher).completeFirstStart(plan: plan)
            #expect(try await store.authorities().count == 2)
            #expect(try await store.templates().count == 34)
            #expect(try await store.templatePublications().count == 18)
            #expect(await keys.saves == 2)
            #expect(try await publisher.published("aia/Chancery Issuing CA.cer") != nil)
            let ring = KeyRing(keys: keys, store: store)
            for authority in try await store.authorities() {
                #expect(await ring.open(authority).isEmpty)
                let certificate = try Certificate(derEncoded: authority.generations[0].certificate)
                let signer = ring.signer(of: AuthorityKeyID(authority: authority.number, index: 0))
                #expect(signer?.publicKey == certificate.subjectPublicKeyInfo)
            }
        }
    }

    @Test("a client certificate signs its holder in until it is revoked, has ended or its holder is disabled")
    func holder() async throws {
        let test = try await TestAuthority.make()
        let issued = try await test.bound(test.alice).submit(test.submission(test.request(), template: "ClientAuth"))
        let der = try #require(issued.certificate)
        let holder = try #require(await test.service.holder(ofCertificate: der, at: test.clock.now))
        #expect(holder.principal.id == test.alice.id)
        #expect(try await test.service.holder(ofCertificate: der, at: test.clock.now.addingTimeInterval(400 * 86_400)) == nil)
        #expect(try await test.service.holder(ofCertificate: [1, 2], at: test.clock.now) == nil)
        // Same serial and issuer, other bytes: not the certificate we signed.
        var forged = der
        forged[forged.count - 1] ^= 1
        #expect(try await test.service.holder(ofCertificate: forged, at: test.clock.now) == nil)
        let signing = try await test.bound(test.administrator).submit(test.submission(test.request(), template: "CodeSigning"))
        #expect(try await test.service.holder(ofCertificate: try #require(signing.certificate), at: test.clock.now) == nil)
        try await test.change(test.alice) { $0.enabled = false }
        #expect(try await test.service.holder(ofCertificate: der, at: test.clock.now) == nil)
        try await test.change(test.alice) { $0.enabled = true }
        #expect(try await test.service.holder(ofCertificate: der, at: test.clock.now) != nil)
        _ = try await test.bound(test.officer).revoke(serial: holder.serialNumber, reason: .keyCompromise)
        #expect(try await test.service.holder(ofCertificate: der, at: test.clock.now) == nil)
    }
}
