import Foundation
import PKIFormats
import PKITesting
import Testing

/// The commands of docs/coming-from-certutil.md, run as they stand there with their words in capitals replaced.
@Suite("The page for people who come from certutil", .timeLimit(.minutes(10)))
struct CertutilPageTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/coming-from-certutil.md")

    /// What is between the ticks of the page and begins with the program's name.
    static let commands: [String] = {
        let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
        let quoted = text.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { !$0.offset.isMultiple(of: 2) }
        var seen: Set<String> = []
        return quoted.map { String($0.element) }.filter { $0.hasPrefix("chancery ") && seen.insert($0).inserted }
    }()

    private func issued(_ server: RunningServer) async throws -> String {
        let account = try await SharedServer.account(.alice)
        let reply = try await server.submit(try await server.newRequest(), template: "User", as: account)
        return try RunningServer.certificate(try #require(reply.certificate)).serialHex
    }

    private func held(_ server: RunningServer) async throws -> Int {
        let clerk = try await SharedServer.account(.clerk)
        return try await server.submit(try await server.newRequest(), template: "EnrollmentAgent", as: clerk).requestId
    }

    /// The words of a command line as a shell splits them.
    private func words(_ command: String) -> [String] {
        command.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap { part in
            part.offset.isMultiple(of: 2) ? part.element.split(separator: " ").map(String.init) : [String(part.element)]
        }
    }

    /// Commands that need nothing but the server's directory.
    private static func isWhole(_ command: String) -> Bool {
        command.hasPrefix("chancery view") || command.contains("SERIAL") || command.contains(" ID") || command.contains("DATE")
            || command.hasPrefix("chancery revocation-list") || command == "chancery request list --limit 1"
            || command == "chancery template list"
            || command == "chancery authority show"
    }

    @Test("every command of the page is there, and does what the page says", arguments: commands)
    func runs(_ command: String) async throws {
        let server = try await SharedServer.get()
        guard Self.isWhole(command) else {
            let help = try await run([Programs.chancery] + words(command).dropFirst().prefix(2) + ["--help"])
            #expect(help.status == 0, "\(help.errorText)")
            return
        }
        var arguments = Array(words(command).dropFirst())
        if let place = arguments.firstIndex(of: "SERIAL") {
            let serial = try await issued(server)
            if arguments.contains("release") { _ = try await server.administer(["certificate", "hold", serial]) }
            if arguments.contains("--again") { _ = try await server.administer(["certificate", "revoke", serial]) }
            arguments[place] = serial
        }
        if let place = arguments.firstIndex(of: "ID") ?? (arguments.contains("--request") ? arguments.lastIndex(of: "ID") : nil) {
            let id = String(try await held(server))
            if arguments.contains("erase") { _ = try await server.administer(["request", "deny", id]) }
            arguments[place] = id
        }
        let values = [
            "WORD": "superseded", "OID": "1.3.6.1.4.1.99999.1", "BASE64": "BQA=",
            "DATE": arguments.contains(where: ["--effective", "--until"].contains)
                ? ISO8601DateFormatter().string(from: Date() + 86_400) : "2001-01-01",
        ]
        arguments = arguments.map { values[$0] ?? $0 }
        let result = try await server.administer(arguments)
        switch arguments.first {
        case "view" where arguments.contains("nothing"):
            #expect(result.status == 1 && result.errorText.contains("Request.RequestID"), "\(result.errorText)")
        case "request" where arguments.contains("resubmit"):
            #expect(result.status == 3, "\(result.text)\(result.errorText)")
        default:
            #expect(result.status == 0, "\(arguments): \(result.text)\(result.errorText)")
        }
    }

    @Test("the page has the commands for the verbs that concern a CA")
    func complete() {
        for verb in ["set-attribute", "set-extension", "is-valid", "hold", "release", "import", "erase", "republish", "view crls"] {
            #expect(Self.commands.contains { $0.contains(verb) }, "\(verb)")
        }
    }

    @Test("a view prints a table, CSV and JSON, and names the place where the next page begins")
    func view() async throws {
        let server = try await SharedServer.get()
        let (first, second) = (try await issued(server), try await issued(server))
        let one = ["view", "requests", "--columns", "SerialNumber,CommonName", "--where"]
        let table = try await server.administer(one + ["SerialNumber=\(first)"])
        #expect(table.status == 0 && table.text.contains(first) && !table.text.contains(second), "\(table.errorText)")
        #expect(table.text.hasPrefix("SerialNumber"), "\(table.text)")
        let csv = try await server.administer(one + ["SerialNumber=\(first)", "--csv"])
        #expect(csv.text.hasPrefix("SerialNumber,CommonName\r\n\(first),"), "\(csv.text)")
        let json = try await server.administer(one + ["SerialNumber=\(first)", "--json"])
        let page = try #require(try JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String: Any])
        #expect((page["items"] as? [[String: Any]])?.first?["SerialNumber"] as? String == first)
        let paged = try await server.administer(["view", "requests", "--columns", "RequestID", "--limit", "1"])
        let next = try #require(paged.text.split(separator: "'").dropFirst().first.map(String.init), "\(paged.text)")
        let rest = try await server.administer(["view", "requests", "--columns", "RequestID", "--limit", "1", "--after", next])
        #expect(rest.status == 0 && rest.text != paged.text)
        #expect(try await server.administer(["view", "nothing"]).status == 2)
        #expect(try await server.administer(["view", "requests", "--where", "NotAfter>2026-02-30"]).status == 2)
        let grouped = try await server.administer(["view", "requests", "--group", "Disposition"])
        #expect(grouped.status == 0 && grouped.text.contains("20"), "\(grouped.text)")
    }
}
