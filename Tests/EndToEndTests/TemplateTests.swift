import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("A certificate of every template, judged by programs of others", .timeLimit(.minutes(10)))
struct TemplateTests {
    /// The account that enrolls for each template on a fresh server, and whether an officer decides.
    struct Case: Sendable, CustomTestStringConvertible {
        let template: String
        let requester: Requester
        var needsOfficer = false
        var testDescription: String { template }

        enum Requester: Sendable { case user, machine, clerk, administrator }

        static let all = [
            Case(template: "User", requester: .user), Case(template: "Machine", requester: .machine),
            Case(template: "WebServer", requester: .administrator), Case(template: "SubCA", requester: .administrator, needsOfficer: true),
            Case(template: "SmartcardLogon", requester: .user), Case(template: "ClientAuth", requester: .user),
            Case(template: "CodeSigning", requester: .clerk), Case(template: "EnrollmentAgent", requester: .clerk, needsOfficer: true),
        ]
    }

    @Test(
        "openssl verify, certtool and pkilint accept each template's certificates of EC and RSA keys",
        arguments: Case.all,
        ["ec", "rsa"]
    )
    func accepted(_ sample: Case, key: String) async throws {
        let server = try await SharedServer.get()
        let account = try await requester(sample.requester, server)
        let algorithm = key == "ec" ? ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"] : ["rsa:2048"]
        let request = try await server.newRequest("/CN=host.example.test", key: algorithm, more: extensions(sample))
        var reply = try await server.submit(request, template: sample.template, as: account)
        if sample.needsOfficer {
            #expect(reply.disposition == "pending")
            #expect(reply.message == "Taken Under Submission")
            let officer = try await SharedServer.account(.officer)
            reply = try await server.call("POST", server.authorityPath() + "/requests/\(reply.requestId)/approve", as: officer).json()
        }
        #expect(reply.disposition == "issued", "\(reply.message) \(String(describing: reply.reason))")
        let certificate = try #require(reply.certificate)
        try await Judges(server).judge(certificate: certificate, "\(sample.template) \(key)")
    }

    @Test("openssl, certtool and pkilint accept the revocation lists at the addresses in the certificates")
    func revocationLists() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let reply = try await server.submit(try await server.newRequest(), template: "ClientAuth", as: account)
        let judges = try await Judges(server)
        let root = try #require(judges.authority.chain.last)
        let issued = try await server.fetch(server.revocationListURL(in: try #require(reply.certificate)))
        try await judges.judge(revocationList: issued, issuer: judges.authority.certificate, "the issuing CA's list")
        let above = try await server.fetch(server.revocationListURL(in: judges.authority.certificate))
        try await judges.judge(revocationList: above, issuer: root, "the root's list")
    }

    @Test("a revoked certificate is on the next revocation list, whose number is larger")
    func revocation() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let reply = try await server.submit(try await server.newRequest(), template: "ClientAuth", as: account)
        let certificate = try #require(reply.certificate)
        let url = try server.revocationListURL(in: certificate)
        let before = try CertificateList(derEncoded: await server.fetch(url))
        let serial = try RunningServer.certificate(certificate).serialHex
        let officer = try await SharedServer.account(.officer)
        let revoked = try await server.call(
            "POST",
            server.authorityPath() + "/certificates/\(serial)/revoke",
            as: officer,
            body: #"{"reason":"keyCompromise"}"#
        )
        #expect(revoked.status == 200, "\(revoked.body)")
        let file = try server.write(certificate, to: "revoked-\(UUID().uuidString).pem")
        let der = try await server.fetch(url)
        let after = try CertificateList(derEncoded: der)
        #expect(try #require(after.crlNumber) > #require(before.crlNumber))
        let list = file + ".crl"
        try Data(der).write(to: URL(filePath: list))
        let pem = try await succeed(["openssl", "crl", "-inform", "DER", "-in", list])
        let authority = try await server.authority()
        let bundle = try server.write(authority.certificate + pem, to: "with-list-\(UUID().uuidString).pem")
        let verdict = try await run([
            "openssl", "verify", "-crl_check", "-CAfile", server.root, "-untrusted", bundle, "-CRLfile", bundle, file,
        ])
        #expect(verdict.status != 0 && (verdict.text + verdict.errorText).contains("certificate revoked"))
    }

    @Test("the certificates of the two authorities are accepted by openssl and pkilint")
    func authorities() async throws {
        let server = try await SharedServer.get()
        let judges = try await Judges(server)
        try await judges.judge(certificate: judges.authority.certificate, "the issuing CA")
        let root = try #require(judges.authority.chain.last)
        #expect(try String(contentsOfFile: server.root, encoding: .utf8).contains(root.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    private func requester(_ requester: Case.Requester, _ server: RunningServer) async throws -> Account {
        switch requester {
        case .user: try await SharedServer.account(.alice)
        case .machine: try await SharedServer.account(.machine)
        case .clerk: try await SharedServer.account(.clerk)
        case .administrator: server.admin
        }
    }

    /// The requester of a server's certificate chooses the names; elsewhere they would be ignored.
    private func extensions(_ sample: Case) -> [String] {
        sample.template == "WebServer" ? ["-addext", "subjectAltName=DNS:host.example.test,DNS:www.example.test"] : []
    }
}
