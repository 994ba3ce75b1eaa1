import Foundation
import PKIFormats
import PKITesting
import Testing

/// A server whose issuing CA's key, and whose exchange keys, are on SoftHSM.
@Suite(
    "A CA on a token",
    .enabled(if: SoftHSM.canFail, "SoftHSM or a C compiler is not installed"),
    .timeLimit(.minutes(10))
)
struct TokenCATests {
    private struct Finding: Decodable {
        let severity: String
        let what: String
    }

    /// SoftHSM in the folder of a new server, with a token for its CA.
    private func newToken() throws -> (folder: String, softHSM: SoftHSM) {
        let folder = try RunningServer.newFolder()
        return (folder, try SoftHSM(in: folder + "/softhsm", labels: ["ca"]))
    }

    private func start(_ folder: String, _ softHSM: SoftHSM, module: String?, more: [String] = []) async throws -> RunningServer {
        try await RunningServer.start(
            folder: folder,
            options: [
                "--pkcs11-module", module ?? SoftHSM.library ?? "", "--token-pin-file", softHSM.pinFile, "--issuing-key-uri",
                "pkcs11:token=ca;object=issuing-0", "--exchange-key-uri", "pkcs11:token=ca", "--single-operator",
            ] + more,
            wrapper: ["env", "SOFTHSM2_CONF=" + softHSM.configuration]
        )
    }

    /// The status of a submission, and its answer.
    private func submit(_ server: RunningServer, key: String = UUID().uuidString) async throws -> HTTPReply {
        let fields = [
            "request": try await server.newRequest("/CN=on a token"), "submissionKey": key,
        ]
        return try await submit(server, fields)
    }

    private func submit(_ server: RunningServer, _ fields: [String: String]) async throws -> HTTPReply {
        var body: [String: any Sendable] = fields
        body["attributes"] = ["CertificateTemplate": "ClientAuth"]
        let text = String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
        return try await server.call("POST", server.authorityPath() + "/requests", as: server.admin, body: text)
    }

    private func readiness(_ server: RunningServer) async throws -> HTTPReply { try await server.call("GET", "/readyz", plain: true) }

    /// Waits for an answer; the time limit of the suite is the last one.
    private func until(_ status: Int, _ server: RunningServer) async throws {
        while try await readiness(server).status != status {}
    }

    private func findings(_ server: RunningServer) async throws -> [Finding] {
        try JSONDecoder().decode([Finding].self, from: Data(try await server.administer(["doctor", "--json"]).text.utf8))
    }

    @Test("an issuing CA on SoftHSM issues, revokes and publishes, and its exchange key is on the token too")
    func life() async throws {
        let (folder, softHSM) = try newToken()
        let server = try await start(folder, softHSM, module: nil)
        #expect(try await readiness(server).body == "ready\n")
        #expect(!FileManager.default.fileExists(atPath: server.data + "/keys/issuing-0.p8"))
        let reply: SubmitReply = try await submit(server).json()
        #expect(reply.disposition == "issued", "\(reply.message)")
        let certificate = try RunningServer.certificate(try #require(reply.certificate))
        let chain = try server.write(
            [try await server.authority().certificate, try String(contentsOfFile: server.root, encoding: .utf8)].joined(separator: "\n"),
            to: "chain.pem"
        )
        let leaf = try server.write(try #require(reply.certificate), to: "leaf.pem")
        _ = try await succeed(["openssl", "verify", "-CAfile", chain, leaf])

        let revoked = try await server.administer(["certificate", "revoke", certificate.serialHex, "--reason", "superseded"])
        #expect(revoked.status == 0, "\(revoked.errorText)")
        let list = folder + "/list.crl"
        _ = try await succeed(["curl", "--silent", "--fail", "--output", list, server.endpoints.http + "/crl/Chancery%20Issuing%20CA.crl"])
        let pem = folder + "/list.pem"
        _ = try await succeed(["openssl", "crl", "-inform", "DER", "-in", list, "-out", pem])
        let refused = try await run(["openssl", "verify", "-crl_check", "-CAfile", chain, "-CRLfile", pem, leaf])
        #expect((refused.text + refused.errorText).contains("certificate revoked"), "\(refused.errorText)")

        let exchange = try await server.call("GET", server.authorityPath() + "/properties/15", as: server.admin)
        #expect(exchange.status == 200, "\(exchange.body)")
        let keys = try softHSM.tool([
            Programs.chancery, "token", "keys", "--token", "pkcs11:token=ca", "--token-pin-file", softHSM.pinFile, "--pkcs11-module",
            SoftHSM.library ?? "",
        ])
        #expect(keys.contains("object=issuing-0") && keys.contains("object=exchange-2-0"), "\(keys)")
        #expect(try await findings(server).contains { $0.what.contains("Its key is on a token: pkcs11:token=ca;object=issuing-0") })
        #expect(await server.stop() == 0)
        let listed = try await server.administer(["key", "list"])
        #expect(listed.status == 0)
        #expect(listed.text.contains(try Regex("pkcs11:token=ca;object=issuing-0 +none +token")), "\(listed.text)")
        let log = try String(contentsOfFile: folder + "/server-errors.log", encoding: .utf8)
        #expect(!log.contains(SoftHSM.pin), "no PIN is in the log")
    }

    @Test("while a token is away the CA says why, the rest goes on, and it issues again without a restart")
    func away() async throws {
        let (folder, softHSM) = try newToken()
        var server = try await start(folder, softHSM, module: nil)
        let kept = folder + "/moved"
        try FileManager.default.moveItem(atPath: softHSM.tokens, toPath: kept)
        try FileManager.default.createDirectory(atPath: softHSM.tokens, withIntermediateDirectories: true)
        let refused = try await submit(server)
        #expect(refused.status == 503, "\(refused.body)")
        #expect(refused.body.contains("on a token and cannot be used now"), "\(refused.body)")
        try await until(503, server)
        #expect(try await readiness(server).body.contains("The key of \"Chancery Issuing CA\" is on a token"))
        #expect(try await server.call("GET", "/crl/Chancery%20Root%20CA.crl", plain: true).status == 200)
        #expect(try await server.call("GET", "/api/v1/authorities", as: server.admin).status == 200)

        func bringBack() throws {
            try FileManager.default.removeItem(atPath: softHSM.tokens)
            try FileManager.default.moveItem(atPath: kept, toPath: softHSM.tokens)
        }
        try bringBack()
        try await until(200, server)
        #expect(try await submit(server).status == 200)

        // The same at a start.
        #expect(await server.stop() == 0)
        try FileManager.default.moveItem(atPath: softHSM.tokens, toPath: kept)
        try FileManager.default.createDirectory(atPath: softHSM.tokens, withIntermediateDirectories: true)
        server = try await start(folder, softHSM, module: nil)
        try await until(503, server)
        #expect(try await server.call("GET", "/crl/Chancery%20Root%20CA.crl", plain: true).status == 200)
        try bringBack()
        try await until(200, server)
        #expect(try await submit(server).status == 200)
        #expect(await server.stop() == 0)
    }

    @Test("a module that hangs costs a request its deadline, and the server answers everything else")
    func hanging() async throws {
        let (folder, softHSM) = try newToken()
        let faulty = try softHSM.faultyModule(named: "module")
        let server = try await start(folder, softHSM, module: faulty.path, more: ["--token-timeout", "2"])
        try faulty.set(.hang)
        let late = try await submit(server)
        #expect(late.status == 503, "\(late.body)")
        #expect(late.body.contains("its module does not answer"), "\(late.body)")
        #expect(try await readiness(server).status == 503)
        #expect(try await server.call("GET", "/healthz", plain: true).status == 200)
        #expect(try await server.call("GET", server.authorityPath() + "/requests", as: server.admin).status == 200)
        try faulty.set(nil)
        try await until(200, server)
        #expect(try await submit(server).status == 200)
        #expect(await server.stop() == 0)
    }

    @Test("with a wrong PIN the token is asked once and the server starts; it issues with the right one")
    func wrongPIN() async throws {
        let (folder, softHSM) = try newToken()
        let faulty = try softHSM.faultyModule(named: "module")
        var server = try await start(folder, softHSM, module: faulty.path)
        #expect(await server.stop() == 0)
        let before = faulty.logins
        try "999999".write(toFile: softHSM.pinFile, atomically: true, encoding: .utf8)
        server = try await start(folder, softHSM, module: faulty.path)
        try await until(503, server)
        for _ in 0..<3 { #expect(try await submit(server).body.contains("its token has not accepted a PIN")) }
        #expect(faulty.logins == before + 1)
        try SoftHSM.pin.write(toFile: softHSM.pinFile, atomically: true, encoding: .utf8)
        try await until(200, server)
        #expect(try await submit(server).status == 200)
        #expect(await server.stop() == 0)
        #expect(try !String(contentsOfFile: folder + "/server-errors.log", encoding: .utf8).contains("999999"))
    }

    @Test(
        "a kill around the token's signature leaves the intent, and the repeated request gets one certificate",
        arguments: [FaultyModule.Fault.kill, .killAfter]
    )
    func killed(_ fault: FaultyModule.Fault) async throws {
        let (folder, softHSM) = try newToken()
        let faulty = try softHSM.faultyModule(named: "module")
        var server = try await start(folder, softHSM, module: faulty.path)
        let fields = ["request": try await server.newRequest("/CN=on a token"), "submissionKey": "once"]
        try faulty.set(fault)
        let lost = try? await submit(server, fields)
        #expect(lost?.status != 200)
        await server.killed()
        try faulty.set(nil)
        server = try await start(folder, softHSM, module: faulty.path)
        let intents = try await findings(server).filter { $0.what.contains("may have signed certificates without a row") }
        #expect(intents.count == 1)
        let reply: SubmitReply = try await submit(server, fields).json()
        #expect(reply.disposition == "issued")
        let again: SubmitReply = try await submit(server, fields).json()
        #expect(again.certificate == reply.certificate)
        let serial = try RunningServer.certificate(try #require(reply.certificate)).serialHex
        #expect(intents.first?.what.contains(serial) == false, "the certificate is another one")
        #expect(await server.stop() == 0)
    }

    @Test("a signature that the token gets wrong is never sent")
    func wrongSignature() async throws {
        let (folder, softHSM) = try newToken()
        let faulty = try softHSM.faultyModule(named: "module")
        let server = try await start(folder, softHSM, module: faulty.path)
        try faulty.set(.wrong)
        let refused = try await submit(server)
        #expect(refused.status == 503)
        #expect(refused.body.contains("its token signs wrongly"), "\(refused.body)")
        try faulty.set(nil)
        #expect(try await submit(server).status == 200)
        #expect(await server.stop() == 0)
    }

    @Test("commands list tokens, make keys and write keys, and the record notes both")
    func commands() async throws {
        let (folder, softHSM) = try newToken()
        let server = try await RunningServer.start(folder: folder)
        #expect(await server.stop() == 0)
        let common = ["--token-pin-file", softHSM.pinFile, "--pkcs11-module", SoftHSM.library ?? "", "--data", server.data]
        let list = try softHSM.tool([Programs.chancery, "token", "list", "--pkcs11-module", SoftHSM.library ?? ""])
        #expect(list.contains("pkcs11:token=ca;"), "\(list)")
        let made = try softHSM.tool(
            [Programs.chancery, "key", "create", "--key-uri", "pkcs11:token=ca;object=made", "--algorithm", "p384"] + common
        )
        #expect(made.contains("ECDSA_P384 key pkcs11:token=ca;object=made"), "\(made)")
        let twice = try runTool(
            ["SOFTHSM2_CONF=" + softHSM.configuration, Programs.chancery, "key", "create", "--key-uri", "pkcs11:token=ca;object=made"]
                + common
        )
        #expect(twice.status == 1)
        #expect(twice.errorText.contains("already, and keys are never replaced"), "\(twice.errorText)")
        let file = folder + "/key.pem"
        _ = try await succeed(["openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", file])
        let imported = try softHSM.tool(
            [Programs.chancery, "key", "import", "--key-uri", "pkcs11:token=ca;object=brought", "--from", file] + common
        )
        #expect(imported.contains("RSA 2048 key"), "\(imported)")
        let objects = try softHSM.tool([
            "pkcs11-tool", "--module", SoftHSM.library ?? "", "--token-label", "ca", "--login", "--pin", SoftHSM.pin, "--list-objects",
        ])
        #expect(objects.contains("made") && objects.contains("brought"), "\(objects)")
        let events = try await succeed([
            "sqlite3", server.data + "/chancery.sqlite", "SELECT event FROM audit WHERE event LIKE 'tokenKey%' ORDER BY position",
        ])
        #expect(events.split(whereSeparator: \.isNewline) == ["tokenKeyMade", "tokenKeyImported"])
    }
}
