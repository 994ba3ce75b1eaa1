import Foundation
import PKITesting
import Testing

@Suite("Modules and exit receivers of a running server", .timeLimit(.minutes(10)))
struct ModuleTests {
    private func script(_ text: String, _ name: String, _ server: RunningServer) throws {
        let path = server.data + "/modules/" + name
        try FileManager.default.createDirectory(
            atPath: server.data + "/modules",
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        try "#!/bin/sh\n\(text)\n".write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    }

    @Test("a receiver is refused without its file, tested, and named by the doctor when its file is lost")
    func receivers() async throws {
        let server = try await RunningServer.start()
        let add = ["exit", "add", "siem", "--events", "CERTISSUED", "--command", "to-siem"]
        let refused = try await server.administer(add)
        #expect(refused.status == 1)
        #expect(refused.errorText.contains("the program to-siem is absent"), "\(refused.errorText)")
        try script("cat > $(dirname $0)/taken", "to-siem", server)
        #expect(try await server.administer(add).status == 0)
        let taken = try await server.administer(["exit", "test", "siem"])
        #expect(taken.status == 0)
        #expect(taken.text.contains("siem took the event"), "\(taken.text)")
        let event = try String(contentsOfFile: server.data + "/modules/taken", encoding: .utf8)
        #expect(event.contains(#""event":"TEST""#), "\(event)")
        try script("exit 3", "to-siem", server)
        let failed = try await server.administer(["exit", "test", "siem"])
        #expect(failed.status == 1)
        #expect(failed.text.contains("The program to-siem ended with status 3."), "\(failed.text)")
        #expect(try await server.administer(["exit", "test", "siem", "--json"]).text.contains(#""taken" : false"#))
        #expect(try await server.administer(["exit", "test", "nobody"]).errorText.contains("The receivers are: siem"))
        try FileManager.default.removeItem(atPath: server.data + "/modules/to-siem")
        let report = try await server.administer(["doctor"]).text
        #expect(report.contains("exit receiver siem"), "\(report)")
        #expect(report.contains("chancery exit remove siem"), "\(report)")
        #expect(await server.stop() == 0)
    }

    @Test("a request says why it waits while a module's program is lost, and is approved when that is back")
    func policyModule() async throws {
        let server = try await RunningServer.start()
        let set = ["authority", "config", "set", #"policy\ModuleCommand"#, "check"]
        #expect(try await server.administer(set).errorText.contains("the program check is absent"))
        try script(#"echo '{"disposition": "issue"}'"#, "check", server)
        #expect(try await server.administer(set).status == 0)
        let account = try await server.addAccount("mona")
        #expect(try await server.submit(try await server.newRequest(), template: "ClientAuth", as: account).disposition == "issued")
        try FileManager.default.removeItem(atPath: server.data + "/modules/check")
        let waiting = try await server.submit(try await server.newRequest(), template: "ClientAuth", as: account)
        #expect(waiting.disposition == "pending")
        let shown = try await server.administer(["request", "show", "\(waiting.requestId)"]).text
        #expect(shown.contains("The policy module of the authority failed: The program check is absent."), "\(shown)")
        let report = try await server.administer(["doctor"]).text
        #expect(report.contains("Every request waits for an officer"), "\(report)")
        try script(#"echo '{"disposition": "issue"}'"#, "check", server)
        #expect(try await server.administer(["request", "approve", "\(waiting.requestId)"]).status == 0)
        #expect(await server.stop() == 0)
    }

    @Test("request preview and template try show the certificate with its origins, or the denial's remedy")
    func previews() async throws {
        let server = try await RunningServer.start()
        let request = try server.write(try await server.newRequest(), to: "preview.csr")
        let preview = try await server.administer(["request", "preview", request, "--template", "User"])
        #expect(preview.status == 0, "\(preview.errorText)")
        let expected = [
            "issued: Issued", "For EXAMPLE\\admin, asked by EXAMPLE\\admin, template User, version ",
            "Certificate (the origin of each part is in brackets)", "  subject     emailAddress=", "  issuer      ",
        ]
        for line in expected { #expect(preview.text.contains(line), "\(line): \(preview.text)") }
        let tried = try await server.administer(["template", "try", "User", "--request", request])
        #expect(tried.status == 0, "\(tried.errorText)")
        func withoutTimes(_ text: String) -> [Substring] { text.split(separator: "\n").filter { !$0.contains("validity") } }
        #expect(withoutTimes(tried.text).prefix(4) == withoutTimes(preview.text).prefix(4))
        let held = try await server.administer(["template", "try", "EnrollmentAgent", "--request", request])
        #expect(held.status == 3)
        #expect(held.text.hasPrefix("pending: Taken Under Submission"), "\(held.text)")
        let account = try await server.addAccount("nora")
        let denied = try await server.administer(["request", "preview", request, "--template", "EnrollmentAgent", "--as", account.name])
        #expect(denied.status == 4)
        for line in ["denied: ", "  rule    CallerMayEnroll", "  remedy  "] {
            #expect(denied.text.contains(line), "\(line): \(denied.text)")
        }
        #expect(denied.text.contains("Certificate (the origin") == false)
        #expect(await server.stop() == 0)
    }
}
