import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("Starting, stopping and looking after a server", .timeLimit(.minutes(10)))
struct OperationTests {
    @Test("a first start leaves the promised files, with the promised modes")
    func files() async throws {
        let server = try await SharedServer.get()
        func mode(_ path: String) throws -> Int {
            try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
        }
        #expect(try mode(server.data) == 0o700)
        #expect(try mode(server.data + "/admin-credentials") == 0o600)
        #expect(server.admin.name == "admin" && !server.admin.password.isEmpty)
        #expect(try String(contentsOfFile: server.root, encoding: .utf8).contains("-----BEGIN CERTIFICATE-----"))
        #expect(!server.greeting.joined().contains(server.admin.password))
        let purposes = try await succeed(["openssl", "x509", "-in", server.root, "-noout", "-ext", "keyUsage", "-subject"])
        #expect(purposes.contains("Digital Signature, Certificate Sign, CRL Sign"))
        #expect(purposes.contains("Chancery Root CA"))
    }

    @Test("a second server on one data directory is refused, and the first continues")
    func secondServer() async throws {
        let server = try await SharedServer.get()
        let second = try await run([
            Programs.chancery, "serve", "--data", server.data, "--https", "127.0.0.1:0", "--http", "127.0.0.1:0",
        ])
        #expect(second.status == 1)
        #expect(second.errorText.contains(server.data))
        #expect(try await server.call("GET", "/healthz").status == 200)
    }

    @Test("SIGTERM ends the server in order, and a restart keeps accounts, authorities and requests")
    func restart() async throws {
        var server = try await RunningServer.start()
        let before = try await server.authority()
        let account = try await server.addAccount(.alice)
        let reply = try await server.submit(try await server.newRequest(), template: "ClientAuth", as: account)
        server = try await server.restarted()
        let after = try await server.authority()
        #expect(after.certificate == before.certificate)
        let again: SubmitReply = try await server.call("GET", server.authorityPath() + "/requests/\(reply.requestId)", as: account).json()
        #expect(again.certificate == reply.certificate)
        #expect(await server.stop() == 0)
    }

    @Test("without the root's passphrase the server starts and issues; the root key stays sealed")
    func rootTakenAway() async throws {
        var server = try await RunningServer.start()
        let account = try await server.addAccount(.alice)
        let passphrase = server.data + "/keys/root-passphrase"
        let kept = server.folder + "/root-passphrase"
        #expect(await server.stop() == 0)
        try FileManager.default.moveItem(atPath: passphrase, toPath: kept)
        server = try await RunningServer.start(folder: server.folder)
        let reply = try await server.submit(try await server.newRequest(), template: "ClientAuth", as: account)
        #expect(reply.disposition == "issued")
        #expect(!FileManager.default.fileExists(atPath: passphrase), "no new passphrase for a key that is sealed under another")
        let doctor = try await run([Programs.chancery, "doctor", "--data", server.data])
        #expect(!doctor.text.contains("keys/root-passphrase"))
        // When the medium is back, it opens the key again.
        #expect(await server.stop() == 0)
        server = try await RunningServer.start(folder: server.folder, options: ["--root-passphrase-file", kept])
        #expect(await server.stop() == 0)
    }

    @Test("with --publish-to the public copies are where everybody can read them")
    func publishTo() async throws {
        let folder = try RunningServer.newFolder()
        let place = folder + "/public"
        let server = try await RunningServer.start(folder: folder, options: ["--publish-to", place])
        func mode(_ path: String) throws -> Int {
            try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
        }
        #expect(try mode(place) == 0o755)
        #expect(try mode(place + "/crl") == 0o755)
        #expect(try mode(place + "/crl/Chancery Issuing CA.crl") == 0o644)
        #expect(try mode(place + "/aia/Chancery Root CA.cer") == 0o644)
        #expect(!FileManager.default.fileExists(atPath: server.data + "/published"))
        #expect(try mode(server.data) == 0o700)
        let doctor = try await server.administer(["doctor"])
        #expect(doctor.status == 0, "\(doctor.text)")
        await server.stop()
    }

    @Test("a client that trusts another root reports it and sends nothing")
    func wrongAnchor() async throws {
        let server = try await SharedServer.get()
        let stranger = server.folder + "/stranger.pem"
        try await succeed([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "/dev/null", "-subj",
            "/CN=Stranger",
            "-out", stranger,
        ])
        let curl = try await run(["curl", "--silent", "--cacert", stranger, server.endpoints.https + "/healthz"])
        #expect(curl.status == 60)
        let request = try server.write(try await server.newRequest(), to: "anchor.csr")
        let refused = try await Certreq(server, as: server.admin).run(["submit", request], trust: stranger)
        #expect(refused.status == 1)
        #expect(refused.errorText.contains("trust"), "\(refused.errorText)")
    }

    @Test("the TLS certificate names the host, localhost and the loopback addresses, and chains to the root")
    func serverCertificate() async throws {
        let server = try await SharedServer.get()
        let address = server.endpoints.https.replacingOccurrences(of: "https://", with: "")
        let shown = try await run(
            [
                "openssl", "s_client", "-connect", address, "-CAfile", server.root, "-verify_return_error", "-verify_ip", "127.0.0.1",
                "-showcerts",
            ],
            input: ""
        )
        #expect((shown.text + shown.errorText).contains("Verify return code: 0 (ok)"))
        let names = try await succeed(["openssl", "x509", "-noout", "-ext", "subjectAltName,extendedKeyUsage"], input: shown.text)
        for expected in ["DNS:localhost", "IP Address:127.0.0.1", "IP Address:0:0:0:0:0:0:0:1", "TLS Web Server Authentication"] {
            #expect(names.contains(expected), "\(names)")
        }
    }

    @Test("the HTTPS listener refuses TLS 1.1")
    func oldTLS() async throws {
        let server = try await SharedServer.get()
        let address = server.endpoints.https.replacingOccurrences(of: "https://", with: "")
        let old = try await run(
            ["openssl", "s_client", "-connect", address, "-CAfile", server.root, "-tls1_1", "-cipher", "DEFAULT:@SECLEVEL=0"],
            input: ""
        )
        #expect(old.status != 0)
        #expect(old.text.contains("Cipher is (NONE)"), "\(old.text)\(old.errorText)")
        #expect(old.errorText.contains("alert protocol version"), "\(old.text)\(old.errorText)")
        #expect(try await server.call("GET", "/healthz", options: ["--tlsv1.2", "--tls-max", "1.2"]).status == 200)
    }

    @Test("the doctor names the sample template that takes SHA-1 signatures")
    func doctor() async throws {
        let server = try await SharedServer.get()
        let report = try await server.administer(["doctor"])
        #expect((report.text + report.errorText).contains("ChancerySampleSoftware"))
    }

    @Test("the doctor names a revoked authority, and the directory that a killed restore left")
    func doctorOfRevoked() async throws {
        let server = try await RunningServer.start()
        let pem = try await succeed([
            "curl", "--silent", "--fail", server.endpoints.http + "/aia/Chancery%20Issuing%20CA.cer", "--output", server.folder + "/ca.cer",
        ])
        #expect(pem.isEmpty)
        let text = try await succeed(["openssl", "x509", "-inform", "DER", "-in", server.folder + "/ca.cer", "-noout", "-serial"])
        let serial = text.split(separator: "=")[1].trimmingCharacters(in: .whitespacesAndNewlines)
        try FileManager.default.createDirectory(atPath: server.data + ".restoring-1/keys", withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: server.data + ".restoring-1/.restoring"))
        let revoked = try await server.administer([
            "certificate", "revoke", serial, "--reason", "cACompromise", "--authority", "Chancery Root CA", "--yes-revoke-authority",
        ])
        #expect(revoked.status == 0, "\(revoked.errorText)")
        let doctor = try await server.administer(["doctor"])
        #expect(doctor.status == 1)
        #expect(doctor.text.contains("BROKEN  Chancery Issuing CA\n    Its certificate has been revoked since"), "\(doctor.text)")
        #expect(doctor.text.contains("RISK  \(server.data).restoring-1"), "\(doctor.text)")
        #expect(await server.stop() == 0)
    }

    @Test("administration commands list, show, approve and deny")
    func administration() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.clerk)
        let first = try await server.submit(try await server.newRequest(), template: "EnrollmentAgent", as: account).requestId
        let second = try await server.submit(try await server.newRequest(), template: "EnrollmentAgent", as: account).requestId
        #expect(try await server.administer(["request", "list", "--disposition", "pending"]).text.contains("\(first)"))
        #expect(try await server.administer(["request", "show", "\(first)"]).text.contains("clerk"))
        #expect(try await server.administer(["request", "approve", "\(first)"]).status == 0)
        _ = try await server.administer(["request", "deny", "\(second)"])
        let path = try await server.authorityPath() + "/requests/"
        let (approved, denied): (SubmitReply, SubmitReply) = (
            try await server.call("GET", path + "\(first)", as: account).json(),
            try await server.call("GET", path + "\(second)", as: account).json()
        )
        #expect(approved.disposition == "issued" && denied.disposition == "denied")
        let serial = try RunningServer.certificate(try #require(approved.certificate)).serialHex
        #expect(try await server.administer(["certificate", "list", "--after", "\(first - 1)"]).text.lowercased().contains(serial))
        #expect(try await server.administer(["certificate", "revoke", serial, "--reason", "superseded"]).status == 0)
        #expect(try await server.administer(["template", "list"]).text.contains("WebServer"))
        #expect(try await server.administer(["template", "list", "--all"]).text.contains("OfflineRouter"))
        #expect(try await server.administer(["template", "show", "WebServer"]).text.contains("1.3.6.1.5.5.7.3.1"))
        #expect(try await server.administer(["request", "frobnicate"]).status == 2)
    }
}
