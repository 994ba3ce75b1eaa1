import CACore
import CAInterface
import CertCli
import CertEnroll
import CertificateTemplates
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import PortableFoundation
import Synchronization
import Testing

@Suite("IX509EnrollmentPolicyServer, member by member")
struct PolicyServerTests {
    @Test("Initialize takes https addresses and one kind of sign-in, once; everything else is 0x80070057")
    func initialize() async throws {
        try await EnrollmentFixture.with { fixture in
            func initialize(_ server: X509EnrollmentPolicyServer, _ url: String, _ flags: X509EnrollmentAuthFlags = .username) throws {
                try server.initialize(url: url, id: "", authFlags: flags, isUntrusted: true, context: .machine)
            }
            for url in ["", "https://", "http://pki.example.test", "pki.example.test", "https://a b"] {
                let server = X509EnrollmentPolicyServer(fixture.access())
                #expect(await failure { try initialize(server, url) } == .invalidArgument, "\(url)")
            }
            for raw in [0, 3, 16] as [UInt32] {
                let server = X509EnrollmentPolicyServer(fixture.access())
                #expect(await failure { try initialize(server, "https://a", .init(rawValue: raw)) } == .invalidArgument, "\(raw)")
            }
            let server = X509EnrollmentPolicyServer(fixture.access())
            #expect(await failure { try await server.loadPolicy(.default) } == .blank)
            #expect(await failure { try server.getTemplates() } == .blank)
            #expect(await failure { try server.getAuthFlags() } == .blank)
            try initialize(server, "https://pki.example.test")
            #expect(await failure { try initialize(server, "https://pki.example.test") } == .alreadyInitialized)
            #expect(try server.getPolicyServerURL() == "https://pki.example.test")
            #expect(try server.getAuthFlags() == .username)
            #expect(try server.getAllowUnTrustedCA())
        }
    }

    @Test("LoadPolicy: 0x8007139F for what needs a policy before it; templates, CAs, names and times after it")
    func load() async throws {
        try await EnrollmentFixture.with { fixture in
            let time = Date(timeIntervalSince1970: 1_800_000_000)
            let server = X509EnrollmentPolicyServer(fixture.access()) { time }
            try server.initialize(
                url: "https://pki.example.test",
                id: "",
                authFlags: .anonymous,
                isUntrusted: false,
                context: .user
            )
            #expect(await failure { try server.getTemplates() } == .invalidState)
            #expect(await failure { try server.getCAs() } == .invalidState)
            #expect(await failure { try server.getLastUpdateTime() } == .invalidState)
            try await server.loadPolicy(.default)
            let stored = try await fixture.authority.bound(fixture.caller).templates(enrollable: false).map(\.name).sorted()
            #expect(try server.getTemplates().map(\.certificateTemplate.name) == stored)
            #expect(try server.getCAs().count == 1)
            #expect(try server.getLastUpdateTime() == time)
            #expect(try server.getNextUpdateTime() == time.addingTimeInterval(8 * 3600))
            #expect(!(try server.getFriendlyName()).isEmpty)
            let flags = (try server.getIsDefaultCEP(), try server.getUseClientID(), try server.getAllowUnTrustedCA())
            #expect(flags == (false, false, false))
        }
    }

    @Test("the identifier is a GUID that stays the same; another one asked for is 0x8007000D")
    func identifier() async throws {
        try await EnrollmentFixture.with { fixture in
            let id = try await fixture.loadedPolicyServer().getPolicyServerID()
            #expect(UUID(uuidString: String(id.dropFirst().dropLast())) != nil)
            #expect(id.hasPrefix("{"))
            for spelling in [id, id.lowercased(), String(id.dropFirst().dropLast())] {
                let server = try fixture.policyServer(id: spelling)
                try await server.loadPolicy(.reload)
                #expect(try server.getPolicyServerID() == id)
            }
            let other = try fixture.policyServer(id: "{00000000-0000-0000-0000-000000000000}")
            #expect(await failure { try await other.loadPolicy(.reload) } == .invalidData)
        }
    }

    @Test("the cache answers while it is fresh and under CacheOnly; Reload asks the server; unknown options are 0x80070057")
    func cache() async throws {
        try await EnrollmentFixture.with { fixture in
            let clock = Mutex(Date(timeIntervalSince1970: 1_800_000_000))
            func server() throws -> X509EnrollmentPolicyServer {
                let time = clock.withLock { $0 }
                let server = X509EnrollmentPolicyServer(fixture.access()) { time }
                try server.initialize(url: "https://a", id: "", authFlags: .anonymous, isUntrusted: false, context: .user)
                return server
            }
            func display(_ option: X509EnrollmentPolicyLoadOption) async throws -> String? {
                let server = try server()
                try await server.loadPolicy(option)
                return try server.getTemplates().itemByName("User").property(.friendlyName).text
            }
            let empty = try server()
            #expect(await failure { try await empty.loadPolicy(.cacheOnly) } == .fileNotFound)
            for raw in [3, 8, 0x100] as [UInt32] {
                #expect(await failure { try await server().loadPolicy(.init(rawValue: raw)) } == .invalidArgument)
            }
            let first = try await display(.default)
            let path = try server().getCachePath()
            #expect(path.hasPrefix(try server().getCacheDir() + "/"))
            #expect(FileManager.default.fileExists(atPath: path))
            try await fixture.authority.changeTemplate("User") { $0.displayName = "Changed" }
            #expect(try await display(.default) == first)
            #expect(try await display(.cacheOnly) == first)
            clock.withLock { $0 += 9 * 3600 }
            #expect(try await display(.cacheOnly) == first)
            #expect(try await display(.default) == "Changed")
            try await fixture.authority.changeTemplate("User") { $0.displayName = "Again" }
            #expect(try await display(.reload) == "Again")
            // A cache that is damaged is as none.
            try Data("{".utf8).write(to: URL(filePath: path))
            #expect(try await display(.default) == "Again")
        }
    }

    @Test("a server that cannot be reached is 0x8007139F")
    func unreachable() async throws {
        try await withTemporaryDirectory { directory in
            let access = PolicyServerAccess(stores: .init(directory: directory)) { _, _ in Unreachable() }
            let server = X509EnrollmentPolicyServer(access)
            try server.initialize(url: "https://a", id: "", authFlags: .anonymous, isUntrusted: false, context: .user)
            #expect(await failure { try await server.loadPolicy(.default) } == .invalidState)
            #expect(await failure { try await server.validate() } == .invalidState)
        }
    }

    @Test("Export gives what InitializeImport takes; an imported policy is not validated: 0x8007139F")
    func export() async throws {
        try await EnrollmentFixture.with { fixture in
            let server = try fixture.policyServer()
            #expect(await failure { try server.export(.templates) } == .invalidState)
            try await server.loadPolicy(.default)
            let document = try server.export([.templates, .cas])
            let imported = X509EnrollmentPolicyServer(fixture.access())
            try imported.initializeImport(document)
            #expect(try imported.getTemplates().count == server.getTemplates().count)
            #expect(try imported.getCAs().count == 1)
            #expect(try imported.getPolicyServerID() == server.getPolicyServerID())
            #expect(await failure { try await imported.validate() } == .invalidState)
            #expect(await failure { try imported.initializeImport(document) } == .alreadyInitialized)
            try await imported.loadPolicy(.default)
            #expect(await failure { try X509EnrollmentPolicyServer(fixture.access()).initializeImport([1, 2]) } == .invalidData)
            #expect(try X509EnrollmentPolicyServer(fixture.access()).imported(server.export(.cas)).getTemplates().count == 0)
            #expect(await failure { try server.export([]) } == .invalidArgument)
            #expect(await failure { try server.export(.init(rawValue: 8)) } == .invalidArgument)
        }
    }

    @Test("QueryChanges is true after a template changed, if the policy was loaded with RegisterForADChanges")
    func changes() async throws {
        try await EnrollmentFixture.with { fixture in
            let watching = try fixture.policyServer()
            try await watching.loadPolicy([.reload, .registerForADChanges])
            let other = try await fixture.loadedPolicyServer()
            #expect(try await !watching.queryChanges())
            try await fixture.authority.changeTemplate("User") { $0.displayName = "Changed" }
            #expect(try await watching.queryChanges())
            #expect(try await !other.queryChanges())
            try await watching.validate()
            #expect(try watching.getTemplates().itemByName("User").property(.friendlyName).text == "Changed")
        }
    }

    @Test("GetCustomOids is 0x80004001, as its page says")
    func customOids() async throws {
        try await EnrollmentFixture.with { fixture in
            let server = try await fixture.loadedPolicyServer()
            #expect(await failure { try server.getCustomOids() } == .notImplemented)
        }
    }

    @Test("SetCredential: what each kind of sign-in takes, and 0x80070057 or 0x80004001 for the rest")
    func credentials() async throws {
        try await EnrollmentFixture.with { fixture in
            let server = try fixture.policyServer()
            func set(_ flag: X509EnrollmentAuthFlags, _ name: String?, _ password: String?) async -> HRESULT? {
                await failure { try await server.setCredential(parentWindow: 0, flag: flag, credential: name, password: password) }
            }
            #expect(await set(.anonymous, nil, nil) == nil)
            #expect(await set(.anonymous, "alice", nil) == .invalidArgument)
            #expect(await set(.username, "alice", "secret") == nil)
            #expect(try server.getAuthFlags() == .username)
            for (name, password) in [(nil, "secret"), ("alice", nil), ("", "secret")] as [(String?, String?)] {
                #expect(await set(.username, name, password) == .invalidArgument)
            }
            #expect(await set(.kerberos, nil, nil) == .notImplemented)
            #expect(await set(.none, nil, nil) == .invalidArgument)
            #expect(await set(.certificate, "00112233", nil) == .cryptNotFound)
            let enrollment = fixture.enrollment()
            try await enrollment.initializeFromTemplateName(.user, templateName: "User")
            try await enrollment.enroll()
            let thumbprint = Hex.encode(Digest.sha1(try enrollment.certificate(.binary).bytes))
            #expect(await set(.certificate, thumbprint, "secret") == .invalidArgument)
            #expect(await set(.certificate, thumbprint, nil) == nil)
            #expect(try server.getAuthFlags() == .certificate)
            #expect(server.cost == 0)
            server.cost = 5
            #expect(server.cost == 5)
        }
    }

    @Test("a server that needs a credential and has none is 0x80070005")
    func noCredential() async throws {
        try await EnrollmentFixture.with { fixture in
            let server = X509EnrollmentPolicyServer(fixture.access())
            try server.initialize(url: "https://a", id: "", authFlags: .username, isUntrusted: false, context: .user)
            #expect(await failure { try await server.loadPolicy(.default) } == .accessDenied)
        }
    }

    @Test("the address of a policy web service of Windows is 0x80004001")
    func webService() async throws {
        try await withTemporaryDirectory { directory in
            let server = X509EnrollmentPolicyServer(PolicyServerAccess(stores: .init(directory: directory)))
            try server.initialize(
                url: "https://dc01.example.test/ADPolicyProvider_CEP_UsernamePassword/service.svc/CEP",
                id: "",
                authFlags: .anonymous,
                isUntrusted: false,
                context: .user
            )
            #expect(await failure { try await server.loadPolicy(.default) } == .notImplemented)
        }
    }

    @Test("GetCAsForTemplate has the CAs that issue for the template; ICertificationAuthorities finds by name")
    func authorities() async throws {
        try await EnrollmentFixture.with { fixture in
            let server = try await fixture.loadedPolicyServer()
            let user = try server.getTemplates().itemByName("User")
            let authorities = try server.getCAsForTemplate(user)
            #expect(authorities.count == 1)
            authorities.computeSiteCosts()
            #expect(try authorities.itemByName(TestAuthority.issuingName.uppercased()) === authorities.itemByIndex(0))
            #expect(await failure { try authorities.itemByName("nobody") } == .cryptNotFound)
            let unknown = X509CertificateTemplate(user.certificateTemplate.renamed("Elsewhere"))
            #expect(try server.getCAsForTemplate(unknown).count == 0)
        }
    }

    @Test("every EnrollmentCAProperty has its documented type, or its documented failure")
    func caProperties() async throws {
        try await EnrollmentFixture.with({ $0.administrator }) { fixture in
            let authority = try await fixture.loadedPolicyServer().getCAs().itemByIndex(0)
            let description = try #require(try await fixture.authority.service.authorities().first)
            let certificate = try Certificate(derEncoded: description.certificate)
            #expect(try authority.property(.commonName) == .text(TestAuthority.issuingName))
            #expect(try authority.property(.distinguishedName) == .name(certificate.subject))
            #expect(try authority.property(.sanitizedName) == .text(description.sanitizedName))
            #expect(try authority.property(.sanitizedShortName) == .text(description.sanitizedName))
            #expect(try authority.property(.dnsName) == .text("pki.example.test"))
            #expect(try authority.property(.certificateTypes).texts?.contains("User") == true)
            #expect(try authority.property(.certificate) == .bytes(description.certificate))
            #expect(await failure { try authority.property(.description) } == .certsrvPropertyEmpty)
            #expect(await failure { try authority.property(.webServers) } == .notImplemented)
            #expect(await failure { try authority.property(.siteName) } == .certsrvPropertyEmpty)
            let sddl = try #require(try authority.property(.security).text)
            #expect(try SecurityDescriptor(sddl: sddl).dacl?.isEmpty == false)
            #expect(try authority.property(.renewalOnly) == .flag(false))
            #expect(await failure { try authority.property(.init(rawValue: 13)) } == .invalidArgument)
            #expect(authority.configString == description.configString)
        }
    }

    @Test("CAPropSecurity is empty for those who may not read the CA's access list: 0x80094004")
    func securityOfOthers() async throws {
        try await EnrollmentFixture.with { fixture in
            let authority = try await fixture.loadedPolicyServer().getCAs().itemByIndex(0)
            #expect(await failure { try authority.property(.security) } == .certsrvPropertyEmpty)
        }
    }
}

extension X509EnrollmentPolicyServer {
    fileprivate func imported(_ document: [UInt8]) throws -> X509EnrollmentPolicyServer {
        try initializeImport(document)
        return self
    }
}

/// A server that does not answer.
private struct Unreachable: EnrollmentServer {
    private var gone: CAError { CAError(.unavailable, status: .rpcServerUnavailable, "Nobody answers.") }
    var connector: any AuthorityConnector { Nowhere() }
    func template(named name: String) async throws -> CertificateTemplate { throw gone }
    func config() async throws -> ConfigString { throw gone }
    func authorities() async throws -> [AuthorityDescription] { throw gone }

    private struct Nowhere: AuthorityConnector {
        func authority(_ config: ConfigString) async throws -> any CertificateAuthority { throw Unreachable().gone }
    }
}
