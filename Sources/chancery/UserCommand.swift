import ArgumentParser
import CertCli
import Foundation
import WireProtocols

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Accounts of the built-in directory.", subcommands: [Add.self, List.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a user or a machine.",
            discussion: """
                chancery user add alice --mail alice@example.com --upn alice@example.com --password-file alice.txt
                chancery user add WEB1 --kind machine --dns web1.example.com --password-file web1.txt
                """)

        @OptionGroup var server: ServerOptions
        @Argument(help: "Account name; machines get a $ at the end.") var name: String
        @Option(help: "user or machine.") var kind = "user"
        @Option(help: "E-mail address.") var mail: String?
        @Option(help: "User principal name, name@suffix.") var upn: String?
        @Option(help: "DNS name of a machine.") var dns: String?
        @Option(help: "A group to belong to; may be repeated.") var group: [String] = []
        @Option(help: "File with the password.") var passwordFile: String?

        func run() async throws {
            let password = try Passphrase.read(file: passwordFile, descriptor: nil, ask: false)
            let added = try await server.connect().add(
                NewPrincipalBody(
                    name: name, kind: kind, mail: mail, upn: upn, dns: dns, groups: group.isEmpty ? nil : group,
                    password: password.map { String(decoding: $0, as: UTF8.self) }))
            if server.json { return try Terminal.json(added) }
            Terminal.say("Added \(added.domain)\\\(added.name) (\(added.kind), \(added.sid)).")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List accounts.")
        @OptionGroup var server: ServerOptions

        func run() async throws {
            let all = try await server.connect().principals()
            if server.json { return try Terminal.json(all) }
            var table = TerminalTable(headings: ["NAME", "KIND", "MAIL", "UPN", "DNS", "ENABLED"])
            table.rows = all.map {
                ["\($0.domain)\\\($0.name)", $0.kind, $0.mail ?? "", $0.upn ?? "", $0.dns ?? "", $0.enabled ? "yes" : "no"]
            }
            Terminal.say(table.text)
        }
    }
}
