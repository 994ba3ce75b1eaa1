import Foundation
import PKIFormats
import PKITesting
import Testing

/// The messages to the operator when the CA cannot work, and the effect of the commands in them.
@Suite("States in which the CA cannot work", .timeLimit(.minutes(10)))
struct ObstacleTests {
    private struct Finding: Decodable {
        let severity: String
        let subject: String
        let what: String
        let remedy: String
    }

    private func findings(_ data: String) async throws -> [Finding] {
        try JSONDecoder().decode(
            [Finding].self,
            from: Data(try await run([Programs.chancery, "doctor", "--json", "--data", data]).text.utf8)
        )
    }

    /// Runs the command in a text as it is printed, in another directory.
    private func runPrinted(_ text: String) async throws -> ToolResult {
        let start = try #require(text.firstRange(of: "chancery "))
        let command = Programs.chancery + " " + text[start.upperBound...].prefix { !$0.isNewline }
        return try await run(["sh", "-c", command], directory: "/")
    }

    private func issuingSerial(_ server: RunningServer) async throws -> String {
        let authority = try await server.authority()
        return try RunningServer.certificate(authority.certificate).serialHex
    }

    @Test("an exchange key whose file is gone: the next client gets a new certificate, and doctor names the file")
    func missingExchangeKey() async throws {
        let server = try await RunningServer.start()
        let property = try await server.authorityPath() + "/properties/15"
        let first = try await server.call("GET", property, as: server.admin)
        #expect(first.status == 200, "\(first.body)")
        #expect(try await server.call("GET", property, as: server.admin).body == first.body)
        let key = server.data + "/keys/exchange-2-0.p8"
        try FileManager.default.removeItem(atPath: key)
        #expect(try await server.call("GET", property, as: server.admin).body != first.body)
        let found = try await findings(server.data).filter { $0.what.contains("exchange key") }
        #expect(found.map(\.severity) == ["soon"])
        #expect(found.first?.what.contains(key) == true, "\(found)")
        #expect(await server.stop() == 0)
    }

    @Test("a key whose file is missing: doctor and key list name it, readyz is 503, and the greeting says so")
    func missingKey() async throws {
        var server = try await RunningServer.start()
        #expect(await server.stop() == 0)
        let (key, kept) = (server.data + "/keys/issuing-0.p8", server.folder + "/issuing-0.p8")
        try FileManager.default.moveItem(atPath: key, toPath: kept)
        let stopped = try await run([Programs.chancery, "doctor", "--data", server.data])
        #expect(stopped.status == 1)
        #expect(stopped.text.contains("BROKEN  Chancery Issuing CA\n    The sealed file of its key is missing: \(key)."), "\(stopped.text)")
        let list = try await run([Programs.chancery, "key", "list", "--data", server.data])
        #expect(list.status == 1)
        #expect(list.text.contains(try Regex("issuing-0 +keys +missing")), "\(list.text)")
        #expect(list.errorText.contains(key), "\(list.errorText)")

        server = try await RunningServer.start(folder: server.folder)
        let answer = try await server.call("GET", "/readyz", plain: true)
        #expect(answer.status == 503)
        #expect(answer.body.contains("not ready: The key of \"Chancery Issuing CA\" could not be opened"), "\(answer.body)")
        let greeting = server.greeting.joined(separator: "\n")
        #expect(!greeting.contains("is ready") && !greeting.contains("A first certificate"), "\(greeting)")
        #expect(greeting.contains("The reason: The key of \"Chancery Issuing CA\""), "\(greeting)")
        let running = try await findings(server.data).filter { $0.severity == "broken" }
        #expect(running.map(\.subject) == ["Chancery Issuing CA", "running server"], "\(running)")

        #expect(await server.stop() == 0)
        try FileManager.default.moveItem(atPath: kept, toPath: key)
        server = try await RunningServer.start(folder: server.folder)
        #expect(try await server.call("GET", "/readyz", plain: true).body == "ready\n")
        #expect(try await server.administer(["doctor"]).status == 0)
        #expect(await server.stop() == 0)
    }

    @Test("the doctor finds a kept passphrase that does not open its keys, or is empty")
    func wrongPassphrase() async throws {
        let server = try await RunningServer.start()
        #expect(await server.stop() == 0)
        for (file, option) in [("passphrase", "--passphrase-file"), ("root-passphrase", "--root-passphrase-file")] {
            let path = server.data + "/keys/" + file
            let right = try String(contentsOfFile: path, encoding: .utf8)
            for (content, words) in [("another passphrase\n", "This passphrase does not open"), ("", "The file is empty")] {
                try Data(content.utf8).write(to: URL(filePath: path))
                let doctor = try await run([Programs.chancery, "doctor", "--data", server.data])
                #expect(doctor.status == 1)
                #expect(doctor.text.contains("BROKEN  \(path)\n    \(words)"), "\(doctor.text)")
                #expect(doctor.text.contains("chancery key list \(option) FILE --data \(server.data)"), "\(doctor.text)")
            }
            try Data(right.utf8).write(to: URL(filePath: path))
        }
        #expect(try await run([Programs.chancery, "doctor", "--data", server.data]).status == 0)
    }

    @Test("the doctor asks the running server, which knows that another program holds the database's lock")
    func foreignLock() async throws {
        let server = try await RunningServer.start()
        let script = """
            import sqlite3, subprocess, sys
            program, data = sys.argv[1:]
            stranger = sqlite3.connect(data + "/chancery.sqlite", isolation_level=None)
            stranger.execute("BEGIN IMMEDIATE")
            subprocess.run([program, "revocation-list", "publish", "--data", data], capture_output=True)
            doctor = subprocess.run([program, "doctor", "--data", data], capture_output=True, text=True)
            stranger.execute("ROLLBACK")
            print(doctor.stdout)
            sys.exit(doctor.returncode)
            """
        let doctor = try await run(["python3", "-c", script, Programs.chancery, server.data])
        #expect(doctor.status == 1, "\(doctor.errorText)")
        #expect(doctor.text.contains("BROKEN  running server\n"), "\(doctor.text)")
        #expect(doctor.text.contains("not ready: Another process holds the lock of the database"), "\(doctor.text)")
        #expect(doctor.text.contains("fuser -v \(server.data)/chancery.sqlite"), "\(doctor.text)")
        #expect(await server.stop() == 0)
    }

    @Test("the hold of a CA is released by the command that the doctor prints")
    func releasedAsPrinted() async throws {
        let server = try await RunningServer.start()
        let revoke = [
            "certificate", "revoke", try await issuingSerial(server), "--authority", "Chancery Root CA", "--reason", "certificateHold",
        ]
        let refused = try await server.administer(revoke)
        #expect(refused.status == 1)
        #expect(refused.errorText.contains("--yes-revoke-authority"), "\(refused.errorText)")
        #expect(try await server.administer(revoke + ["--yes-revoke-authority"]).status == 0)
        let held = try #require(try await findings(server.data).first { $0.what.contains("has been revoked since") })
        let done = try await runPrinted(held.remedy)
        #expect(done.status == 0 && done.text.contains("is no longer on hold"), "\(held.remedy): \(done.text)\(done.errorText)")
        #expect(try await server.administer(["doctor"]).status == 0)
        #expect(await server.stop() == 0)
    }

    @Test("a revocation that no list shows says so, and the command it prints signs the list")
    func listIsDue() async throws {
        var server = try await RunningServer.start()
        let serial = try await issuingSerial(server)
        #expect(await server.stop() == 0)
        let (file, kept) = (server.data + "/keys/root-passphrase", server.folder + "/root-passphrase")
        try FileManager.default.moveItem(atPath: file, toPath: kept)
        server = try await RunningServer.start(folder: server.folder)
        #expect(try await server.call("GET", "/readyz", plain: true).status == 200)
        for (reason, words) in [("certificateHold", "Revoked "), ("removeFromCRL", "is no longer on hold")] {
            let done = try await server.administer([
                "certificate", "revoke", serial, "--authority", "Chancery Root CA", "--reason", reason, "--yes-revoke-authority",
            ])
            #expect(done.status == 0)
            #expect(done.text.contains(words) && done.text.contains("No revocation list shows this yet"), "\(done.text)")
            let printed = try #require(done.text.split(separator: "\n").last.map(String.init))
            #expect(printed.contains("publish --ca 'Chancery Root CA' --ask-passphrase --data \(server.data)"), "\(printed)")
            let published = try await runPrinted(printed.replacing("--ask-passphrase", with: "--passphrase-file '\(kept)'"))
            #expect(published.status == 0 && published.text.contains("Published list"), "\(published.errorText)")
        }
        // The key is open now: a wrong passphrase is refused all the same.
        #expect(await server.stop() == 0)
        server = try await RunningServer.start(folder: server.folder, options: ["--root-passphrase-file", kept])
        let wrong = try server.write("another passphrase\n", to: "wrong")
        let publish = ["revocation-list", "publish", "--ca", "Chancery Root CA"]
        let refused = try await server.administer(publish + ["--passphrase-file", wrong])
        #expect(refused.status == 1 && refused.errorText.contains("does not open the key"), "\(refused.text)\(refused.errorText)")
        #expect(try await server.administer(publish + ["--passphrase-file", kept]).status == 0)
        #expect(await server.stop() == 0)
    }

    @Test("the passphrase of a first start is asked for twice, and a difference leaves nothing behind")
    func askedTwice() async throws {
        let folder = try RunningServer.newFolder()
        let serve = [
            "setsid", "--wait", Programs.chancery, "serve", "--data", folder + "/data", "--https", "127.0.0.1:0", "--http", "127.0.0.1:0",
            "--ask-passphrase",
        ]
        let slip = try await run(serve, input: "the passphrase\nthe pasphrase\n")
        #expect(slip.status == 1 && slip.errorText.contains("The two passphrases differ"), "\(slip.errorText)")
        let nobody = try await run(serve, input: "")
        #expect(nobody.status == 2)
        #expect(nobody.errorText.contains("Give --passphrase-file FILE or --passphrase-fd NUMBER."), "\(nobody.errorText)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    }

    @Test("without admin-credentials the greeting names the login instead")
    func noCredentials() async throws {
        let server = try await RunningServer.start()
        #expect(await server.stop() == 0)
        try FileManager.default.removeItem(atPath: server.data + "/admin-credentials")
        let again = try await RunningServer.start(folder: server.folder)
        let greeting = again.greeting.joined(separator: "\n")
        #expect(greeting.contains("is ready") && greeting.contains("chancery login NAME --server \(again.endpoints.https)"), "\(greeting)")
        #expect(!greeting.contains("--credentials"), "\(greeting)")
        #expect(await again.stop() == 0)
    }

    @Test("the doctor looks at the target of a link, and tells another user's directory from an absent one")
    func linksAndOthers() async throws {
        let server = try await RunningServer.start()
        #expect(await server.stop() == 0)
        let link = server.folder + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: server.data)
        #expect(try await findings(link).filter { $0.what == "Others can read it." }.map(\.subject) == [])
        chmod(server.data, 0o750)
        #expect(try await findings(link).filter { $0.what == "Others can read it." }.map(\.subject) == [link])
        chmod(server.data, 0)
        let other = geteuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
        for command in [["doctor"], ["key", "list"], ["user", "list"]] {
            let denied = try await run(other + [Programs.chancery] + command + ["--data", server.data])
            #expect(denied.status == 1)
            #expect(denied.errorText.contains("cannot be read: permission denied"), "\(command): \(denied.errorText)")
        }
        chmod(server.data, 0o700)
    }
}
