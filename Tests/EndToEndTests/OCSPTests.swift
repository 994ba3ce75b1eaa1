import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("OCSP of a running server", .timeLimit(.minutes(10)))
struct OCSPTests {
    @Test("openssl asks at the address in a certificate, through revocation, another setting and a restart")
    func course() async throws {
        var server = try await RunningServer.start()
        let request = try await server.newRequest()
        let reply = try await server.submit(request, template: "User", as: server.admin)
        let authority = try await server.authority()
        let text = try #require(reply.certificate)
        let leaf = try server.write(text, to: "leaf.pem")
        let issuing = try server.write(authority.certificate, to: "issuing.pem")
        let chain = try server.write(authority.certificate + authority.chain.joined(), to: "chain.pem")
        let url = try await succeed(["openssl", "x509", "-in", leaf, "-noout", "-ocsp_uri"]).trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(url.hasSuffix("/ocsp"))
        func ask(_ url: String) async throws -> String {
            try await succeed(["openssl", "ocsp", "-issuer", issuing, "-cert", leaf, "-url", url, "-CAfile", chain])
        }
        let good = try await ask(url)
        #expect(good.contains("leaf.pem: good"))
        let document = try #require(try PEMDocument.parse(text).first)
        let serial = try Certificate(derEncoded: document.bytes).serialHex
        #expect(try await server.administer(["certificate", "revoke", serial, "--reason", "superseded"]).status == 0)
        let revoked = try await ask(url)
        #expect(revoked.contains("leaf.pem: revoked"))
        #expect(revoked.contains("Reason: superseded"))

        let shown = try await server.administer([
            "authority", "set", "--ocsp", "off", "--ocsp-mode", "pre-produced", "--ocsp-validity", "8h",
        ])
        #expect(shown.text.contains("pre-produced"), "\(shown.text)\(shown.errorText)")
        #expect(shown.text.contains("28800 s"), "\(shown.text)")
        let second = try await server.submit(try await server.newRequest(), template: "User", as: server.admin)
        let other = try server.write(try #require(second.certificate), to: "other.pem")
        #expect(try await succeed(["openssl", "x509", "-in", other, "-noout", "-ocsp_uri"]).isEmpty)
        #expect(try await server.administer(["authority", "set", "--ocsp-validity", "1s"]).status != 0)

        server = try await server.restarted()
        let again = try await ask(server.endpoints.http + "/ocsp")
        #expect(again.contains("leaf.pem: revoked"))
        let doctor = try await server.administer(["doctor"])
        #expect(!doctor.text.contains("OCSP"), "\(doctor.text)")
        await server.stop()
    }
}
