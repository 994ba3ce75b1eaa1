import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("Settings of a start", .timeLimit(.minutes(10)))
struct StartTests {
    /// Runs a start that must end by itself.
    private func serve(_ arguments: [String], in folder: String) async throws -> ToolResult {
        try await run(["timeout", "60", Programs.chancery, "serve", "--data", folder + "/data"] + arguments)
    }

    @Test("a start that fails for a busy port, a name or an address says why and leaves no data directory")
    func nothingIsMade() async throws {
        let busy = try await SharedServer.get().endpoints.https.replacing("https://", with: "")
        let folder = try RunningServer.newFolder()
        let rows: [([String], Int32, String)] = [
            (
                ["--https", busy, "--http", "127.0.0.1:0"], 1,
                "--https \(busy): another program listens there. Stop it, or choose another port"
            ),
            (["--https", "127.0.0.1:0", "--http", busy], 1, "--http \(busy): another program listens there."),
            (["--https", "192.0.2.7:0", "--http", "127.0.0.1:0"], 1, "does not have that address"),
            (["--https", "::1:8443"], 2, "write [::1:8443] for the address, or [::1]:8443"),
            (["--host", "my_box"], 2, "--host “my_box” contains “_”"),
            (["--public-http", "pki.example.com"], 2, "is not an http:// URL"),
            (["--config", "/nowhere.json"], 2, "/nowhere.json cannot be read"),
        ]
        for (arguments, status, words) in rows {
            let ended = try await serve(arguments, in: folder)
            #expect(ended.status == status, "\(arguments): \(ended.errorText)")
            #expect(ended.errorText.contains(words), "\(arguments): \(ended.errorText)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [], "\(arguments)")
        }
    }

    @Test("init that was interrupted before the request was there writes the same one when it runs again")
    func initAgain() async throws {
        let folder = try RunningServer.newFolder()
        let data = folder + "/data"
        let command = [Programs.chancery, "init", "--subordinate", "--data", data, "--key", "p256", "--name"]
        let first = try await run(command + ["Example CA"])
        #expect(first.status == 0, "\(first.errorText)")
        let file = data + "/requests/Example CA.req"
        let request = try Data(contentsOf: URL(filePath: file))
        try FileManager.default.removeItem(atPath: data + "/requests")
        let other = try await run(command + ["Other CA"])
        #expect(other.status == 1)
        #expect(other.errorText.contains("has a CA already"))
        let again = try await run(command + ["Example CA"])
        #expect(again.status == 0, "\(again.errorText)")
        #expect(try Data(contentsOf: URL(filePath: file)) == request)
    }

    @Test("--host addresses are IP names of the certificate, and settings come from a file: openssl, curl agree")
    func names() async throws {
        let folder = try RunningServer.newFolder()
        let file = folder + "/settings.json"
        try Data(
            #"{"host": ["2001:db8::a", "192.0.2.7", "PKI.example.test"], "log-format": "json", "log-level": "info", "cm-rest": false}"#.utf8
        )
        .write(to: URL(filePath: file))
        let server = try await RunningServer.start(folder: folder, options: ["--config", file])
        let address = server.endpoints.https.replacing("https://", with: "")
        for name in [["-verify_ip", "2001:db8::a"], ["-verify_ip", "192.0.2.7"], ["-verify_hostname", "pki.example.test"]] {
            let shown = try await run(
                ["openssl", "s_client", "-connect", address, "-CAfile", server.root, "-verify_return_error"] + name,
                input: ""
            )
            #expect((shown.text + shown.errorText).contains("Verify return code: 0 (ok)"), "\(name)")
        }
        #expect(server.greeting.joined(separator: "\n").contains(#"Config string   [2001:db8::a]:"#))
        #expect(try await server.call("GET", "/CertificateManagement/api/v1.0/requests", as: server.admin).status == 404)
        let doctor = try await server.administer(["doctor"])
        #expect(doctor.text.contains("Certificates name http://127.0.0.1:"), "\(doctor.text)")
        #expect(await server.stop() == 0)
        let log = try String(contentsOfFile: folder + "/server-errors.log", encoding: .utf8)
        for line in log.split(separator: "\n") { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }

    @Test("--print-settings shows each setting with its source, makes no files and shows no secret")
    func printed() async throws {
        let folder = try RunningServer.newFolder()
        let secret = folder + "/passphrase"
        try Data("very secret".utf8).write(to: URL(filePath: secret))
        let shown = try await run(
            [
                "env", "CHANCERY_DOMAIN=example.test", Programs.chancery, "serve", "--print-settings", "--data", folder + "/data",
                "--passphrase-file", secret,
            ])
        #expect(shown.status == 0)
        #expect(shown.text.contains(try Regex(#"\ndomain +example\.test +environment\n"#)), "\(shown.text)")
        #expect(shown.text.contains(try Regex(#"\npassphrase-file +\S+/passphrase +option\n"#)))
        #expect(shown.text.contains(try Regex(#"\nhttp +127\.0\.0\.1:8080 +default\n"#)))
        #expect(!shown.text.contains("very secret"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["passphrase"])
        let unknown = try await run(["env", "CHANCERY_DOMIAN=x", Programs.chancery, "serve", "--data", folder + "/data"])
        #expect(unknown.status == 2 && unknown.errorText.contains("Did you mean CHANCERY_DOMAIN?"), "\(unknown.errorText)")
    }

    @Test("every address is served in both families, and a name that is an address of the machine too")
    func families() async throws {
        let server = try await RunningServer.start(options: ["--https", "*:0", "--http", ":0"])
        let port = try #require(URL(string: server.endpoints.https)?.port)
        for host in ["127.0.0.1", "[::1]", "localhost"] {
            let answer = try await run([
                "curl", "--silent", "--fail", "--max-time", "60", "--cacert", server.root, "https://\(host):\(port)/healthz",
            ])
            #expect(answer.text == "ok\n", "\(host)")
        }
        #expect(await server.stop() == 0)
    }

    @Test("no input makes the server fail: every route takes odd shapes and damaged bodies, judged by Python")
    func sweep() async throws {
        let server = try await RunningServer.start()
        let swept = try await run([
            "timeout", "500", "python3", Programs.packageRoot.appending(path: "scripts/bad-input").path, "--https", server.endpoints.https,
            "--http",
            server.endpoints.http, "--trust", server.root, "--credentials", server.data + "/admin-credentials", "--mutations", "6",
        ])
        #expect(swept.status == 0, "\(swept.text.prefix(6000)) \(swept.errorText)")
        #expect(await server.stop() == 0)
    }
}
