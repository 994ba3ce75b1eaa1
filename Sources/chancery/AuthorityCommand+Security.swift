import ArgumentParser
import CAInterface
import CertCli
import Foundation
import PKIFormats
import Store
import WireProtocols

extension AuthorityCommand {
    struct Security: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The access list of a CA, and the separation of roles.",
            subcommands: [SecurityShow.self, SecuritySet.self]
        )
    }

    struct SecurityShow: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "Show who has which rights.")
        @OptionGroup var server: ServerOptions
        @Flag(help: "Print the list as SDDL.") var sddl = false

        func run() async throws {
            let security = try await server.connect().security()
            if sddl { return Terminal.say(security.sddl) }
            try AuthorityCommand.show(security, server)
        }
    }

    struct SecuritySet: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set",
            abstract: "Change the access list of a CA, or the separation of roles.",
            discussion: """
                chancery authority security set --grant operate=Operators --revoke-all "Old Group"
                chancery authority security set --sddl "D:(A;;0x101;;;S-1-5-21-1-2-3-1102)"
                chancery authority security set --role-separation on
                A right is manageAuthority, issueAndManage, audit, operate, read or enroll. The last administrator cannot be taken away.
                """
        )
        @OptionGroup var server: ServerOptions
        @Option(help: "The whole list as SDDL.") var sddl: String?
        @Option(help: "RIGHT[,RIGHT…]=NAME: add an entry that allows. May be repeated.") var grant: [String] = []
        @Option(help: "RIGHT[,RIGHT…]=NAME: add an entry that denies. May be repeated.") var deny: [String] = []
        @Option(help: "NAME: remove all entries of an account or group. May be repeated.") var revokeAll: [String] = []
        @Option(help: "on or off: an account with several roles loses all of them.") var roleSeparation: Set.Switch?

        func validate() throws {
            guard sddl != nil || roleSeparation != nil || !(grant + deny + revokeAll).isEmpty else {
                throw ValidationError("Nothing to change was named. Give --grant, --deny, --revoke-all, --sddl or --role-separation.")
            }
            guard sddl == nil || (grant + deny + revokeAll).isEmpty else {
                throw ValidationError("--sddl gives the whole list; leave out --grant, --deny and --revoke-all.")
            }
            for text in grant + deny where !text.contains("=") {
                throw ValidationError("\(text) is not of the form RIGHT=NAME.")
            }
        }

        func run() async throws {
            let administration = try await server.connect()
            let present = try await administration.security()
            var update = SecurityUpdateBody(sddl: sddl, roleSeparation: roleSeparation.map { $0 == .on })
            if !(grant + deny + revokeAll).isEmpty {
                var entries = present.entries
                for name in revokeAll {
                    let lowered = name.lowercased()
                    let before = entries.count
                    entries.removeAll { entry in
                        let full = entry.name?.lowercased()
                        return entry.trustee.lowercased() == lowered || full == lowered || full?.hasSuffix("\\" + lowered) == true
                    }
                    guard entries.count < before else {
                        throw CommandError("The access list has no entry of \(name). Nothing was changed.")
                    }
                }
                for (texts, isDeny) in [(grant, false), (deny, true)] {
                    for text in texts {
                        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
                        guard parts.count == 2 else { throw CommandError("\(text) is not of the form RIGHT=NAME.") }
                        let rights = parts[0].split(separator: ",").map(String.init)
                        entries.append(SecurityEntryBody(trustee: parts[1], rights: rights, deny: isDeny))
                    }
                }
                update.entries = entries
            }
            try AuthorityCommand.show(try await administration.setSecurity(update, expecting: present.revision), server)
        }
    }

    struct Roles: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show your own roles at a CA.")
        @OptionGroup var server: ServerOptions

        func run() async throws {
            let roles = try await server.connect().roles()
            if server.json { return try Terminal.json(roles) }
            Terminal.say(roles.roles.joined(separator: ", "))
            if !roles.suspended.isEmpty {
                Terminal.say(
                    "Role separation takes away \(roles.suspended.joined(separator: ", ")), because an account may have only one of them."
                )
            }
        }
    }

    struct AuditFilterCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "audit-filter",
            abstract: "Show or set the events that an exported audit shows. The record itself is always whole."
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "A sum of 1, 2, 4, 8, 16, 32 and 64; shows the filter when absent.") var filter: UInt32?

        func run() async throws {
            let administration = try await server.connect()
            let body =
                if let filter {
                    try await administration.setAuditFilter(AuditFilter(rawValue: filter))
                } else { try await administration.auditFilter() }
            if server.json { return try Terminal.json(body) }
            Terminal.say("\(body.filter)")
        }
    }

    struct Recover: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a user the administration of a CA again. The server must be stopped.",
            discussion: """
                chancery authority recover admin --data ./chancery-data
                For a CA that nobody may administer any more. The user gets an entry in the access list, and role separation is turned off. The record \
                has the act.
                """
        )
        @Argument(help: "Name of an enabled user.") var account: String
        @Option(help: "The data directory.", completion: .directory) var data = ServerOptions.defaultData
        @Option(help: "Common name of the CA; the one that issues when absent.") var authority: String?

        func run() async throws {
            try DirectoryPermission.require(to: data + "/keys", of: data)
            guard FileManager.default.fileExists(atPath: data + "/keys") else {
                throw CommandError("\(data) is not a data directory: it has no keys. Give the right one with --data.")
            }
            let lock = try DataDirectory(path: data)
            defer { withExtendedLifetime(lock) {} }
            let done = try await AuthorityRecovery.run(in: data, authority: authority, account: account, when: Date())
            Terminal.say("\(done.account) may administer \(done.authority) again. Role separation is off.")
        }
    }

    fileprivate static func show(_ security: SecurityBody, _ server: ServerOptions) throws {
        if server.json { return try Terminal.json(security) }
        var table = TerminalTable(headings: ["ACCOUNT", "", "RIGHTS"])
        table.rows = security.entries.map { [$0.name ?? $0.trustee, $0.deny ? "deny" : "allow", $0.rights.joined(separator: ", ")] }
        Terminal.say(table.text)
        Terminal.say("Role separation is \(security.roleSeparation ? "on" : "off").")
    }
}
