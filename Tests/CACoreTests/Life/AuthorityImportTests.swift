import CACore
import CAInterface
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Authorities that come from AD CS")
struct AuthorityImportTests {
    /// A minute later than the files of a former authority, as a move takes its time.
    private static func installation(tokens: InMemoryTokens? = nil) async throws -> TestAuthority {
        try await TestAuthority.make(clock: TestClock(Date() + 60), tokens: tokens)
    }

    /// The content of the files of a former authority.
    private func content(_ former: FormerAuthority, lists: [[UInt8]]) throws -> AuthorityBackup {
        var backup = AuthorityBackup(keys: [], certificates: [], lists: lists)
        for file in try former.backup(isLegacy: false) {
            let password = FilePassword(FormerAuthority.password)
            let pfx = try PKCS12(pfx: try former.files.read(file), password: password)
            backup.keys += pfx.keys.map(\.pkcs8)
            backup.certificates += pfx.certificates.map(\.derEncoded)
        }
        return backup
    }

    private func judged(_ backup: AuthorityBackup) throws -> JudgedBackup {
        try JudgedBackup(backup, at: Date(), verifier: nil)
    }

    private func order(token: PKCS11URI? = nil) -> AuthorityImport.Order {
        AuthorityImport.Order(
            surroundings: AuthorityFoundation.Surroundings(
                dnsName: "pki.example.test",
                publicAddress: "http://pki.example.test",
                access: FirstStartAuthorities.access(enrolls: true, domain: TestAuthority.domain),
                singleOperator: false
            ),
            crlPeriodSeconds: 86_400,
            crlValiditySeconds: 7 * 86_400,
            keyToken: token,
            filesSHA256: ["00"],
            person: "a test"
        )
    }

    private func take(_ backup: JudgedBackup, into test: TestAuthority, token: PKCS11URI? = nil) async throws -> StoredAuthority {
        let work = AuthorityImport(store: test.store, keys: test.ring, objects: test.objects, now: test.clock.now)
        let made = try await work.take(backup, order(token: token))
        _ = try await test.service.publishDueRevocationLists()
        return made
    }

    private func list(_ test: TestAuthority, _ path: String) async throws -> CertificateList {
        try CertificateList(derEncoded: try #require(await test.publisher.published(path)).bytes)
    }

    private func field(_ work: () async throws -> Void) async -> String? {
        do {
            try await work()
            return nil
        } catch {
            return (error as? CAError)?.reason?.field ?? "\(error)"
        }
    }

    @Test("all keys and certificates come in, lists go on above the former numbers, and the record has one row")
    func generations() async throws {
        let former = try FormerAuthority()
        let bad = try former.issue(serial: "6100000abc0000000001", generation: 0)
        let lists = [
            try former.list(key: 0, number: 41, revoked: [(bad.serialHex, "keyCompromise")]), try former.list(key: 1, number: 7),
        ]
        let test = try await Self.installation()
        let before = try await test.store.recordEnd()
        let made = try await take(try judged(try content(former, lists: lists)), into: test)
        #expect(made.name == FormerAuthority.name)
        #expect(made.generations.map(\.index) == [0, 1, 2])
        #expect(made.generations.map(\.keyIndex) == [0, 1, 1])
        #expect(made.keys.map(\.listPath) == ["crl/Corp Issuing CA.crl", "crl/Corp Issuing CA(1).crl"])
        #expect(made.generations.allSatisfy { $0.issuers.count == 1 })
        let (old, new) = (try await list(test, "crl/Corp Issuing CA.crl"), try await list(test, "crl/Corp Issuing CA(1).crl"))
        #expect(old.crlNumber == 42)
        #expect(new.crlNumber == 8)
        #expect(old.revoked.map { SerialText.hex(of: $0.serialNumber) } == [bad.serialHex])
        #expect(old.revoked.map(\.reason) == [.keyCompromise])
        let records = try await test.store.auditRecords(after: before, limit: 100).filter {
            $0.record.kind == AuditEvent.Kind.authorityImported.rawValue
        }
        #expect(records.count == 1)
    }

    @Test("an authority that was imported issues, revokes and renews with a new key")
    func goesOn() async throws {
        let former = try FormerAuthority()
        let lists = [try former.list(key: 0, number: 41), try former.list(key: 1, number: 7)]
        let test = try await Self.installation()
        _ = try await take(try judged(try content(former, lists: lists)), into: test)
        let administrator = try await test.bound(test.administrator, to: FormerAuthority.name)
        try await administrator.publishTemplate("User")
        let issued = try await test.bound(test.alice, to: FormerAuthority.name).submit(
            test.submission(test.request(), template: "User")
        )
        let leaf = try Certificate(derEncoded: try #require(issued.certificate))
        #expect(leaf.signatureAlgorithm == .rsaWithSHA256)
        try former.files.write("new.pem", pem: "CERTIFICATE", leaf.derEncoded)
        let verified = try former.files.run("verify", "-CAfile", "root.pem", "-untrusted", "ca2.pem", "new.pem")
        #expect(verified.text.contains("new.pem: OK"), "\(verified.errorText)")
        // What it issued before is revoked here by its row.
        let old = try former.issue(serial: "6100000abc0000000002", generation: 1)
        let row = HistoryRow(
            formerRequest: 2,
            certificate: old.derEncoded,
            disposition: .issued,
            submitted: test.clock.now - 60,
            requester: "CORP\\alice"
        )
        #expect(try await administrator.importHistory([row]).count == 1)
        let officer = try await test.bound(test.officer, to: FormerAuthority.name)
        _ = try await officer.revoke(serial: old.serialHex, reason: .superseded)
        let second = try await list(test, "crl/Corp Issuing CA(1).crl")
        #expect(second.revoked.map { SerialText.hex(of: $0.serialNumber) } == [old.serialHex])
        #expect(second.crlNumber == 9)
        let renewed = try await administrator.renew(RenewalOrder(newKey: true))
        let request = try CertificationRequest(derEncoded: try #require(renewed.request))
        let version = try #require(request.requestedExtensions.first { $0.oid == CAVersion.oid })
        #expect(try CAVersion(value: version.value) == CAVersion(certificateIndex: 3, keyIndex: 3))
    }

    @Test("a history row that the last list revokes comes in revoked, although the export does not know it yet")
    func historyAfterList() async throws {
        let former = try FormerAuthority(renewals: 0)
        let bad = try former.issue(serial: "6100000abc0000000003", generation: 0)
        let test = try await Self.installation()
        let lists = [try former.list(key: 0, number: 3, revoked: [(bad.serialHex, "superseded")])]
        _ = try await take(try judged(try content(former, lists: lists)), into: test)
        let administrator = try await test.bound(test.administrator, to: FormerAuthority.name)
        let row = HistoryRow(
            formerRequest: 3,
            certificate: bad.derEncoded,
            disposition: .issued,
            submitted: test.clock.now - 60,
            requester: "CORP\\alice"
        )
        let outcomes = try await administrator.importHistory([row])
        guard case .imported(let id) = try #require(outcomes.first) else {
            Issue.record("\(outcomes)")
            return
        }
        let stored = try await test.store.request(id, of: AuthorityNumber(rawValue: 3))
        #expect(stored?.disposition == .revoked)
        #expect(stored?.revokedReason == CRLReason.superseded.rawValue)
        try await administrator.publishRevocationLists()
        let next = try await list(test, "crl/Corp Issuing CA.crl")
        #expect(next.revoked.map { SerialText.hex(of: $0.serialNumber) } == [bad.serialHex])
    }

    @Test("a delta counts before its complete list, and the next list is above both")
    func delta() async throws {
        let former = try FormerAuthority(renewals: 0)
        let (held, released) = ("6100000abc0000000004", "6100000abc0000000005")
        let lists = [
            try former.list(key: 0, number: 12, revoked: [(held, "superseded")], base: 10),
            try former.list(key: 0, number: 10, revoked: [(released, "certificateHold")]),
            try former.list(key: 0, number: 9, revoked: [("6100000abc0000000006", "superseded")]),
        ]
        let test = try await Self.installation()
        _ = try await take(try judged(try content(former, lists: lists)), into: test)
        let next = try await list(test, "crl/Corp Issuing CA.crl")
        #expect(next.crlNumber == 13)
        #expect(next.revoked.map { SerialText.hex(of: $0.serialNumber) } == [held, released])
    }

    @Test("openssl and certtool accept the lists that follow, for both keys", .enabled(if: hasTool("certtool")))
    func judges() async throws {
        let former = try FormerAuthority()
        let (bad, good) = (
            try former.issue(serial: "6100000abc0000000007", generation: 0), try former.issue(serial: "6100000abc0000000008", generation: 1)
        )
        let lists = [
            try former.list(key: 0, number: 41, revoked: [(bad.serialHex, "keyCompromise")]), try former.list(key: 1, number: 7),
        ]
        let test = try await Self.installation()
        _ = try await take(try judged(try content(former, lists: lists)), into: test)
        for (key, path) in ["crl/Corp Issuing CA.crl", "crl/Corp Issuing CA(1).crl"].enumerated() {
            try former.files.write("next\(key).pem", pem: "X509 CRL", try await list(test, path).derEncoded)
            let read = try former.files.run("crl", "-in", "next\(key).pem", "-noout", "-CAfile", "ca\(key).pem")
            #expect(read.errorText.contains("verify OK"), "\(read.errorText)")
            let judged = try former.files.tool(
                "certtool",
                "--verify-crl",
                "--load-ca-certificate",
                "ca\(key).pem",
                "--infile",
                "next\(key).pem"
            )
            #expect((judged.text + judged.errorText).contains("Verification output: Verified"), "\(judged.errorText)")
        }
        func verdict(_ certificate: Certificate, _ key: Int) throws -> String {
            let result = try former.files.run(
                ["verify", "-crl_check", "-CAfile", "root.pem", "-untrusted", "ca\(key).pem", "-CRLfile", "next\(key).pem"]
                    + ["leaf-\(certificate.serialHex).pem"]
            )
            return result.text + result.errorText
        }
        #expect(try verdict(bad, 0).contains("certificate revoked"))
        #expect(try verdict(good, 1).contains(": OK"))
    }

    @Test("below an authority of this installation it has that as its parent, which can revoke it")
    func parent() async throws {
        let former = try FormerAuthority(renewals: 0)
        let test = try await Self.installation()
        let root = try former.files.output("x509", "-in", "root.pem", "-outform", "DER")
        let key = try PrivateKey(pem: String(decoding: try former.files.read("root.key"), as: UTF8.self))
        var above = AuthorityBackup(keys: [try key.pkcs8()], certificates: [root], isRoot: true, hasNoLists: true)
        above.name = "corp root ca"
        let parent = try await take(try judged(above), into: test)
        #expect(parent.role == .root)
        let made = try await take(try judged(try content(former, lists: [try former.list(key: 0, number: 1)])), into: test)
        #expect(made.parent == parent.number)
        #expect(made.generations.allSatisfy { $0.issuers.isEmpty })
        let own = try Certificate(derEncoded: made.generations[0].certificate)
        #expect(try await test.store.request(serial: own.serialHex, of: parent.number)?.disposition == .issued)
        #expect(
            try await test.store.request(serial: try Certificate(derEncoded: root).serialHex, of: parent.number)?.disposition
                == .caCertificate
        )
        let officer = try await test.bound(test.administrator, to: "Corp Root CA")
        _ = try await officer.revoke(serial: own.serialHex, reason: .caCompromise, revokingAuthority: true)
        let administrator = try await test.bound(test.administrator, to: FormerAuthority.name)
        try await administrator.publishTemplate("User")
        let asked = try await test.bound(test.alice, to: FormerAuthority.name).submit(
            test.submission(test.request(), template: "User")
        )
        #expect(asked.reason?.rule == "IssuerIsNotRevoked")
    }

    @Test("the keys are written onto a token, which signs the next lists")
    func token() async throws {
        let former = try FormerAuthority(renewals: 0)
        let tokens = InMemoryTokens()
        let test = try await Self.installation(tokens: tokens)
        let place = try PKCS11URI("pkcs11:token=corp")
        let backup = try judged(try content(former, lists: [try former.list(key: 0, number: 5)]))
        let made = try await take(backup, into: test, token: place)
        #expect(made.keys.map(\.reference.isInProcess) == [false])
        #expect(tokens.labels.count == 1)
        #expect(tokens.signatures == 1)
        #expect(try await list(test, "crl/Corp Issuing CA.crl").crlNumber == 6)
    }

    @Test("an authority that has ended comes in with a remark, and its lists go on")
    func ended() async throws {
        let former = try FormerAuthority(renewals: 0, days: 1)
        let backup = try content(former, lists: [try former.list(key: 0, number: 5)])
        let later = Date() + 3 * 86_400
        let judged = try JudgedBackup(backup, at: later, verifier: nil)
        #expect(judged.remarks.contains { $0.contains("ended at") })
        // Of a key whose certificates have all ended, no list is needed.
        var without = backup
        without.lists = []
        #expect(throws: Never.self) { try JudgedBackup(without, at: later, verifier: nil) }
    }

    @Test("what does not fit together is refused with its field, and nothing is stored")
    func refusals() async throws {
        let former = try FormerAuthority()
        let (first, second) = (try former.list(key: 0, number: 41), try former.list(key: 1, number: 7))
        let whole = try content(former, lists: [first, second])
        func refused(_ change: (inout AuthorityBackup) throws -> Void) async throws -> String? {
            var backup = whole
            try change(&backup)
            return await field { _ = try judged(backup) }
        }
        let certificates = try (0...2).map { try former.files.output("x509", "-in", "ca\($0).pem", "-outform", "DER") }
        let stranger = try FormerAuthority(renewals: 0)
        #expect(try await refused { _ in } == nil)
        #expect(try await refused { $0.keys = [] } == "key")
        #expect(try await refused { $0.keys.append(try PrivateKey(generating: .p256).pkcs8()) } == "key")
        #expect(try await refused { $0.keys.removeFirst() } == "caVersion")
        #expect(try await refused { $0.certificates.removeAll { $0 == certificates[1] } } == "caVersion")
        #expect(try await refused { $0.lists = [first] } == "list")
        #expect(try await refused { $0.lists.append(try stranger.list(key: 0, number: 9)) } == "list")
        #expect(try await refused { $0.lists = [first, try former.list(key: 1, number: 9, base: 8)] } == "list")
        #expect(try await refused { $0.name = "Other CA" } == "name")
        #expect(try await refused { $0.hash = "sha1" } == "hash")
        #expect(try await refused { $0.isRoot = true } == "root")
        let root = try former.files.output("x509", "-in", "root.pem", "-outform", "DER")
        #expect(try await refused { $0.certificates.removeAll { $0 == root } } == "chain")
        let wrong = try FormerAuthority(renewals: 1, wrongHash: true)
        let mixed = try content(wrong, lists: [try wrong.list(key: 0, number: 1), try wrong.list(key: 1, number: 1)])
        #expect(await field { _ = try judged(mixed) } == "previousCertificateHash")
    }

    @Test("an authority that is here already, by its key or by its name, is refused")
    func duplicates() async throws {
        let test = try await Self.installation()
        let former = try FormerAuthority(renewals: 0)
        let backup = try judged(try content(former, lists: [try former.list(key: 0, number: 1)]))
        _ = try await take(backup, into: test)
        await #expect(throws: CAError.self) { _ = try await take(backup, into: test) }
        let namesake = try FormerAuthority(renewals: 0)
        let other = try judged(try content(namesake, lists: [try namesake.list(key: 0, number: 1)]))
        await #expect(throws: CAError.self) { _ = try await take(other, into: test) }
        #expect(try await test.store.authorities().count == 3)
    }
}
