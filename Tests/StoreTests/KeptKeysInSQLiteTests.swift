import CACore
import CAInterface
import CertManagement
import CertificateTemplates
import Foundation
import Logging
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@testable import Store

@Suite("kept keys in SQLite and under key files")
struct KeptKeysInSQLiteTests {
    private static let password = FilePassword("p")

    @Test("a kept key outlives restarts, comes along into the next profile, and is in no file in the clear", arguments: Engine.all)
    func keptKey(_ engine: Engine) async throws {
        let scratch = try await engine.scratch()
        let files = try ScratchStore()
        let directory = (scratch as? ScratchStore)?.directory ?? files.directory
        let keys = directory + "/keys"
        try FileManager.default.createDirectory(atPath: keys, withIntermediateDirectories: true)
        let authority = try await TestAuthority.make()
        try await authority.changeTemplate("ClientAuth") {
            $0.access.entries.append(.init(trustee: authority.agent.sid, rights: [.read, .enroll]))
            $0.keyUsage = [.digitalSignature, .keyEncipherment]
        }
        let grant = AgentGrant(agent: authority.agent.id, template: "ClientAuth", subjects: .authenticatedUsers)
        try await authority.store.commit([.agentGranted(grant)], expecting: .nothing)
        func management(_ store: any RecordStore, _ principal: Principal) async throws -> BoundManagement {
            ManagementService(
                store: store,
                authorities: authority.service,
                agent: authority.agent,
                directory: authority.directory,
                secrets: try await SecretKeyDirectory(
                    directory: keys,
                    passphrase: Array("passphrase".utf8),
                    used: try await store.secretKeyVersions(),
                    iterations: 1_000
                ),
                pfx: .modern(iterations: 2_048),
                clock: { Date() },
                logger: ScratchStore.logger
            ).management(for: authority.caller(principal, door: .cmREST))
        }
        func key(_ result: CertificateResult?) throws -> [UInt8]? {
            guard case .issuedWithKey(let pfx)? = result?.answer else { return nil }
            return try PKCS12(pfx: pfx, password: Self.password).keys.first?.pkcs8
        }

        var store = try await scratch.store()
        var template = SampleProfileTemplate.make(domain: TestAuthority.domain)
        template.certificates = [.init(template: "ClientAuth", friendlyName: "Mail", isServerGenerated: true)]
        template.policies[.renew] = WorkflowPolicy(reissuesArchived: true)
        try await store.commit([.profileTemplateSaved(template, audit: try template.audited(by: .service(.firstStart), when: Date()))])
        var alice = try await management(store, authority.alice)
        let enrollment = try await alice.createRequest(RequestProposal(profileTemplate: template.id, workflow: .enroll)).request
        let first = try #require(try key(await alice.submitCertificateRequests([], pfxPassword: "p", to: enrollment.id)?.first))
        let old = try #require(try await alice.setStatus(of: enrollment.id, to: .completed)?.request.newProfile)

        store = try await scratch.reopened(store)
        alice = try await management(store, authority.alice)
        let officer = try await management(store, authority.officer)
        let root = try await authority.service.authorities()[0].chain[0]
        _ = try await officer.attachCertificate(.certificate(root), toProfile: old)
        let renewal = ManagementRequest(
            id: UUID(),
            workflow: .renew,
            machine: WorkflowMachine(approvalsNeeded: 0),
            flags: [],
            dataItems: [],
            dataCollectionFlags: [],
            originator: .init(authority.alice),
            target: .init(authority.alice),
            submitted: Date(timeIntervalSince1970: 1_795_219_200),
            oldProfile: old,
            priority: 10,
            comment: "",
            profileTemplate: template.id,
            profileTemplateVersion: 1
        )
        try await store.commit([.requestCreated(renewal)])
        for _ in 0..<2 {
            let results = try #require(try await alice.submitCertificateRequests([], pfxPassword: "p", to: renewal.id))
            #expect(results.map(\.origin) == [.server, .keyHistory, .external])
            #expect(try key(results[1]) == first)
            #expect(try key(results[0]) != first)
        }
        #expect(try await store.secretKeyVersions() == [1])
        try await store.close()
        let names = try FileManager.default.subpathsOfDirectory(atPath: directory)
        let secret = first.suffix(64)
        for name in names {
            guard let content = FileManager.default.contents(atPath: directory + "/" + name) else { continue }
            #expect(content.range(of: Data(secret)) == nil, "\(name)")
        }
    }
}
