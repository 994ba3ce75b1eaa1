import CAInterface
import CertCli
import CertEnroll
import CertificateTemplates
import PKIFormats
import PKITesting
import PortableFoundation
import Testing

@Suite("Registered policy servers, the enrollment helper and the factories")
struct PolicyServerListTests {
    private func register(_ url: String, cost: UInt32, _ stores: EnrollmentStore.Location, _ context: X509CertificateEnrollmentContext)
        async throws
    {
        let entry = X509PolicyServerUrl(stores: stores)
        try entry.initialize(context)
        try entry.setURL(url)
        try entry.setCost(cost)
        try await entry.updateRegistry(context)
    }

    @Test("IX509PolicyServerUrl: states, and every member reads what was set")
    func members() async throws {
        try await withTemporaryDirectory { directory in
            let stores = EnrollmentStore.Location(directory: directory)
            let entry = X509PolicyServerUrl(stores: stores)
            #expect(await failure { try entry.url } == .blank)
            #expect(await failure { try entry.setCost(1) } == .blank)
            #expect(await failure { try await entry.updateRegistry(.user) } == .blank)
            try entry.initialize(.user)
            #expect(await failure { try entry.initialize(.user) } == .alreadyInitialized)
            #expect(await failure { try entry.setURL("http://a") } == .invalidArgument)
            #expect(await failure { try await entry.updateRegistry(.user) } == .invalidArgument)
            try entry.setURL("https://pki.example.test")
            try entry.setDefault(true)
            try entry.setFlags([.locationRegistry, .useClientId])
            try entry.setAuthFlags(.username)
            try entry.setCost(7)
            #expect(await failure { try entry.getStringProperty(.friendlyName) } == .certsrvPropertyEmpty)
            try entry.setStringProperty(.policyID, "{1}")
            try entry.setStringProperty(.friendlyName, "Example")
            #expect(await failure { try entry.setStringProperty(.init(rawValue: 2), "x") } == .invalidArgument)
            #expect(await failure { try entry.getStringProperty(.init(rawValue: 2)) } == .invalidArgument)
            try await entry.updateRegistry(.user)
            let list = X509PolicyServerListManager(stores: stores)
            try await list.initialize(.user, flags: .locationRegistry)
            let read = try list.itemByIndex(0)
            #expect(list.count == 1)
            #expect((try read.url, try read.isDefault, try read.flags.rawValue) == ("https://pki.example.test", true, 6))
            #expect((try read.authFlags, try read.cost) == (.username, 7))
            #expect(try read.getStringProperty(.policyID) == "{1}")
            #expect(try read.getStringProperty(.friendlyName) == "Example")
            try await read.removeFromRegistry(.user)
            #expect(await failure { try await read.removeFromRegistry(.user) } == .fileNotFound)
        }
    }

    @Test("IX509PolicyServerListManager: cheapest first, of the user, of the machine as group policy, or both")
    func list() async throws {
        try await withTemporaryDirectory { directory in
            let stores = EnrollmentStore.Location(user: directory + "/user", machine: directory + "/machine")
            try await register("https://b", cost: 2, stores, .user)
            try await register("https://c", cost: 3, stores, .user)
            try await register("https://a", cost: 1, stores, .machine)
            func urls(_ flags: PolicyServerUrlFlags, _ context: X509CertificateEnrollmentContext = .user) async throws -> [String] {
                let list = X509PolicyServerListManager(stores: stores)
                try await list.initialize(context, flags: flags)
                return try list.map { try $0.url }
            }
            #expect(try await urls(.locationRegistry) == ["https://b", "https://c"])
            #expect(try await urls(.locationGroupPolicy) == ["https://a"])
            #expect(try await urls([.locationRegistry, .locationGroupPolicy]) == ["https://a", "https://b", "https://c"])
            #expect(try await urls([.locationRegistry, .locationGroupPolicy], .machine) == ["https://a"])
            #expect(await failure { try await urls(.useClientId) } == .invalidArgument)
            let list = X509PolicyServerListManager(stores: stores)
            try await list.initialize(.user, flags: .locationRegistry)
            #expect(await failure { try await list.initialize(.user, flags: .locationRegistry) } == .alreadyInitialized)
            #expect(await failure { try list.add(X509PolicyServerUrl(stores: stores)) } == .blank)
            try list.remove(0)
            #expect(list.count == 1)
            list.clear()
            #expect(list.count == 0)
        }
    }

    @Test("what is registered for a policy server is said by it: default, client data, untrusted CAs, name")
    func registered() async throws {
        try await EnrollmentFixture.with { fixture in
            let entry = X509PolicyServerUrl(stores: .init(directory: fixture.directory))
            try entry.initialize(.user)
            try entry.setURL("https://pki.example.test")
            try entry.setDefault(true)
            try entry.setFlags([.useClientId, .allowUnTrustedCA])
            try entry.setStringProperty(.friendlyName, "Ours")
            try await entry.updateRegistry(.user)
            let server = try await fixture.loadedPolicyServer()
            let flags = (try server.getIsDefaultCEP(), try server.getUseClientID(), try server.getAllowUnTrustedCA())
            #expect(flags == (true, true, true))
            #expect(try server.getFriendlyName() == "Ours")
        }
    }

    @Test("a damaged registration is 0x8007000D with its path")
    func damaged() async throws {
        try await withTemporaryDirectory { directory in
            let stores = EnrollmentStore.Location(directory: directory)
            try await register("https://a", cost: 1, stores, .user)
            let folder = directory + "/policy-servers/"
            let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
            try Data("no JSON".utf8).write(to: URL(filePath: folder + name))
            let list = X509PolicyServerListManager(stores: stores)
            #expect(await failure { try await list.initialize(.user, flags: .locationRegistry) } == .invalidData)
        }
    }

    @Test("IX509EnrollmentHelper: AddPolicyServer registers, Enroll gives the certificate and installs it")
    func helper() async throws {
        try await EnrollmentFixture.with { fixture in
            let helper = X509EnrollmentHelper(fixture.access())
            #expect(await failure { try await helper.addPolicyServer("https://a", authFlags: .anonymous) } == .blank)
            #expect(await failure { try await helper.enroll("https://a", templateName: "User") } == .blank)
            try helper.initialize(.user)
            #expect(await failure { try helper.initialize(.user) } == .alreadyInitialized)
            let url = "https://pki.example.test"
            #expect(await failure { try await helper.addPolicyServer("", authFlags: .anonymous) } == .invalidArgument)
            #expect(await failure { try await helper.addEnrollmentServer("", authFlags: .anonymous) } == .invalidArgument)
            #expect(await failure { try await helper.enroll("", templateName: "User") } == .invalidArgument)
            #expect(await failure { try await helper.enroll(url, templateName: "User") } == .accessDenied)
            #expect(await failure { try await helper.enroll(url, templateName: "User", enrollFlags: .prompt) } == .silentContext)
            try await helper.addPolicyServer(url, authFlags: .username, credential: "alice", password: "secret")
            try await helper.addEnrollmentServer(url, authFlags: .username, credential: "alice", password: "secret")
            #expect(await failure { try await helper.enroll(url, templateName: "None") } == .certsrvUnsupportedCertType)
            let certificate = try await helper.enroll(url, templateName: "user", encoding: .binary).bytes
            let installed = try #require(try fixture.store().certificates().first)
            #expect(installed.certificate == certificate)
            #expect(installed.key != nil)
            let list = X509PolicyServerListManager(stores: .init(directory: fixture.directory))
            try await list.initialize(.user, flags: .locationRegistry)
            #expect(try list.map { try $0.url } == [url])
        }
    }

    @Test("the helper's Enroll is the code of a refusal, and 0x80094003 when the CA decides later")
    func helperRefused() async throws {
        try await EnrollmentFixture.with { fixture in
            let helper = X509EnrollmentHelper(fixture.access())
            try helper.initialize(.user)
            try await helper.addPolicyServer("https://a", authFlags: .anonymous)
            #expect(await failure { try await helper.enroll("https://a", templateName: "WebServer") } == .certsrvTemplateDenied)
            try await fixture.authority.changeTemplate("User") { $0.enrollmentFlags.insert(.pendAllRequests) }
            #expect(await failure { try await helper.enroll("https://a", templateName: "User") } == .certsrvBadRequestStatus)
            #expect(try fixture.store().requests().count == 2)
        }
    }

    @Test("CreateObject for web pages makes the classes of its list, and no other: 0x80070005")
    func webFactory() async throws {
        try await withTemporaryDirectory { directory in
            let factory = X509EnrollmentWebClassFactory(PolicyServerAccess(stores: .init(directory: directory)))
            let listed = [
                "CCertProperties",
                "CCertPropertyDescription",
                "CCertPropertyFriendlyName",
                "CCspInformation",
                "CCspInformations",
                "CCspStatus",
                "CObjectId",
                "CObjectIds",
                "CSignerCertificate",
                "CX500DistinguishedName",
                "CX509CertificateRequestCmc",
                "CX509CertificateRequestPkcs10",
                "CX509CertificateRequestPkcs7",
                "CX509Enrollment",
                "CX509EnrollmentHelper",
                "CX509Extension",
                "CX509ExtensionEnhancedKeyUsage",
                "CX509ExtensionKeyUsage",
                "CX509Extensions",
                "CX509ExtensionTemplate",
                "CX509ExtensionTemplateName",
            ]
            #expect(Set(listed.map { "X509Enrollment." + $0 }).isSubset(of: X509EnrollmentWebClassFactory.progIDs))
            for progID in X509EnrollmentWebClassFactory.progIDs {
                let object = try factory.createObject(progID)
                #expect("X509Enrollment.C\(type(of: object))" == progID)
                #expect(throws: Never.self) { try factory.createObject(progID.lowercased()) }
            }
            let made = try ["CX509EnrollmentHelper", "CX509CertificateRequestPkcs10"].map {
                try factory.createObject("X509Enrollment." + $0)
            }
            #expect(made[0] is X509EnrollmentHelper)
            #expect(made[1] is X509CertificateRequestPkcs10)
            for progID in [
                "X509Enrollment.CX509PrivateKey2", "X509Enrollment.CX509MachineEnrollmentFactory", "WScript.Shell", "CX509Enrollment", "",
            ] {
                #expect(await failure { try factory.createObject(progID) } == .accessDenied, "\(progID)")
            }
        }
    }

    @Test("the factory for machines makes the helper alone, initialized for the machine")
    func machineFactory() async throws {
        try await EnrollmentFixture.with({ $0.machine }) { fixture in
            let factory = X509MachineEnrollmentFactory(fixture.access())
            #expect(await failure { try factory.createObject("X509Enrollment.CX509Enrollment") } == .accessDenied)
            let helper = try factory.createObject("X509Enrollment.CX509EnrollmentHelper")
            #expect(await failure { try helper.initialize(.user) } == .alreadyInitialized)
            try await helper.addPolicyServer("https://a", authFlags: .anonymous)
            let certificate = try await helper.enroll("https://a", templateName: "Machine", encoding: .binary)
            #expect(try fixture.store().certificates().map(\.certificate) == [certificate.bytes])
        }
    }
}
