import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("CAs on the curves of Brainpool", .timeLimit(.minutes(10)))
struct BrainpoolTests {
    @Test(
        "a root and the CA below it sign a certificate and lists that openssl verifies, without a server",
        arguments: [("brainpoolP256r1", "sha256"), ("brainpoolP384r1", "sha384"), ("brainpoolP512r1", "sha512")]
    )
    func ceremony(curve: String, hash: String) async throws {
        let folder = try RunningServer.newFolder()
        func chancery(_ arguments: String...) async throws {
            let result = try await run([Programs.chancery] + arguments, directory: folder)
            #expect(result.status == 0, "\(arguments): \(result.text)\(result.errorText)")
        }
        try await chancery("init", "--name", "Root CA", "--key", curve, "--data", "root", "--host", "pki.example.test")
        try await chancery("init", "--name", "Lower CA", "--subordinate", "--key", curve, "--data", "lower", "--host", "pki.example.test")
        try await chancery("authority", "sign-request", "--data", "root", "--in", "lower/requests/Lower CA.req", "--out", "lower.pem")
        try await chancery("authority", "sign-list", "--data", "root", "--out", "root.crl")
        // Another one, with the next number.
        try await chancery("authority", "sign-list", "--data", "root", "--out", "next.crl")
        let chain = try PEMDocument.parse(String(contentsOfFile: folder + "/lower.pem", encoding: .utf8))
        try chain[1].text.write(toFile: folder + "/root.pem", atomically: true, encoding: .utf8)
        let text = try await succeed(["openssl", "x509", "-in", folder + "/lower.pem", "-noout", "-text"])
        #expect(text.contains("ASN1 OID: \(curve)"), "\(text)")
        #expect(text.contains("ecdsa-with-\(hash.uppercased())"), "\(text)")
        let verified = try await succeed([
            "openssl", "verify", "-x509_strict", "-crl_check", "-CAfile", folder + "/root.pem", "-CRLfile", folder + "/next.crl",
            folder + "/lower.pem",
        ])
        #expect(verified.contains(": OK"))
    }

    @Test("a server with such a CA issues, lists, answers OCSP and renews with a new key, as openssl judges")
    func server() async throws {
        let folder = try RunningServer.newFolder()
        let made = try await run([
            Programs.chancery, "init", "--name", "Brainpool CA", "--issuing", "--key", "brainpoolP256r1", "--data", folder + "/data",
            "--host",
            "localhost", "--single-operator",
        ])
        #expect(made.status == 0, "\(made.text)\(made.errorText)")
        let server = try await RunningServer.start(folder: folder, options: ["--single-operator"], expectsTrust: false)
        let authority = try await server.authority()
        let root = try server.write(authority.certificate, to: "ca.pem")
        let reply = try await server.submit(try await server.newRequest(), template: "User", as: server.admin)
        let leaf = try server.write(try #require(reply.certificate, "\(reply.message)"), to: "leaf.pem")
        #expect(try await succeed(["openssl", "verify", "-x509_strict", "-CAfile", root, leaf]).contains(": OK"))
        let url = server.endpoints.http + "/ocsp"
        let status = try await succeed(["openssl", "ocsp", "-issuer", root, "-cert", leaf, "-url", url, "-CAfile", root])
        #expect(status.contains("leaf.pem: good"))
        let list = try await server.fetch(server.endpoints.http + "/crl/Brainpool%20CA.crl")
        try Data(list).write(to: URL(filePath: folder + "/list.crl"))
        let judged = try await run(["openssl", "crl", "-inform", "DER", "-in", folder + "/list.crl", "-noout", "-CAfile", root])
        #expect(judged.errorText.contains("verify OK"), "\(judged.errorText)")
        let renewed = try await server.call(
            "POST",
            server.authorityPath() + "/renewals",
            as: server.admin,
            body: "{\"newKey\":true}"
        )
        #expect(renewed.status < 300, "\(renewed.body)")
        let second = try server.write(try await server.authority().certificate, to: "ca1.pem")
        let text = try await succeed(["openssl", "x509", "-in", second, "-noout", "-text"])
        #expect(text.contains("ASN1 OID: brainpoolP256r1"))
        #expect(try await succeed(["openssl", "verify", "-x509_strict", "-CAfile", second, second]).contains(": OK"))
        await server.stop()
    }
}
