import CACore
import CAInterface
import CertManagement
import CertificateTemplates
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import PortableFoundation
import Synchronization

/// A profile template whose first certificate has a key of the service, which may decrypt, and whose second one has a key of the client.
struct ServerKeyBench {
    let test: TestManagement
    let lossy: LossyAuthoritySource
    static let password = "correct horse 🐎"
    /// The certificate template of the server-generated certificate.
    static let template = "ClientAuth"

    static func make(
        secrets: any SecretSealing = InMemorySecretSealing(),
        keyGenerator: any ServerKeyGenerator = SoftwareKeyGenerator()
    ) async throws -> ServerKeyBench {
        let authority = try await TestAuthority.make()
        try await authority.changeTemplate(template) {
            $0.access.entries.append(.init(trustee: authority.agent.sid, rights: [.read, .enroll]))
            $0.keyUsage = [.digitalSignature, .keyEncipherment]
        }
        let grant = AgentGrant(agent: authority.agent.id, template: template, subjects: .authenticatedUsers)
        try await authority.store.commit([.agentGranted(grant)], expecting: .nothing)
        let lossy = LossyAuthoritySource(authority.service)
        let test = try await TestManagement.make(
            authority: authority,
            secrets: secrets,
            keyGenerator: keyGenerator,
            through: { _ in lossy }
        )
        try await test.changeProfileTemplate {
            $0.certificates.insert(.init(template: template, friendlyName: "Mail", isServerGenerated: true), at: 0)
        }
        return ServerKeyBench(test: test, lossy: lossy)
    }

    var authority: TestAuthority { test.authority }
    var alice: BoundManagement { test.management(authority.alice) }

    func request() async throws -> [UInt8] { try await authority.request(key: PrivateKey(generating: .rsa(bits: 2048))) }

    /// The opened PFX of a result.
    static func opened(_ result: CertificateResult?, _ password: String = password) throws -> PKCS12 {
        guard case .issuedWithKey(let pfx)? = result?.answer else { throw ContractError("no PFX: \(String(describing: result?.answer))") }
        return try PKCS12(pfx: pfx, password: FilePassword(password))
    }

    static func failure(_ result: CertificateResult?) -> CertificateResult.Failure? {
        switch result?.answer {
        case .pending(let failure), .refused(let failure): failure
        default: nil
        }
    }

    /// The certificates that the CA issued for Alice.
    func issued() async throws -> [CertificateRecord] {
        try await authority.bound(authority.auditor).certificates(RecordQuery()).filter { $0.requesterName == "EXAMPLE\\alice" }
    }

    /// Enrolls Alice with both keys, and completes. Returns the profile.
    func enrolled() async throws -> UUID {
        let id = try await test.enroll(authority.alice).request.id
        _ = try await alice.submitCertificateRequests([request()], pfxPassword: Self.password, to: id)
        guard let profile = try await alice.setStatus(of: id, to: .completed)?.request.newProfile else {
            throw ContractError("no profile")
        }
        return profile
    }

    /// An approved request for an old profile, as the workflows make it.
    func request(_ operation: CertManagement.Operation, of old: UUID, for target: Principal? = nil) async throws -> UUID {
        guard let template = await test.store.profileTemplate(SampleProfileTemplate.id) else { throw ContractError("no template") }
        let party = ManagementRequest.Party(target ?? authority.alice)
        let request = ManagementRequest(
            id: UUID(),
            workflow: operation.workflow,
            operation: operation,
            machine: WorkflowMachine(approvalsNeeded: 0),
            flags: [],
            dataItems: [],
            dataCollectionFlags: [],
            originator: party,
            target: party,
            submitted: authority.clock.now,
            oldProfile: old,
            priority: 10,
            comment: "",
            profileTemplate: template.id,
            profileTemplateVersion: template.version
        )
        try await test.store.commit([.requestCreated(request)])
        return request.id
    }

    func allow(_ workflow: Workflow, reissuesArchived: Bool = true) async throws {
        try await test.changeProfileTemplate {
            $0.policies[workflow] = WorkflowPolicy(
                revocation: RevocationOptions(revokesOldCertificates: false),
                reissuesArchived: reissuesArchived
            )
        }
    }

    func kinds(_ id: UUID) async -> [HistoryEvent.Kind] { await test.store.history(of: id).map(\.kind) }
}

/// Counts the keys that it makes.
final class CountingKeyGenerator: ServerKeyGenerator {
    private let made = Mutex<[KeySpecification]>([])
    var specifications: [KeySpecification] { made.withLock { $0 } }

    func key(_ specification: KeySpecification, template: String, target: UUID) async throws -> PrivateKey {
        made.withLock { $0.append(specification) }
        return try await SoftwareKeyGenerator().key(specification, template: template, target: target)
    }
}
