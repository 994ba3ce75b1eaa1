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

@Suite("Keys that the CA archived, in workflows")
struct ArchivedKeyTests {
    private static let password = ServerKeyBench.password

    /// Alice's profile, the row of the certificate whose key she made, and that key, which an officer had archived.
    private struct Sample {
        let bench: ServerKeyBench
        let archive: ArchivedRequest
        let profile: UUID
        let certificate: ManagedCertificate
        let key: PrivateKey
    }

    private func sample(keyUsage: KeyUsage = [.digitalSignature, .keyEncipherment]) async throws -> Sample {
        let bench = try await ServerKeyBench.make()
        try await bench.authority.changeTemplate(BuiltInTemplates.sampleSoftwareName) { $0.keyUsage = keyUsage }
        let archive = try await ArchivedRequest.make(isRequired: false, on: bench.authority)
        let key = try PrivateKey(generating: .rsa(bits: 2048))
        let id = try await bench.test.enroll(bench.authority.alice).request.id
        let request = try await bench.authority.request(key: key)
        _ = try await bench.alice.submitCertificateRequests([request], pfxPassword: Self.password, to: id)
        let profile = try #require(try await bench.alice.setStatus(of: id, to: .completed)?.request.newProfile)
        let certificate = try #require(await bench.test.store.managedCertificates(ofProfile: profile).first { $0.origin == .client })
        let envelope = try await archive.envelope(try ArchivedRequest.blob(key))
        try await bench.authority.bound(bench.authority.officer).importKey(envelope, of: certificate.authorityRequest, replaces: false)
        return Sample(bench: bench, archive: archive, profile: profile, certificate: certificate, key: key)
    }

    @Test("a recovery brings the sealed key once the CA's officers agreed, and says before how many are missing")
    func recovered() async throws {
        let sample = try await sample()
        let (bench, request) = (sample.bench, sample.certificate.authorityRequest)
        try await bench.allow(.recover)
        let id = try await bench.request(.recover, of: sample.profile)
        let new = try await bench.request()
        func results() async throws -> [CertificateResult] {
            try #require(try await bench.alice.submitCertificateRequests([new], pfxPassword: Self.password, to: id))
        }
        let early = try await results()
        #expect(early.map(\.origin) == [.client, .server, .keyHistory, .keyHistory])
        #expect(ServerKeyBench.failure(early.last)?.message.contains("0 of 2 officers") == true)
        try await sample.archive.agree(on: request)
        let late = try await results()
        guard case .issued(let message)? = late.last?.answer else {
            Issue.record("\(String(describing: late.last))")
            return
        }
        let opened = try await RecoveredKey.open(message, with: sample.archive.agents[0].key)
        #expect(opened.pkcs8 == (try sample.key.pkcs8()))
        #expect(await bench.kinds(id).contains(.keyGivenOut))
        // What went out has ended the agreement.
        #expect(ServerKeyBench.failure(try await results().last)?.message.contains("0 of 2 officers") == true)
        let acts = try await bench.authority.bound(bench.authority.officer).keyRecovery(of: request).acts
        #expect(acts.map(\.kind) == [.proposed, .approved, .handedOut])
        #expect(acts.last?.officer == bench.authority.agent.accountName)
    }

    @Test("the workflow's agent agrees to no recovery, and without its grant it sees and takes no key")
    func grants() async throws {
        let sample = try await sample()
        let (bench, request) = (sample.bench, sample.certificate.authorityRequest)
        let agent = try await bench.authority.bound(bench.authority.agent)
        for step in KeyRecoveryStep.allCases {
            await #expect(throws: CAError.self) { _ = try await agent.take(step, onRecoveryOf: request, reason: "by a workflow") }
        }
        await #expect(throws: CAError.self) { _ = try await agent.archivedKey(of: request) }
        let name = BuiltInTemplates.sampleSoftwareName
        let granted = try #require(await bench.authority.store.agentGrants().first { $0.template == name })
        let other = AgentGrant(agent: granted.agent, template: name, subjects: granted.subjects, acts: [.enroll, .revoke])
        try await bench.authority.store.commit([.agentGrantRemoved(granted), .agentGranted(other)], expecting: .nothing)
        await #expect(throws: CAError.self) { _ = try await agent.keyRecovery(of: request) }
        try await sample.archive.agree(on: request)
        await #expect(throws: CAError.self) { _ = try await agent.archivedKey(of: request) }
        try await bench.allow(.recover)
        let id = try await bench.request(.recover, of: sample.profile)
        let results = try await bench.alice.submitCertificateRequests([bench.request()], pfxPassword: Self.password, to: id)
        #expect(results?.map(\.origin) == [.client, .server, .keyHistory])
    }

    @Test("a key of the CA's archive that only signs comes along to nobody")
    func signingKeys() async throws {
        let sample = try await sample(keyUsage: [.digitalSignature])
        try await sample.archive.agree(on: sample.certificate.authorityRequest)
        try await sample.bench.allow(.recover)
        let id = try await sample.bench.request(.recover, of: sample.profile)
        let results = try await sample.bench.alice.submitCertificateRequests(
            [sample.bench.request()],
            pfxPassword: Self.password,
            to: id
        )
        #expect(results?.map(\.origin) == [.client, .server, .keyHistory])
    }
}
