import CACore
import CAInterface
import CertCli
import CertEnroll
import PortableFoundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting

/// A real engine, one caller, and its own store.
struct EnrollmentFixture {
    let authority: TestAuthority
    let directory: String
    let caller: Principal

    static func with<Result>(
        _ person: (TestAuthority) -> Principal = { $0.alice },
        _ body: (EnrollmentFixture) async throws -> Result
    ) async throws -> Result {
        let authority = try await TestAuthority.make()
        return try await withTemporaryDirectory { directory in
            try await body(EnrollmentFixture(authority: authority, directory: directory + "/store", caller: person(authority)))
        }
    }

    /// A new object over the same store, as another process would have it.
    func enrollment(online: Bool = true, anchors: [[UInt8]] = []) -> X509Enrollment {
        let server = InProcessEnrollmentServer(
            authorities: authority.service,
            caller: authority.caller(caller),
            authority: TestAuthority.issuingName
        )
        return X509Enrollment(stores: .init(directory: directory), server: online ? server : nil, anchors: anchors)
    }

    /// Reaches the engine as the caller, by any address.
    func access() -> PolicyServerAccess {
        let server = InProcessEnrollmentServer(
            authorities: authority.service,
            caller: authority.caller(caller),
            authority: TestAuthority.issuingName
        )
        return PolicyServerAccess(stores: .init(directory: directory)) { _, _ in server }
    }

    func policyServer(id: String = "") throws -> X509EnrollmentPolicyServer {
        let policyServer = X509EnrollmentPolicyServer(access())
        try policyServer.initialize(
            url: "https://pki.example.test",
            id: id,
            authFlags: .anonymous,
            isUntrusted: false,
            context: .user
        )
        return policyServer
    }

    func loadedPolicyServer() async throws -> X509EnrollmentPolicyServer {
        let policyServer = try policyServer()
        try await policyServer.loadPolicy(.default)
        return policyServer
    }

    func store() throws -> EnrollmentStore { try EnrollmentStore(directory: directory) }

    /// Submits a request as the caller, in another way than the object under test.
    func submit(_ request: [UInt8], template: String, fullResponse: Bool = false) async throws -> CertCli.CertRequest {
        let client = CertCli.CertRequest(connector: InProcessConnector(authorities: authority.service, caller: authority.caller(caller)))
        _ = try await client.submit(
            request,
            format: .pkcs10,
            options: fullResponse ? .fullResponse : [],
            attributes: ["CertificateTemplate": template],
            config: "localhost\\\(TestAuthority.issuingName)"
        )
        return client
    }

    func root() async throws -> [UInt8] {
        let description = try await authority.service.authorities()
        return description.first { $0.name == TestAuthority.issuingName }?.chain.last ?? []
    }
}

/// The status a call fails with; nil when it does not fail.
func failure(_ body: () async throws -> some Any) async -> HRESULT? {
    do {
        _ = try await body()
        return nil
    } catch {
        return (error as? CAError)?.status ?? .unexpected
    }
}
