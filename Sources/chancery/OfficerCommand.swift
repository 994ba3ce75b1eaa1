import ArgumentParser
import CAInterface
import CertCli
import PKIDirectory
import WireProtocols

struct OfficerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "officer",
        abstract: "Officer rights: which officer may act on which templates and subjects.",
        subcommands: [List.self, Restrict.self, Unrestrict.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the officer rights. Without a line, officers are not restricted.")
        @OptionGroup var server: ServerOptions

        func run() async throws { try OfficerCommand.show(try await server.connect().officerRights(), server) }
    }

    struct Restrict: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a line to the officer rights.",
            discussion: """
                chancery officer restrict "Web Officers" --template WebServer --subjects "Web Team"
                With the first line, every officer needs a line that allows what they do; a denying line wins.
                """
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Name or SID of an officer or a group of officers.") var officer: String
        @Option(help: "Name of the template; every template when absent.") var template: String?
        @Option(help: "Name or SID of the subject or a group of subjects.") var subjects = "Everyone"
        @Flag(help: "Deny instead of allow.") var deny = false

        func run() async throws {
            let administration = try await server.connect()
            let present = try await administration.officerRights()
            let line = OfficerRestrictionBody(officer: officer, template: template, subjects: subjects, deny: deny)
            let changed = try await administration.setOfficerRights(present.restrictions + [line], expecting: present.revision)
            try OfficerCommand.show(changed, server)
            await OfficerCommand.warn(changed, administration)
        }
    }

    struct Unrestrict: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove lines of the officer rights: those of one officer, or all."
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Name or SID of the officer or group.") var officer: String?
        @Option(help: "Only lines for this template.") var template: String?
        @Flag(help: "Remove every line: officers are no longer restricted.") var all = false

        func validate() throws {
            guard all != (officer != nil) else { throw ValidationError("Name an officer, or give --all.") }
            guard !all || template == nil else { throw ValidationError("--all removes every line; leave --template out.") }
        }

        func run() async throws {
            let administration = try await server.connect()
            let present = try await administration.officerRights()
            let rest = all ? [] : present.restrictions.filter { !isMeant($0) }
            guard rest.count < present.restrictions.count else {
                throw CommandError("The officer rights have no such line. `chancery officer list` shows them. Nothing was changed.")
            }
            let changed = try await administration.setOfficerRights(rest, expecting: present.revision)
            try OfficerCommand.show(changed, server)
            await OfficerCommand.warn(changed, administration)
        }

        private func isMeant(_ line: OfficerRestrictionBody) -> Bool {
            guard let officer = officer?.lowercased() else { return false }
            let name = line.officerName?.lowercased()
            let isOfficer = line.officer.lowercased() == officer || name == officer || name?.hasSuffix("\\" + officer) == true
            return isOfficer && (template == nil || line.template?.lowercased() == template?.lowercased())
        }
    }

    /// Names who holds the right of an officer and has no line: with a first line, they may act on nothing.
    private static func warn(_ rights: OfficerRightsBody, _ administration: RemoteAdministration) async {
        guard let entries = try? await administration.security().entries else { return }
        let left = withoutLine(entries, rights.restrictions)
        guard !left.isEmpty else { return }
        Terminal.complain(
            "chancery: no line allows \(left.joined(separator: ", ")) to act as officer, unless by another name or group above. If that is not meant: chancery officer restrict NAME"
        )
    }

    /// The officers of the access list whom no line names.
    static func withoutLine(_ entries: [SecurityEntryBody], _ lines: [OfficerRestrictionBody]) -> [String] {
        guard !lines.isEmpty else { return [] }
        let named = Set(lines.filter { !$0.deny }.map(\.officer))
        let everybody = [SecurityIdentifier.everyone, .authenticatedUsers].map(\.text)
        guard named.isDisjoint(with: everybody) else { return [] }
        let officers = entries.filter { !$0.deny && $0.rights.contains("issueAndManage") && !named.contains($0.trustee) }
        return officers.map { $0.name ?? $0.trustee }
    }

    private static func show(_ rights: OfficerRightsBody, _ server: ServerOptions) throws {
        if server.json { return try Terminal.json(rights) }
        if rights.restrictions.isEmpty { return Terminal.say("No officer is restricted.") }
        var table = TerminalTable(headings: ["OFFICER", "", "TEMPLATE", "SUBJECTS"])
        table.rows = rights.restrictions.map { line in
            [line.officerName ?? line.officer, line.deny ? "deny" : "allow", line.template ?? "*", line.subjectsName ?? line.subjects]
        }
        Terminal.say(table.text)
    }
}
