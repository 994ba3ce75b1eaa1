import CAInterface
import CertificateTemplates
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@testable import CACore

@Suite("key recovery") struct KeyRecoveryTests {
    private static let issuing = AuthorityNumber(rawValue: 2)

    private static func status(_ act: () async throws -> Void) async -> HRESULT? {
        do {
            try await act()
            return nil
        } catch {
            return (error as? CAError)?.status
        }
    }

    private static func kinds(_ test: TestAuthority) async throws -> [String] {
        try await test.store.auditRecords(after: 0, limit: 1000).map(\.record.event).filter {
            $0.lowercased().contains("key")
        }
    }

    @Test("a key goes out after two officers agreed, once, and each act is in the record")
    func agreed() async throws {
        let test = try await TestAuthority.make()
        let sample = try await ArchivedRequest.make(on: test)
        let key = try PrivateKey(generating: .p256)
        let id = try await sample.send(key: key).requestID
        let (olive, admin) = (try await test.bound(test.officer), try await test.bound(test.administrator))
        #expect(try await olive.keyRecovery(of: id).state == .none)
        #expect(await Self.status { _ = try await olive.archivedKey(of: id) } == .accessDenied)
        #expect(await Self.status { _ = try await olive.take(.approve, onRecoveryOf: id, reason: "") } == .certsrvBadRequestStatus)
        #expect(try await olive.take(.propose, onRecoveryOf: id, reason: "card lost").state == .proposed)
        #expect(await Self.status { _ = try await olive.archivedKey(of: id) } == .accessDenied)
        #expect(await Self.status { _ = try await admin.take(.propose, onRecoveryOf: id, reason: "me too") } == .certsrvBadRequestStatus)
        let approved = try await admin.take(.approve, onRecoveryOf: id, reason: "")
        #expect(approved.state == .approved)
        #expect(approved.agreed == 2)
        let message = try await olive.archivedKey(of: id)
        let opened = try await RecoveredKey.open(message, with: sample.agents[0].key)
        #expect(opened.pkcs8 == (try key.pkcs8()))
        #expect(await Self.status { _ = try await olive.archivedKey(of: id) } == .accessDenied)
        let acts = try await olive.keyRecovery(of: id).acts
        #expect(acts.map(\.kind) == [.proposed, .approved, .handedOut])
        #expect(acts[0].reason == "card lost")
        #expect(
            try await Self.kinds(test) == ["keyArchived", "keyRecoveryProposed", "keyRecoveryApproved", "archivedKeyHandedOut"]
        )
    }

    @Test("one officer does not agree twice, unless one person runs the authority alone")
    func alone() async throws {
        let test = try await TestAuthority.make()
        let sample = try await ArchivedRequest.make(on: test)
        let id = try await sample.send(key: try PrivateKey(generating: .p256)).requestID
        let admin = try await test.bound(test.administrator)
        _ = try await admin.take(.propose, onRecoveryOf: id, reason: "a test")
        #expect(await Self.status { _ = try await admin.take(.approve, onRecoveryOf: id, reason: "") } == .accessDenied)
        _ = try await admin.change(AuthoritySettingsUpdate(singleOperator: true))
        #expect(try await admin.keyRecovery(of: id).state == .approved)
        _ = try await admin.archivedKey(of: id)
        let last = try #require(try await test.store.auditRecords(after: 0, limit: 1000).last)
        #expect(String(decoding: last.record.bytes, as: UTF8.self).contains("singleOperator"))
    }

    @Test("a recovery ends when it is withdrawn, and after a week")
    func ends() async throws {
        let test = try await TestAuthority.make()
        let sample = try await ArchivedRequest.make(on: test)
        let id = try await sample.send(key: try PrivateKey(generating: .p256)).requestID
        let (olive, admin) = (try await test.bound(test.officer), try await test.bound(test.administrator))
        _ = try await olive.take(.propose, onRecoveryOf: id, reason: "first")
        #expect(try await admin.take(.withdraw, onRecoveryOf: id, reason: "not needed").state == .none)
        try await sample.agree(on: id)
        test.clock.advance(seconds: 7 * 86_400)
        #expect(try await olive.keyRecovery(of: id).state == .none)
        #expect(await Self.status { _ = try await olive.archivedKey(of: id) } == .accessDenied)
        #expect(try await olive.take(.propose, onRecoveryOf: id, reason: "third").number == 3)
    }

    @Test("as many officers agree as the setting says")
    func three() async throws {
        let test = try await TestAuthority.make()
        let sample = try await ArchivedRequest.make(on: test)
        let id = try await sample.send(key: try PrivateKey(generating: .p256)).requestID
        _ = try await test.bound(test.administrator).change(AuthoritySettingsUpdate(recoveryOfficers: 3))
        try await sample.agree(on: id)
        let recovery = try await test.bound(test.officer).keyRecovery(of: id)
        #expect(recovery.state == .proposed)
        #expect(recovery.needed == 3)
    }

    @Test("of two officers who act at once, one finds the other's act")
    func atOnce() async throws {
        let test = try await TestAuthority.make()
        let sample = try await ArchivedRequest.make(on: test)
        let id = try await sample.send(key: try PrivateKey(generating: .p256)).requestID
        try await sample.agree(on: id)
        let officers = [try await test.bound(test.officer), try await test.bound(test.administrator)]
        let taken = await withTaskGroup(of: Bool.self) { group in
            for officer in officers { group.addTask { (try? await officer.archivedKey(of: id)) != nil } }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(taken == 1)
    }

    @Test("a proposal needs a reason of one line", arguments: ["", "  ", "two\nlines", String(repeating: "x", count: 1_601)])
    func reasons(_ reason: String) async throws {
        let test = try await TestAuthority.make()
        let sample = try await ArchivedRequest.make(on: test)
        let id = try await sample.send(key: try PrivateKey(generating: .p256)).requestID
        let olive = try await test.bound(test.officer)
        #expect(await Self.status { _ = try await olive.take(.propose, onRecoveryOf: id, reason: reason) } == .invalidArgument)
    }

    @Test("what is not archived is 0x80094004, and what is not issued is not recovered")
    func absent() async throws {
        let test = try await TestAuthority.make()
        let sample = try await ArchivedRequest.make(on: test)
        let olive = try await test.bound(test.officer)
        #expect(await Self.status { _ = try await olive.archivedKey(of: RequestID(1)) } == .certsrvPropertyEmpty)
        try await test.changeTemplate("User") { $0.enrollmentFlags.insert(.pendAllRequests) }
        let waiting = try await sample.send(key: try PrivateKey(generating: .p256)).requestID
        #expect(await Self.status { _ = try await olive.take(.propose, onRecoveryOf: waiting, reason: "x") } == .certsrvBadRequestStatus)
        #expect(await Self.status { _ = try await olive.archivedKey(of: waiting) } == .certsrvBadRequestStatus)
    }

    @Test("an imported key must be that of the certificate, and replaces another only when that is said")
    func imported() async throws {
        let test = try await TestAuthority.make()
        let sample = try await ArchivedRequest.make(isRequired: false, on: test)
        let key = try PrivateKey(generating: .p256)
        let id = try await test.bound(test.alice).submit(test.submission(try await test.request(key: key), template: "User")).requestID
        let olive = try await test.bound(test.officer)
        let other = try await sample.envelope(try ArchivedRequest.blob(try PrivateKey(generating: .p256)))
        #expect(await Self.status { try await olive.importKey(other, of: id, replaces: false) } == .invalidArgument)
        #expect(await Self.status { try await olive.importKey([1], of: id, replaces: false) } == .invalidData)
        let own = try await sample.envelope(try ArchivedRequest.blob(key))
        try await olive.importKey(own, of: id, replaces: false)
        #expect(await Self.status { try await olive.importKey(own, of: id, replaces: false) } == .objectAlreadyExists)
        try await olive.importKey(own, of: id, replaces: true)
        #expect(try await test.store.archivedKey(of: id, of: Self.issuing)?.index == 1)
        #expect(try await Self.kinds(test) == ["archivedKeyImported", "archivedKeyImported"])
    }

    @Test("another agent's key, and a message that was changed, open nothing")
    func unopened() async throws {
        let test = try await TestAuthority.make()
        let sample = try await ArchivedRequest.make(agents: 1, on: test)
        let id = try await sample.send(key: try PrivateKey(generating: .p256)).requestID
        try await sample.agree(on: id)
        let message = try await test.bound(test.officer).archivedKey(of: id)
        let stranger = try PrivateKey(generating: .p256)
        await #expect(throws: KeyError.self) { try await RecoveredKey.open(message, with: stranger) }
        let signed = try SignedData(contentInfo: message)
        var content = try #require(signed.content)
        content[content.count - 1] ^= 1
        let changed = SignedData(
            contentType: signed.contentType,
            content: content,
            certificates: signed.certificates,
            signers: signed.signers
        )
        await #expect(throws: KeyError.self) { try await RecoveredKey.open(changed.contentInfo, with: sample.agents[0].key) }
    }

    @Test("an officer who lost the right after agreeing does not count, and another takes the place")
    func lostRight() async throws {
        let test = try await TestAuthority.make()
        let sample = try await ArchivedRequest.make(on: test)
        let id = try await sample.send(key: try PrivateKey(generating: .p256)).requestID
        try await sample.agree(on: id)
        let admin = try await test.bound(test.administrator)
        #expect(try await admin.keyRecovery(of: id).state == .approved)
        try await test.change(test.officer) { $0.groups = [] }
        let recovery = try await admin.keyRecovery(of: id)
        #expect(recovery.state == .proposed)
        #expect(recovery.agreed == 1)
        #expect(await Self.status { _ = try await admin.archivedKey(of: id) } == .accessDenied)
    }

    @Test("a former agent opens what was sealed to it, although the message has its certificate no more", arguments: [true, false])
    func formerAgent(_ isRSA: Bool) async throws {
        let test = try await TestAuthority.make()
        let agentKey = try PrivateKey(generating: isRSA ? .rsa(bits: 2048) : .p256)
        let sample = try await ArchivedRequest.make(agents: 0, on: test)
        let agent = try await ArchivedRequest.agent("Former", at: test, key: agentKey, usage: isRSA ? .keyEncipherment : .keyAgreement)
        let others = try await [
            ArchivedRequest.agent("Elliptic", at: test, key: try PrivateKey(generating: .p256), usage: .keyAgreement),
            ArchivedRequest.agent("RSA", at: test, key: try PrivateKey(generating: .rsa(bits: 2048)), usage: .keyEncipherment),
        ]
        let admin = try await test.bound(test.administrator)
        let all = (others + [agent]).map { Base64.encode($0.certificate.derEncoded) }
        _ = try await admin.change(AuthoritySettingsUpdate(recoveryAgents: all, recoveryAgentsUsed: 3))
        let key = try PrivateKey(generating: .p256)
        let id = try await sample.send(key: key).requestID
        _ = try await admin.change(AuthoritySettingsUpdate(recoveryAgents: Array(all.dropLast()), recoveryAgentsUsed: 2))
        try await sample.agree(on: id)
        let message = try await admin.archivedKey(of: id)
        #expect(try await RecoveredKey.open(message, with: agentKey).pkcs8 == key.pkcs8())
        await #expect(throws: KeyError.self) { try await RecoveredKey.open(message, with: try PrivateKey(generating: .p256)) }
    }

    @Test("OpenSSL opens the message with the agent's key, and reads the PFX that is made of it", arguments: [true, false])
    func judged(_ isRSA: Bool) async throws {
        let test = try await TestAuthority.make()
        let agentKey = try PrivateKey(generating: isRSA ? .rsa(bits: 2048) : .p256)
        let sample = try await ArchivedRequest.make(agents: 0, on: test)
        let usage: KeyUsage = isRSA ? .keyEncipherment : .keyAgreement
        let agent = try await ArchivedRequest.agent("Judge", at: test, key: agentKey, usage: usage)
        let admin = try await test.bound(test.administrator)
        _ = try await admin.change(AuthoritySettingsUpdate(recoveryAgents: [Base64.encode(agent.certificate.derEncoded)]))
        let key = try PrivateKey(generating: .rsa(bits: 2048))
        let id = try await sample.send(key: key).requestID
        try await sample.agree(on: id)
        let message = try await admin.archivedKey(of: id)

        let files = try OpenSSLFiles()
        try files.write("message", message)
        try files.write("agent.pem", pem: "PRIVATE KEY", try agentKey.pkcs8())
        try files.write("agent.crt", pem: "CERTIFICATE", agent.certificate.derEncoded)
        try files.output("cms", "-verify", "-noverify", "-inform", "DER", "-in", "message", "-binary", "-out", "sealed")
        try files.output(
            "cms",
            "-decrypt",
            "-inform",
            "DER",
            "-in",
            "sealed",
            "-recip",
            "agent.crt",
            "-inkey",
            "agent.pem",
            "-binary",
            "-out",
            "blob"
        )
        #expect(try files.read("blob") == ArchivedRequest.blob(key))

        let opened = try await RecoveredKey.open(message, with: agentKey)
        try files.write("key.pfx", try opened.pkcs12().sealed(password: FilePassword("recovered")))
        try files.output("pkcs12", "-in", "key.pfx", "-passin", "pass:recovered", "-nodes", "-nocerts", "-out", "key.pem")
        try files.output("pkcs12", "-in", "key.pfx", "-passin", "pass:recovered", "-clcerts", "-nokeys", "-out", "cert.pem")
        let ofKey = try files.output("pkey", "-in", "key.pem", "-pubout")
        let ofCertificate = try files.output("x509", "-in", "cert.pem", "-noout", "-pubkey")
        #expect(ofKey == ofCertificate)
        #expect(try files.output("pkcs12", "-in", "key.pfx", "-passin", "pass:recovered", "-cacerts", "-nokeys").isEmpty == false)
    }
}
