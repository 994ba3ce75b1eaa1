import CAInterface
import CertCli
import CertEnroll
import CertificateTemplates
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Policy servers over /api/v1", .timeLimit(.minutes(10)))
struct PolicyServerTests {
    private func access(_ server: RunningServer, store: String) throws -> PolicyServerAccess {
        let root = [UInt8](try Data(contentsOf: URL(filePath: server.root)))
        return PolicyServerAccess(stores: .init(directory: store), trust: try .anchors(file: root))
    }

    private func policyServer(_ server: RunningServer, store: String, as account: Account) async throws -> X509EnrollmentPolicyServer {
        let policyServer = X509EnrollmentPolicyServer(try access(server, store: store))
        try policyServer.initialize(url: server.endpoints.https, id: "", authFlags: .username, isUntrusted: false, context: .user)
        try await policyServer.setCredential(parentWindow: 0, flag: .username, credential: account.name, password: account.password)
        return policyServer
    }

    @Test("templates and CAs of a server are listed with their properties, and an enrollment goes to the CA")
    func enroll() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let store = server.folder + "/policy-" + UUID().uuidString
        let policyServer = try await policyServer(server, store: store, as: account)
        try await policyServer.loadPolicy(.default)
        let template = try policyServer.getTemplates().itemByName("ClientAuth")
        #expect(try template.property(.ekus).objectIDs?.values == [OID.KeyPurpose.clientAuth])
        #expect(try template.property(.schemaVersion).number == 1)
        let described = try await server.authority()
        let authority = try policyServer.getCAsForTemplate(template).itemByName(described.name)
        #expect(try authority.property(.sanitizedName) == .text(described.sanitizedName))
        #expect(try authority.property(.certificate) == .bytes(RunningServer.certificate(described.certificate).derEncoded))
        #expect(try authority.property(.certificateTypes).texts?.contains("ClientAuth") == true)
        let enrollment = X509Enrollment(stores: .init(directory: store))
        try await enrollment.initializeFromTemplate(.user, policyServer: policyServer, template: template)
        try await enrollment.enroll()
        #expect(enrollment.status.status == .enrolled, "\(enrollment.status.text)")
        // The installed certificate signs in by its thumbprint from now on.
        let thumbprint = Hex.encode(Digest.sha1(try enrollment.certificate(.binary).bytes))
        try await policyServer.setCredential(parentWindow: 0, flag: .certificate, credential: thumbprint, password: nil)
        try await policyServer.loadPolicy(.reload)
        #expect(try policyServer.getTemplates().itemByName("ClientAuth").property(.commonName).text == "ClientAuth")
    }

    @Test("the helper enrolls with a user name, and a wrong password is 0x8007139F")
    func helper() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let store = server.folder + "/helper-" + UUID().uuidString
        let helper = X509EnrollmentHelper(try access(server, store: store))
        try helper.initialize(.user)
        let url = server.endpoints.https
        try await helper.addPolicyServer(url, authFlags: .username, credential: account.name, password: account.password)
        let certificate = try await helper.enroll(url, templateName: "ClientAuth", encoding: .base64Header).text
        let issuing = try server.write(try await server.authority().certificate, to: "issuing-\(UUID().uuidString).pem")
        let file = try server.write(certificate, to: "helper-\(UUID().uuidString).pem")
        #expect(try await succeed(["openssl", "verify", "-CAfile", server.root, "-untrusted", issuing, file]).contains(": OK"))
        try await helper.addPolicyServer(url, authFlags: .username, credential: account.name, password: "wrong")
        await #expect { try await helper.enroll(url, templateName: "ClientAuth") } throws: { ($0 as? CAError)?.status == .invalidState }
    }

    @Test("an administrator's writable template is stored over the API, and removed again")
    func writable() async throws {
        let server = try await RunningServer.start()
        let root = [UInt8](try Data(contentsOf: URL(filePath: server.root)))
        let config = server.endpoints.https.replacingOccurrences(of: "https://", with: "") + "\\" + (try await server.authority().name)
        let remote = try RemoteEnrollmentServer(
            config: config,
            credential: .password(server.admin.name, server.admin.password),
            trust: try .anchors(file: root)
        )
        var copy = try await remote.template(named: "ClientAuth")
        copy.name = "CopiedOverTheAPI"
        let writable = X509CertificateTemplateWritable(server: remote)
        try writable.initialize(X509CertificateTemplate(copy))
        try await writable.commit(.saveTemplateGenerateOID)
        await #expect { try await writable.commit(.saveTemplateGenerateOID) } throws: { ($0 as? CAError)?.status == .cryptExists }
        let stored = X509CertificateTemplate(try await remote.template(named: "CopiedOverTheAPI"))
        let removing = X509CertificateTemplateWritable(server: remote)
        try removing.initialize(stored)
        try await removing.commit(.deleteTemplate)
        await #expect { try await removing.commit(.deleteTemplate) } throws: { ($0 as? CAError)?.status == .cryptNotFound }
        await server.stop()
    }
}
