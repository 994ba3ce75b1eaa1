import ArgumentParser
import CertCli
import CertificateTemplates
import Foundation
import PKIDirectory
import WireProtocols

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Accounts of the built-in directory.",
        subcommands: [List.self, Show.self, Add.self, Set.self, Password.self, Enable.self, Disable.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a user or a machine.",
            discussion: """
                chancery user add alice --mail alice@example.com --upn alice@example.com --password-file alice.txt
                chancery user add WEB1 --kind machine --dns web1.example.com --password-file web1.txt
                """
        )

        @OptionGroup var server: ServerOptions
        @Argument(help: "Account name; machines get a $ at the end.") var name: String
        @Option(help: "user or machine.", completion: .list(["user", "machine"])) var kind = "user"
        @Option(help: "E-mail address.") var mail: String?
        @Option(help: "User principal name, name@suffix.") var upn: String?
        @Option(help: "DNS name of a machine: its name and the domain of the installation.") var dns: String?
        @Option(help: "Name for people to read.") var displayName: String?
        @Option(help: "A group to belong to; may be repeated.") var group: [String] = []
        @OptionGroup var password: PasswordOptions

        func run() async throws {
            let added = try await server.connect().add(
                NewPrincipalBody(
                    name: name,
                    kind: kind,
                    displayName: displayName,
                    mail: mail,
                    upn: upn,
                    dns: dns,
                    groups: group.isEmpty ? nil : group,
                    password: try password.named()
                )
            )
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
            Terminal.say(PrincipalTable(all).text)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one account with its groups.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "Account name.") var name: String

        func run() async throws {
            let administration = try await server.connect()
            let account = try await administration.principal(named: name)
            if server.json { return try Terminal.json(account) }
            Terminal.say(PrincipalTable.details(of: account, groupNames: await administration.groupNames()))
        }
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change attributes of an account.",
            discussion: "chancery user set alice --mail alice@example.com --clear upn"
        )

        enum Attribute: String, CaseIterable, ExpressibleByArgument {
            case mail, upn, dns
            case displayName = "display-name"
        }

        @OptionGroup var server: ServerOptions
        @Argument(help: "Account name.") var name: String
        @Option(help: "E-mail address.") var mail: String?
        @Option(help: "User principal name, name@suffix.") var upn: String?
        @Option(help: "DNS name of a machine.") var dns: String?
        @Option(help: "Name for people to read.") var displayName: String?
        @Option(help: "An attribute to remove: mail, upn, dns or display-name; may be repeated.") var clear: [Attribute] = []

        func validate() throws {
            for (attribute, value) in [(Attribute.mail, mail), (.upn, upn), (.dns, dns), (.displayName, displayName)]
            where value != nil && clear.contains(attribute) {
                throw ValidationError("--\(attribute.rawValue) and --clear \(attribute.rawValue) contradict each other.")
            }
            guard mail != nil || upn != nil || dns != nil || displayName != nil || !clear.isEmpty else {
                throw ValidationError("Nothing to change was named. Give --mail, --upn, --dns, --display-name or --clear.")
            }
        }

        func run() async throws {
            func change(_ attribute: Attribute, _ value: String?) -> PrincipalUpdate.Change {
                clear.contains(attribute) ? .clear : value.map { .set($0) } ?? .keep
            }
            let update = PrincipalUpdate(
                mail: change(.mail, mail),
                userPrincipalName: change(.upn, upn),
                dnsHostName: change(.dns, dns),
                displayName: change(.displayName, displayName)
            )
            let administration = try await server.connect()
            let account = try await administration.update(name, with: PrincipalUpdateBody(update))
            if server.json { return try Terminal.json(account) }
            Terminal.say(PrincipalTable.details(of: account, groupNames: await administration.groupNames()))
            for attribute in clear {
                // Only a remark: the change is made, whether or not the templates can be listed.
                let needing = ((try? await administration.templates()) ?? []).filter { needs(attribute, $0) }.map(\.name)
                guard !needing.isEmpty else { continue }
                Terminal.say("Without \(attribute.rawValue) these templates issue nothing to it: \(needing.joined(separator: ", ")).")
            }
        }

        private func needs(_ attribute: Attribute, _ template: TemplateBody) -> Bool {
            let flags: CertificateNameFlags =
                switch attribute {
                case .mail: [.subjectRequireEmail, .subjectAltRequireEmail]
                case .upn: .subjectAltRequireUPN
                case .dns: [.subjectRequireDNSAsCN, .subjectAltRequireDNS]
                case .displayName: []
                }
            return !CertificateNameFlags(rawValue: template.nameFlags).isDisjoint(with: flags)
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an account another password.",
            discussion: """
                For your own account, the password that you sign in with is the old one. The command asks for the new one at the terminal, or reads it:
                chancery user password alice --password-file new.txt
                """
        )

        @OptionGroup var server: ServerOptions
        @Argument(help: "Account name.") var name: String
        @OptionGroup var password: PasswordOptions

        func run() async throws {
            let session = try await server.session()
            let own = try await session.administration.principal(named: session.account.username)
            let account = try await session.administration.principal(named: name)
            let new = try password.required("New password of \(account.name): ", again: true)
            let isOwn = account.id == own.id
            try await session.administration.setPassword(
                of: name,
                PasswordBody(password: new, oldPassword: isOwn ? session.account.password : nil)
            )
            if isOwn, var login = session.login {
                login.password = new
                let path = try LoginFile.path()
                var file = try LoginFile.read(from: path)
                file.put(login)
                try file.write(to: path)
            }
            if server.json { return try Terminal.json(account) }
            Terminal.say("The password of \(account.domain)\\\(account.name) is changed; sign-ins with the former one have ended.")
            if isOwn, let file = session.credentialsFile {
                Terminal.say("\(file) still has the former password: correct or remove the file.")
            }
        }
    }

    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let an account sign in and receive certificates again.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "Account name.") var name: String
        func run() async throws { try await UserCommand.set(enabled: true, name, server) }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Disable an account at once: it can no longer sign in, by password or certificate, and receives no certificates.",
            discussion: "Its certificates stay valid for relying parties. Revoke those that must no longer be trusted."
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Account name.") var name: String
        func run() async throws { try await UserCommand.set(enabled: false, name, server) }
    }

    private static func set(enabled: Bool, _ name: String, _ server: ServerOptions) async throws {
        let account = try await server.connect().update(name, with: PrincipalUpdateBody(PrincipalUpdate(enabled: enabled)))
        if server.json { return try Terminal.json(account) }
        Terminal.say("\(account.domain)\\\(account.name) is \(account.enabled ? "enabled" : "disabled").")
    }
}
