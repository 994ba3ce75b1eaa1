import CACore
import CAInterface
import CertManagement
import CertificateTemplates
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import PortableFoundation
import Testing

@Suite("Key history and recovery")
struct KeyHistoryTests {
    private let password = ServerKeyBench.password

    private func archived(_ bench: ServerKeyBench, _ profile: UUID) async throws -> ManagedCertificate {
        try #require(await bench.test.store.managedCertificates(ofProfile: profile).first { $0.origin == .server })
    }

    @Test(
        "with a policy that says so, the kept key of the old profile comes along as a copy",
        arguments: [CertManagement.Operation.renew, .recover, .duplicate]
    )
    func comesAlong(operation: CertManagement.Operation) async throws {
        let bench = try await ServerKeyBench.make()
        try await bench.allow(operation.workflow)
        let old = try await bench.enrolled()
        let certificate = try await archived(bench, old)
        let id = try await bench.request(operation, of: old)
        let results = try #require(try await bench.alice.submitCertificateRequests([bench.request()], pfxPassword: password, to: id))
        #expect(results.map(\.origin) == [.client, .server, .keyHistory])
        let history = try ServerKeyBench.opened(results[2])
        #expect(history.certificates.map(\.derEncoded) == [certificate.certificate])
        #expect(try ServerKeyBench.opened(results[1]).keys[0].pkcs8 != history.keys[0].pkcs8)
        let new = try #require(try await bench.alice.request(id)?.request.newProfile)
        let stored = await bench.test.store.managedCertificates(ofProfile: new)
        #expect(stored.map(\.origin) == [.server, .client, .keyHistory] && new != old)
        #expect(stored.last?.isArchived == true)
        let kinds = await bench.kinds(id)
        #expect(kinds.contains(.archivedKeyCopied) && kinds.count { $0 == .keyGivenOut } == 2)
    }

    @Test("without such a policy no kept key comes along")
    func notByPolicy() async throws {
        let bench = try await ServerKeyBench.make()
        try await bench.allow(.recover, reissuesArchived: false)
        let old = try await bench.enrolled()
        let id = try await bench.request(.recover, of: old)
        let results = try await bench.alice.submitCertificateRequests([bench.request()], pfxPassword: password, to: id)
        #expect(results?.map(\.origin) == [.client, .server])
    }

    @Test("a history of two generations comes along, and repeating the call adds nothing")
    func generations() async throws {
        let bench = try await ServerKeyBench.make()
        try await bench.allow(.renew)
        let first = try await bench.enrolled()
        let renewal = try await bench.request(.renew, of: first)
        _ = try await bench.alice.submitCertificateRequests([], pfxPassword: password, to: renewal)
        let second = try #require(try await bench.alice.setStatus(of: renewal, to: .completed)?.request.newProfile)
        let again = try await bench.request(.renew, of: second)
        for _ in 0..<2 {
            let results = try await bench.alice.submitCertificateRequests([], pfxPassword: password, to: again)
            #expect(results?.map(\.origin) == [.server, .keyHistory, .keyHistory])
        }
        let third = try #require(try await bench.alice.request(again)?.request.newProfile)
        #expect(await bench.test.store.managedCertificates(ofProfile: third).count == 3)
    }

    @Test("recovery on behalf gives the kept keys to the other person, and issues nothing")
    func onBehalf() async throws {
        let bench = try await ServerKeyBench.make()
        try await bench.allow(.recoverOnBehalf, reissuesArchived: false)
        let old = try await bench.enrolled()
        let before = try await bench.issued().count
        let id = try await bench.request(.recoverOnBehalf, of: old, for: bench.authority.bob)
        let bob = bench.test.management(bench.authority.bob)
        #expect(try await bob.generationOptions(of: id) == [])
        let results = try #require(try await bob.submitCertificateRequests([], pfxPassword: password, to: id))
        #expect(results.map(\.origin) == [.keyHistory])
        #expect(try ServerKeyBench.opened(results[0]).certificates.map(\.derEncoded) == [try await archived(bench, old).certificate])
        #expect(try await bench.issued().count == before)
        let profile = try #require(try await bob.request(id)?.request.newProfile)
        #expect(await bench.test.store.profile(profile)?.assignedUser == bench.authority.bob.id)
    }

    @Test("a key that only signs is never given to a later profile or another person")
    func signingKeys() async throws {
        let bench = try await ServerKeyBench.make()
        try await bench.authority.changeTemplate(ServerKeyBench.template) { $0.keyUsage = [.digitalSignature] }
        try await bench.allow(.recoverOnBehalf)
        let old = try await bench.enrolled()
        let id = try await bench.request(.recoverOnBehalf, of: old, for: bench.authority.bob)
        #expect(try await bench.test.management(bench.authority.bob).submitCertificateRequests([], to: id) == [])
    }

    @Test("an old key that comes along needs a password, and without one nothing is made")
    func needsPassword() async throws {
        let bench = try await ServerKeyBench.make()
        try await bench.allow(.recoverOnBehalf)
        let old = try await bench.enrolled()
        let id = try await bench.request(.recoverOnBehalf, of: old, for: bench.authority.bob)
        let bob = bench.test.management(bench.authority.bob)
        let error = await #expect(throws: ManagementError.self) { try await bob.submitCertificateRequests([], to: id) }
        #expect(error?.code == .invalidClientData)
        #expect(try await bob.request(id)?.request.newProfile == nil)
    }

    @Test("a canceled request gets no kept keys")
    func canceled() async throws {
        let bench = try await ServerKeyBench.make()
        try await bench.allow(.recoverOnBehalf)
        let old = try await bench.enrolled()
        let id = try await bench.request(.recoverOnBehalf, of: old, for: bench.authority.bob)
        let bob = bench.test.management(bench.authority.bob)
        _ = try await bob.setStatus(of: id, to: .canceled)
        let error = await #expect(throws: ManagementError.self) {
            try await bob.submitCertificateRequests([], pfxPassword: ServerKeyBench.password, to: id)
        }
        #expect(error?.code == .requestStateInvalid)
    }

    @Test("a recovery brings the kept keys of all profiles before it, each once")
    func wholeChain() async throws {
        let bench = try await ServerKeyBench.make()
        try await bench.allow(.renew, reissuesArchived: false)
        try await bench.allow(.recover)
        var profile = try await bench.enrolled()
        var expected = [try await archived(bench, profile).serialNumber]
        for _ in 0..<2 {
            let renewal = try await bench.request(.renew, of: profile)
            let results = try await bench.alice.submitCertificateRequests([], pfxPassword: password, to: renewal)
            #expect(results?.map(\.origin) == [.server])
            profile = try #require(try await bench.alice.setStatus(of: renewal, to: .completed)?.request.newProfile)
            expected.append(try await archived(bench, profile).serialNumber)
        }
        let id = try await bench.request(.recover, of: profile)
        for _ in 0..<2 {
            let results = try #require(try await bench.alice.submitCertificateRequests([], pfxPassword: password, to: id))
            #expect(results.map(\.origin) == [.server, .keyHistory, .keyHistory, .keyHistory])
            for result in results { #expect(try ServerKeyBench.opened(result).keys.count == 1) }
        }
        let new = try #require(try await bench.alice.request(id)?.request.newProfile)
        let history = await bench.test.store.managedCertificates(ofProfile: new).filter { $0.origin == .keyHistory }
        #expect(history.map(\.serialNumber) == expected.reversed())
    }

    @Test("the kept keys of a retired profile are recovered on behalf")
    func retired() async throws {
        let bench = try await ServerKeyBench.make()
        let officer = bench.authority.officer
        try await bench.test.changeProfileTemplate {
            $0.policies[.recoverOnBehalf] = WorkflowPolicy(initiators: [officer.sid], enrollmentAgents: [officer.sid])
        }
        var profile = try #require(await bench.test.store.profile(try await bench.enrolled()))
        profile.status = .retired
        profile.revision += 1
        try await bench.test.store.commit([.profileUpdated(profile)])
        let management = bench.test.management(officer)
        let made = try await management.createRequest(
            RequestProposal(profileTemplate: nil, workflow: .recoverOnBehalf, target: bench.authority.bob.id, existingObject: profile.id)
        ).request
        let results = try await management.submitCertificateRequests([], pfxPassword: password, to: made.id)
        #expect(results?.map(\.origin) == [.keyHistory])
        #expect(try await management.setStatus(of: made.id, to: .completed)?.request.status == .completed)
        #expect(await bench.test.store.profile(profile.id)?.status == .retired)
    }

    @Test("a certificate revoked after its key was handed on is shown as revoked in later profiles too")
    func standingOfCopies() async throws {
        let bench = try await ServerKeyBench.make()
        for workflow in [Workflow.renew, .recover] { try await bench.allow(workflow) }
        let first = try await bench.enrolled()
        let renewal = try await bench.request(.renew, of: first)
        _ = try await bench.alice.submitCertificateRequests([], pfxPassword: password, to: renewal)
        let second = try #require(try await bench.alice.setStatus(of: renewal, to: .completed)?.request.newProfile)
        let recovery = try await bench.request(.recover, of: second)
        _ = try await bench.alice.submitCertificateRequests([], pfxPassword: password, to: recovery)
        let third = try #require(try await bench.alice.setStatus(of: recovery, to: .completed)?.request.newProfile)
        var revoked = try await archived(bench, first)
        revoked.standing = .revoked
        try await bench.test.store.commit([.certificateStanding(revoked)])
        for profile in [first, second, third] {
            let shown = try #require(try await bench.alice.certificates(ofProfile: profile))
            #expect(shown.first { $0.serialNumber == revoked.serialNumber }?.standing == .revoked)
            #expect(shown.filter { $0.serialNumber != revoked.serialNumber }.allSatisfy { $0.standing == .good })
        }
        let listed = try await bench.alice.certificates(of: bench.authority.alice.id, after: nil, limit: 100).rows
        #expect(listed.count { $0.standing == .revoked } == 3)
        let auditor = bench.test.management(bench.authority.auditor)
        var report = try await auditor.report(.certificates, .init())
        var standings: [String] = []
        while let rows = try await report.next() {
            standings += rows.filter { $0.first == revoked.serialNumber }.compactMap(\.last)
        }
        #expect(standings == ["revoked", "revoked", "revoked"])
    }
}
