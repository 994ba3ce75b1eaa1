import Foundation
import PKITesting
import Testing

@Suite("certreq login", .timeLimit(.minutes(10)))
struct LoginTests {
    private func lines(_ server: RunningServer, _ folder: String) -> String {
        "export HOME='\(folder)' XDG_CONFIG_HOME='\(folder)/config' XDG_DATA_HOME='\(folder)/data'; unset CHANCERY_CLIENT_CONFIG; "
            + "login() { '\(Programs.certreq)' login --server '\(server.endpoints.https)' --trust '\(server.root)' \"$@\"; }\n"
    }

    private func folder(_ server: RunningServer) throws -> String {
        let folder = server.folder + "/login-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    @Test("every former version is kept, and the same login again makes no other version")
    func versions() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let folder = try folder(server)
        let credentials = try server.write("username=\(account.name)\npassword=\(account.password)\n", to: "login-\(UUID().uuidString)")
        let logins = ["a", "b", "c", "c"].map { "login --credentials '\(credentials)' --name \($0) || exit 9" }.joined(separator: "\n")
        let done = try await run(["sh", "-c", lines(server, folder) + logins])
        #expect(done.status == 0, "\(done.errorText)")
        let place = folder + "/config/chancery"
        let names = try FileManager.default.contentsOfDirectory(atPath: place).sorted()
        #expect(names == ["client.yaml", "client.yaml.before", "client.yaml.before-2"])
        let first = try String(contentsOfFile: place + "/client.yaml.before", encoding: .utf8)
        #expect(first.contains("'a':") && !first.contains("'b':"))
        let last = try String(contentsOfFile: place + "/client.yaml", encoding: .utf8)
        for name in ["'a':", "'b':", "'c':"] { #expect(last.contains(name), "\(last)") }
    }

    @Test("logins at the same time lose none of their entries")
    func together() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let folder = try folder(server)
        let credentials = try server.write("username=\(account.name)\npassword=\(account.password)\n", to: "login-\(UUID().uuidString)")
        let told = try await withThrowingTaskGroup { group in
            for number in 1...5 {
                let script = lines(server, folder) + "login --credentials '\(credentials)' --name name\(number)"
                group.addTask { try await run(["sh", "-c", script]).errorText }
            }
            return try await group.reduce(into: "") { $0 += $1 }
        }
        let last = try String(contentsOfFile: folder + "/config/chancery/client.yaml", encoding: .utf8)
        for number in 1...5 { #expect(last.contains("'name\(number)':"), "\(last)\(told)") }
    }

    @Test("the password files of accounts whose names look alike are kept apart, for their owner only")
    func passwords() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let folder = try folder(server)
        let password = try server.write(account.password + "\n", to: "login-\(UUID().uuidString)")
        let other = try server.write("another\n", to: "login-\(UUID().uuidString)")
        let logins = """
            login --user \(account.name) --password-file '\(password)' --name a || exit 9
            login --user '\(account.name)' --password-file '\(password)' --name b || exit 9
            login --user '\(account.name)_' --password-file '\(other)' --name c
            login --user '\(account.name)+' --password-file '\(other)' --name d
            find '\(folder)/config' -name 'credentials-*' -perm 600 | wc -l
            """
        let done = try await run(["sh", "-c", lines(server, folder) + logins])
        let count = done.text.split(separator: "\n").last.flatMap { Int($0.filter(\.isNumber)) } ?? 0
        let kept = try FileManager.default.contentsOfDirectory(atPath: folder + "/config/chancery").filter { $0.hasPrefix("credentials-") }
        // Those that the server does not know write nothing.
        #expect(kept.count == count && count >= 1, "\(done.text)\(done.errorText)")
        let last = try String(contentsOfFile: folder + "/config/chancery/client.yaml", encoding: .utf8)
        #expect(last.contains("credentials-\(account.name)-"), "\(last)")
    }

    @Test(
        "the computer's file is copied, not hidden, and the command says so",
        .enabled(if: (try? runTool(["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/etc"]).status) == 0)
    )
    func copied() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let folder = try folder(server)
        let credentials = try server.write("username=\(account.name)\npassword=\(account.password)\n", to: "login-\(UUID().uuidString)")
        let script = """
            mount -t tmpfs none /etc && mkdir /etc/chancery || exit 8
            cat > /etc/chancery/client.yaml <<'END'
            default: corp
            authorities:
              corp: { address: 'corp.example.test\\Corp CA', trust: roots.pem }
            END
            """
        let login = "login --credentials '\(credentials)' --name mine || exit 9"
        let done = try await run(["unshare", "-rm", "sh", "-c", script + "\n" + lines(server, folder) + login])
        #expect(done.status == 0, "\(done.text)\(done.errorText)")
        #expect(done.text.contains("/etc/chancery/client.yaml, which this account reads no longer"), "\(done.text)")
        let last = try String(contentsOfFile: folder + "/config/chancery/client.yaml", encoding: .utf8)
        #expect(
            last.contains("default: 'corp'") && last.contains("'mine':") && last.contains("trust: '/etc/chancery/roots.pem'"),
            "\(last)"
        )
    }
}
