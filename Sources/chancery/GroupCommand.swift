import ArgumentParser
import CertCli
import WireProtocols

struct GroupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "group",
        abstract: "Groups of the built-in directory and their members.",
        subcommands: [List.self, Add.self, Members.self, AddMember.self, RemoveMember.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List groups.")
        @OptionGroup var server: ServerOptions

        func run() async throws {
            let all = try await server.connect().groups()
            if server.json { return try Terminal.json(all) }
            var table = TerminalTable(headings: ["NAME", "DISPLAY NAME", "SID"])
            table.rows = all.map { [$0.name, $0.displayName, $0.sid] }
            Terminal.say(table.text)
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a group without members.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "Name of the group.") var name: String
        @Option(help: "Name for people to read.") var displayName: String?

        func run() async throws {
            let added = try await server.connect().addGroup(NewGroupBody(name: name, displayName: displayName))
            if server.json { return try Terminal.json(added) }
            Terminal.say("Added the group \(added.name) (\(added.sid)).")
        }
    }

    struct Members: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the direct members of a group.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "Name of the group.") var group: String

        func run() async throws {
            let members = try await server.connect().members(of: group)
            if server.json { return try Terminal.json(members) }
            Terminal.say(PrincipalTable(members).text)
        }
    }

    struct AddMember: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an account or group a member.",
            discussion: "chancery group add-member \"CA Administrators\" alice"
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Name of the group.") var group: String
        @Argument(help: "Account name, or name of another group.") var name: String

        func run() async throws {
            let administration = try await server.connect()
            try await administration.addMember(name, to: group)
            if server.json { return try Terminal.json(try await administration.members(of: group)) }
            Terminal.say("\(name) is a member of \(group).")
        }
    }

    struct RemoveMember: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End a direct membership.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "Name of the group.") var group: String
        @Argument(help: "Account name, or name of another group.") var name: String

        func run() async throws {
            let administration = try await server.connect()
            try await administration.removeMember(name, from: group)
            if server.json { return try Terminal.json(try await administration.members(of: group)) }
            Terminal.say("\(name) is no longer a direct member of \(group).")
        }
    }
}
