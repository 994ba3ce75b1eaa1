import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("Accounts, groups, settings and logins by commands", .timeLimit(.minutes(10)))
struct AdministrationTests {
    private func json(_ result: ToolResult) throws -> Any {
        guard result.status == 0 else { throw ProgramFailed(arguments: [], status: result.status, said: result.text + result.errorText) }
        return try JSONSerialization.jsonObject(with: Data(result.text.utf8), options: .fragmentsAllowed)
    }

    @Test("accounts and groups are administered by commands, and every one that prints data prints JSON too")
    func accounts() async throws {
        let server = try await SharedServer.get()
        let name = "dora"
        let account = try await server.addAccount(name)
        func object(_ arguments: [String]) async throws -> [String: Any] {
            try #require(try json(try await server.administer(arguments + ["--json"])) as? [String: Any])
        }
        func list(_ arguments: [String]) async throws -> [String] {
            let all = try #require(try json(try await server.administer(arguments + ["--json"])) as? [[String: Any]])
            return all.compactMap { $0["name"] as? String }
        }
        #expect(try await object(["user", "show", name])["mail"] as? String == "dora@example.test")
        let changed = try await object(["user", "set", name, "--display-name", "Dora D.", "--clear", "mail"])
        #expect(changed["displayName"] as? String == "Dora D." && changed["mail"] == nil)
        #expect(try await list(["user", "list"]).contains(name))
        #expect(try await object(["group", "add", "Web Team"])["kind"] as? String == "group")
        #expect(try await list(["group", "list"]).contains("Web Team"))
        #expect(try await list(["group", "add-member", "Web Team", name]) == [name])
        #expect(try await server.administer(["user", "show", name]).text.contains("Web Team"))
        #expect(try await list(["group", "members", "web team"]) == [name])
        #expect(try await list(["group", "remove-member", "Web Team", name]) == [])
        #expect(try await list(["authority", "list"]) == ["Chancery Issuing CA"])

        let issued = try await server.submit(try await server.newRequest(), template: "ClientAuth", as: account)
        #expect(issued.disposition == "issued")
        #expect(try await object(["user", "disable", name])["enabled"] as? Bool == false)
        #expect(try await server.call("GET", "/api/v1/authorities", as: account).status == 401)
        #expect(try await object(["user", "enable", name])["enabled"] as? Bool == true)
        let file = try server.write("another horse\n", to: "dora-new")
        #expect(try await server.administer(["user", "password", name, "--password-file", file]).status == 0)
        #expect(try await server.call("GET", "/api/v1/authorities", as: account).status == 401)
        let after = Account(name: name, password: "another horse")
        #expect(try await server.call("GET", "/api/v1/authorities", as: after).status == 200)

        let last = try await server.administer(["user", "set", name])
        #expect(last.status == 2 && last.errorText.contains("--clear"))
        let wrong = try await server.administer(["user", "set", name, "--dns", "dora.example.test"])
        #expect(wrong.status == 1 && wrong.errorText.contains("dns"))
    }

    @Test("a refused sign-in names the options that give a credential")
    func credentialOptions() async throws {
        let server = try await SharedServer.get()
        let wrong = try server.write("username=nobody\npassword=wrong horse\n", to: "wrong-" + UUID().uuidString)
        let refused = try await server.administer(["request", "list", "--credentials", wrong])
        #expect(refused.status == 1 && refused.errorText.contains("--credentials FILE"), "\(refused.errorText)")
        #expect(refused.errorText.contains("chancery login"), "\(refused.errorText)")
        let host = server.endpoints.https.replacing("https://", with: "")
        let connection = ["config", host + "\\" + (try await server.authority().name), "trust", server.root]
        let request = try server.write(try await server.newRequest(), to: "anonymous-\(UUID().uuidString).req")
        func submit(_ verb: String, _ dash: String) async throws -> String {
            let options = connection.enumerated().map { $0.offset % 2 == 0 ? dash + $0.element : $0.element }
            return try await run([Programs.certreq, verb, request] + options).errorText
        }
        let plain = try await submit("submit", "--")
        #expect(plain.contains("--credentials FILE") && plain.contains("--user NAME"), "\(plain)")
        let dashed = try await submit("-submit", "-")
        #expect(dashed.contains(" -credentials FILE") && dashed.contains("-UserName NAME"), "\(dashed)")
    }

    @Test("a disabled account's client certificate no longer signs it in")
    func disabledHolder() async throws {
        let server = try await SharedServer.get()
        let account = try await server.addAccount("emil")
        let key = server.folder + "/emil.key"
        let request = try await succeed([
            "openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-subj", "/CN=x",
        ])
        let issued = try await server.submit(request, template: "ClientAuth", as: account)
        let certificate = try server.write(try #require(issued.certificate), to: "emil.pem")
        func status() async throws -> Int {
            try await server.call("GET", "/api/v1/authorities", options: ["--cert", certificate, "--key", key]).status
        }
        #expect(try await status() == 200)
        #expect(try await server.administer(["user", "disable", "emil"]).status == 0)
        #expect(try await status() == 401)
    }

    @Test("a single operator is switched off by the command the doctor names")
    func singleOperator() async throws {
        let server = try await RunningServer.start(options: ["--single-operator"])
        func remedies() async throws -> [String] {
            let findings = try #require(
                try JSONSerialization.jsonObject(
                    with: Data(try await run([Programs.chancery, "doctor", "--json", "--data", server.data]).text.utf8)
                ) as? [[String: Any]]
            )
            return findings.compactMap { $0["remedy"] as? String }.filter { $0.contains("--single-operator") }
        }
        let before = try await remedies()
        #expect(before.count == 2)
        for remedy in before {
            let command = try #require(remedy.firstRange(of: "chancery ").map { remedy[$0.lowerBound...] })
            try await succeed(["sh", "-c", String(command.replacing("chancery ", with: Programs.chancery + " ", maxReplacements: 1))])
        }
        #expect(try await remedies().isEmpty)
        // The same for requests to the CA: nobody approves their own.
        let held = try await server.submit(try await server.newRequest(), template: "EnrollmentAgent", as: server.admin)
        #expect(held.disposition == "pending")
        let refused = try await server.administer(["request", "approve", "\(held.requestId)"])
        #expect(refused.status == 1 && refused.errorText.contains("Nobody may approve their own request"))
        #expect(await server.stop() == 0)
    }

    @Test("passphrases are changed by a command, and from then on only the new ones open the keys")
    func reseal() async throws {
        var server = try await RunningServer.start()
        let data = server.data
        func reseal(_ more: [String]) async throws -> ToolResult {
            try await run([Programs.chancery, "key", "reseal", "--data", data] + more)
        }
        let keys = try server.write("new keys passphrase\n", to: "new-keys")
        let root = try server.write("new root passphrase\n", to: "new-root")
        let running = try await reseal(["--new-passphrase-file", keys])
        #expect(running.status == 1 && running.errorText.contains("in use"))
        #expect(await server.stop() == 0)

        #expect(try await reseal([]).status == 2)
        let wrong = try await reseal(["--passphrase-file", root, "--new-passphrase-file", keys])
        #expect(wrong.status == 1 && wrong.errorText.contains("Nothing was changed"))
        // The new passphrase is in place of the former one, which is removed, so it would be lost.
        let kept = data + "/keys/passphrase"
        let former = try server.write(try String(contentsOfFile: kept, encoding: .utf8), to: "former")
        try Data("new keys passphrase\n".utf8).write(to: URL(filePath: kept))
        let lost = try await reseal(["--passphrase-file", former, "--new-passphrase-file", kept])
        #expect(lost.status == 1 && lost.errorText.contains("Nothing was changed"), "\(lost.text)\(lost.errorText)")
        #expect(try String(contentsOfFile: kept, encoding: .utf8) == "new keys passphrase\n")
        try Data(try String(contentsOfFile: former, encoding: .utf8).utf8).write(to: URL(filePath: kept))
        let done = try await reseal(["--new-passphrase-file", keys, "--new-root-passphrase-file", root])
        #expect(done.status == 0 && done.text.contains("root-0"), "\(done.errorText)")
        #expect(!FileManager.default.fileExists(atPath: data + "/keys/passphrase"))
        #expect(!FileManager.default.fileExists(atPath: data + "/keys/root-passphrase"))
        for key in try FileManager.default.contentsOfDirectory(atPath: data + "/keys") where key.hasSuffix(".p8") {
            // openssl has no name for the key of secrets, which only AES uses; `key list` below opens it.
            if key.hasPrefix("secrets-") { continue }
            let file = key.hasPrefix("root") ? root : keys
            try await succeed(["openssl", "pkey", "-inform", "DER", "-in", data + "/keys/" + key, "-passin", "file:" + file, "-noout"])
        }
        let recorded = try await succeed([
            "sqlite3", data + "/chancery.sqlite", "SELECT count(*) FROM audit WHERE event = 'keysResealed'",
        ])
        #expect(recorded == "1\n")
        let listed = try await run([Programs.chancery, "key", "list", "--data", data, "--passphrase-file", keys, "--json"])
        #expect(listed.text.contains(#""opens" : "yes""#) && listed.text.contains(#""opens" : "unknown""#))
        let asked = try await run([Programs.chancery, "key", "list", "--data", data])
        #expect(
            asked.text.contains("give it with --passphrase-file FILE") && asked.text.contains("give it with --root-passphrase-file FILE")
        )
        let opened = try JSONDecoder().decode([[String: String]].self, from: Data(listed.text.utf8))
        #expect(opened.first { $0["name"] == "secrets-1" }?["opens"] == "yes")
        await #expect(throws: RunningServer.NotReady.self) { _ = try await RunningServer.start(folder: server.folder) }
        let rotated = try await run([Programs.chancery, "key", "rotate-secrets", "--data", data, "--passphrase-file", keys])
        #expect(rotated.status == 0 && rotated.text.contains("secrets-2"), "\(rotated.text)\(rotated.errorText)")
        #expect(!FileManager.default.fileExists(atPath: data + "/keys/secrets-1.p8"))
        server = try await RunningServer.start(
            folder: server.folder,
            options: ["--passphrase-file", keys, "--root-passphrase-file", root]
        )
        #expect(await server.stop() == 0)
    }

    @Test("a login is kept in a file of mode 0600 and used by later commands until logout")
    func login() async throws {
        let server = try await SharedServer.get()
        let clerk = try await SharedServer.account(.clerk)
        let home = server.folder + "/login-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        let password = try server.write(clerk.password + "\n", to: "clerk-password")
        func chancery(_ arguments: [String]) async throws -> ToolResult {
            try await run(["env", "-u", "XDG_CONFIG_HOME", "HOME=" + home, Programs.chancery] + arguments, directory: home)
        }
        let wrong = try server.write("wrong\n", to: "wrong-password")
        let url = server.endpoints.https
        #expect(try await chancery(["login", clerk.name, "--server", url, "--trust", server.root, "--password-file", wrong]).status == 1)
        let file = home + "/.config/chancery/logins.json"
        #expect(!FileManager.default.fileExists(atPath: file))
        let login = try await chancery(["login", clerk.name, "--server", url, "--trust", server.root, "--password-file", password])
        #expect(login.status == 0, "\(login.errorText)")
        #expect(!login.text.contains(clerk.password))
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
        for arguments in [["user", "show", "clerk"], ["user", "show", "clerk", "--server", url]] {
            let shown = try await chancery(arguments)
            #expect(shown.status == 0 && shown.text.contains("clerk"), "\(shown.errorText)")
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        let open = try await chancery(["user", "show", "clerk"])
        #expect(open.status == 1 && open.errorText.contains("chmod 600"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        #expect(try await chancery(["logout"]).status == 0)
        #expect(try !String(contentsOfFile: file, encoding: .utf8).contains(clerk.password))
        #expect(try await chancery(["user", "show", "clerk", "--server", url]).errorText.contains("chancery login"))
    }
}

@Suite("The page about metrics", .timeLimit(.minutes(10)))
struct MetricsPageTests {
    @Test("every metric the server shows has a line with an alert in the documents, and every line a metric")
    func page() async throws {
        let server = try await SharedServer.get()
        let shown = try await server.call("GET", "/metrics").body.split(separator: "\n").compactMap { line -> String? in
            let parts = line.split(separator: " ")
            return line.hasPrefix("# TYPE ") && parts.count == 4 ? String(parts[2]) : nil
        }
        let page = try String(contentsOf: Programs.packageRoot.appending(path: "docs/operating/metrics.md"), encoding: .utf8)
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }.map {
            $0.split(separator: "|", omittingEmptySubsequences: false)
        }
        let described = rows.map { $0[1].trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
        // What only CAs with deltas, partitions and other servers' copies show.
        let ofFeatures: Set = [
            "chancery_revocation_list_delta_number", "chancery_revocation_list_delta_next_update_timestamp_seconds",
            "chancery_revocation_list_partitions_with_warning", "chancery_list_upload_failures_total",
        ]
        #expect(Set(described) == Set(shown).union(ofFeatures))
        #expect(described.count == Set(described).count)
        for row in rows { #expect(row.count >= 7 && !row[5].trimmingCharacters(in: .whitespaces).isEmpty) }
    }
}

@Suite("Failed sign-ins in the record", .timeLimit(.minutes(10)))
struct FailedSignInRecordTests {
    @Test("failed sign-ins are one row of the record for each account and one for all unknown names")
    func recorded() async throws {
        let server = try await RunningServer.start()
        func fail(_ name: String) async throws {
            #expect(try await server.call("GET", "/api/v1/authorities", as: Account(name: name, password: "wrong")).status == 401)
        }
        for name in ["admin", "nobody", "admin", "somebody", "admin"] { try await fail(name) }
        #expect(await server.stop() == 0)
        let rows = try await succeed([
            "sqlite3", server.data + "/chancery.sqlite",
            "SELECT CAST(substr(bytes, 2) AS TEXT) FROM audit WHERE event = 'signInsFailed' ORDER BY position",
        ]).split(separator: "\n")
        #expect(rows.count == 2)
        #expect(rows.first?.contains(#""count":2"#) == true && rows.first?.contains("nobody") == false)
        #expect(rows.last?.contains(#"admin""#) == true && rows.last?.contains(#""count":3"#) == true)
    }
}
