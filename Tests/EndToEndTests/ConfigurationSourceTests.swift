import CertCli
import Foundation
import PKITesting
import Testing

@Suite("The CAs that a computer knows", .timeLimit(.minutes(5)))
struct ConfigurationSourceTests {
    @Test("a file of certreq login is a source of CertConfig, which finds the CA that certreq asks")
    func login() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let folder = try RunningServer.newFolder()
        let file = folder + "/client.yaml"
        try Data((account.password + "\n").utf8).write(to: URL(filePath: folder + "/password"))
        let environment = ["CHANCERY_CLIENT_CONFIG": file, "HOME": folder]
        func certreq(_ arguments: [String]) async throws -> ToolResult {
            try await run(["env"] + environment.map { "\($0.key)=\($0.value)" } + [Programs.certreq] + arguments, directory: folder)
        }
        for (name, more) in [("It's a CA # 1", []), ("DC01\\Corp CA", ["--default"])] {
            let login = try await certreq(
                [
                    "login", "--server", server.endpoints.https, "--trust", server.root, "--user", account.name, "--password-file",
                    folder + "/password", "--name", name,
                ] + more
            )
            #expect(login.status == 0, "\(login.errorText)")
        }
        let host = server.endpoints.https.replacing("https://", with: "")
        let config = host + "\\" + (try await server.authority().name)
        let list = CertConfig([ClientConfigurationFile(environment: environment)])
        #expect(try await list.config(.default) == config)
        // Both names mean one CA, so that the list has one entry.
        #expect(try await list.reset(0) == 1)
        #expect(try list.field(.description) == "DC01\\Corp CA")
        let ping = try await certreq(["ca", "ping", "--json"])
        #expect(ping.text.replacing("\\\\", with: "\\").contains(config), "\(ping.text)\(ping.errorText)")
    }

    @Test("curl reads the discovery document without a sign-in, and the API beside it is closed")
    func discovery() async throws {
        let server = try await SharedServer.get()
        let reply = try await server.call("GET", "/.well-known/chancery")
        #expect(reply.status == 200 && reply.headers["content-type"] == "application/json")
        let document = try JSONSerialization.jsonObject(with: Data(reply.body.utf8)) as? [String: [[String: Any]]]
        let authority = try #require(document?["authorities"]?.first)
        #expect(authority["config"] as? String == (try await server.authority().configString))
        #expect(try await server.call("GET", "/api/v1/authorities").status == 401)
        #expect(try await server.call("GET", "/.well-known/chancery", plain: true).status == 404)
    }
}
