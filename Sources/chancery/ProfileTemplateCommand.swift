import ArgumentParser
import CAInterface
import CertCli
import CertManagement
import CertificateTemplates
import Foundation
import PKIFormats
import WireProtocols

struct ProfileTemplateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile-template",
        abstract: "Profile templates of certificate management.",
        subcommands: [
            List.self, Show.self, Export.self, Plan.self, Apply.self, Diff.self, Duplicate.self, Retire.self, Versions.self,
        ]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the profile templates that you may see.")
        @OptionGroup var server: ServerOptions

        func run() async throws {
            let rows = try await server.connect().profileTemplates()
            if server.json { return try Terminal.json(rows) }
            var table = TerminalTable(headings: ["NAME", "ID", "KIND", "VERSION", "CERTIFICATES", "WORKFLOWS"])
            table.rows = rows.map { row in
                let kind = row.isVirtualSmartcard ? "virtual card" : row.isSmartcard ? "smart card" : "software"
                let workflows = row.isRetired ? "retired" : row.workflows.joined(separator: ", ")
                return [row.name, row.id, kind, String(row.version), row.certificates.joined(separator: ", "), workflows]
            }
            Terminal.say(table.text)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one profile template, as a file has it.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "Name or GUID.") var name: String
        @Option(help: "The number of an earlier version.") var version: Int?

        func run() async throws {
            let json = try await server.connect().profileTemplate(name, version: version)
            if server.json { return Terminal.say(ControlText.visible(json: json.text)) }
            Terminal.say(ProfileTemplateFiles.text([try ProfileTemplateCommand.document(json)]), terminator: "")
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write profile templates as text that apply reads.",
            discussion: """
                chancery profile-template export Laptops > laptops.yaml
                chancery profile-template export --all > profile-templates.yaml

                The text has the admin key of new cards, for administrators.
                """
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Names or GUIDs.") var names: [String] = []
        @Flag(help: "Every profile template that is not retired.") var all = false

        func validate() throws {
            if all != names.isEmpty { throw ValidationError("Name profile templates, or give --all.") }
        }

        func run() async throws {
            let administration = try await server.connect()
            let chosen = all ? try await administration.profileTemplates().filter { !$0.isRetired }.map(\.id) : names
            var documents: [ProfileTemplateDocument] = []
            for name in chosen { documents.append(try ProfileTemplateCommand.document(try await administration.profileTemplate(name))) }
            if server.json { return Terminal.say(ControlText.visible(json: JSONValue.array(documents.map(\.json)).text)) }
            Terminal.say(ProfileTemplateFiles.text(documents), terminator: "")
        }
    }

    struct Plan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what files would change, and what that means.",
            discussion: """
                chancery profile-template plan profile-templates/*.yaml

                Exit code: 0 nothing would change, 5 something would, 4 a rule forbids it, 1 a file has a fault.
                """
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "YAML files, or - for standard input.", completion: .file()) var files: [String]

        func run() async throws {
            let edits = try ProfileTemplateFiles.documents(files).map(\.edit)
            let outcome = try await server.connect().edit(ProfileTemplateBatchBody(edits, isDryRun: true))
            if server.json {
                try Terminal.json(outcome)
            } else {
                for one in outcome.profileTemplates { Terminal.say(ProfileTemplateCommand.text(one, isDryRun: true)) }
            }
            if outcome.refused { throw TemplateCommand.refused }
            if outcome.profileTemplates.contains(where: { $0.oldVersion != $0.newVersion }) { throw TemplateCommand.differs }
        }
    }

    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Store the profile templates of files: all of them, or none.",
            discussion: """
                chancery profile-template plan profile-templates/*.yaml
                chancery profile-template apply profile-templates/*.yaml

                Exit code: 4 a rule forbids it.
                """
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "YAML files, or - for standard input.", completion: .file()) var files: [String]

        func run() async throws {
            let edits = try ProfileTemplateFiles.documents(files).map(\.edit)
            let outcome = try await ProfileTemplateCommand.store(edits, try await server.connect())
            if server.json { return try Terminal.json(outcome) }
            for one in outcome.profileTemplates { Terminal.say(ProfileTemplateCommand.text(one, isDryRun: false)) }
        }
    }

    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compare versions of a profile template, or a file with what is stored.",
            discussion: """
                chancery profile-template diff Laptops                  the newest version with the one before
                chancery profile-template diff Laptops --from 1 --to 3
                chancery profile-template diff laptops.yaml             the file with the server

                Exit code: 0 the same, 5 different.
                """
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Name or GUID, or a YAML file.", completion: .file()) var what: String
        @Option(help: "Version; the one before --to when absent.") var from: Int?
        @Option(help: "Version; the newest when absent.") var to: Int?

        func run() async throws {
            if TemplateDifference.isFile(what), from != nil || to != nil {
                throw CommandError("--from and --to name versions of a profile template, not of a file.", exitCode: 2)
            }
            let administration = try await server.connect()
            let differences = TemplateDifference.isFile(what) ? try await files(administration) : [try await versions(administration)]
            try TemplateDifference.report(differences, json: server.json)
        }

        private func versions(_ administration: RemoteAdministration) async throws -> TemplateDifference {
            let newest = try ProfileTemplateCommand.document(try await administration.profileTemplate(what))
            let to = to ?? newest.version ?? 1
            let from = from ?? max(1, to - 1)
            let former = try ProfileTemplateCommand.document(try await administration.profileTemplate(what, version: from))
            let document = try ProfileTemplateCommand.document(try await administration.profileTemplate(what, version: to))
            let changes = ProfileTemplateDifference.changes(from: former, to: document)
            return TemplateDifference(name: document.name, changes: changes.map(TemplateFieldChangeBody.init))
        }

        /// What the file leaves to the server is no difference, so the server compares.
        private func files(_ administration: RemoteAdministration) async throws -> [TemplateDifference] {
            let edits = try ProfileTemplateFiles.documents([what]).map { ProfileTemplateBatchBody.Edit($0.json) }
            let outcome = try await administration.edit(ProfileTemplateBatchBody(edits, isDryRun: true))
            return outcome.profileTemplates.map { TemplateDifference(name: $0.name, changes: $0.changes) }
        }
    }

    struct Duplicate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Store a copy of a profile template under another name.",
            discussion: "chancery profile-template duplicate Laptops \"Laptops of contractors\""
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Name or GUID.") var name: String
        @Argument(help: "Name of the copy.") var new: String

        func run() async throws {
            let administration = try await server.connect()
            let original = try ProfileTemplateCommand.document(try await administration.profileTemplate(name))
            let edit = ProfileTemplateBatchBody.Edit(original.renamed(new).json, precondition: .absent)
            let outcome = try await ProfileTemplateCommand.store([edit], administration)
            if server.json { return try Terminal.json(outcome) }
            Terminal.say("\(new) is stored, with the content of \(original.name).")
        }
    }

    struct Retire: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let nothing new be started with a profile template.",
            discussion: "Requests, profiles and cards that exist can still be ended. Its name and versions stay."
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Name or GUID.") var name: String

        func run() async throws {
            try await server.connect().retireProfileTemplate(name)
            Terminal.say("\(name) is retired.")
        }
    }

    struct Versions: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the versions of a profile template with their differences.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "Name or GUID.") var name: String

        func run() async throws {
            let history = try await server.connect().profileTemplateHistory(of: name)
            if server.json { return try Terminal.json(history) }
            for version in history.versions {
                Terminal.say("Version \(version.version), \(version.name)")
                for change in version.changes { Terminal.say("  " + TemplateCommand.text(change)) }
            }
        }
    }

    private static func document(_ json: JSONValue) throws -> ProfileTemplateDocument {
        do throws(ProfileTemplateDocumentError) {
            return try ProfileTemplateDocument(json)
        } catch {
            throw CommandError("The server's profile template cannot be read: \(error.description). Use a newer chancery.")
        }
    }

    private static func store(_ edits: [ProfileTemplateBatchBody.Edit], _ administration: RemoteAdministration) async throws
        -> ProfileTemplateBatchOutcomeBody
    {
        do {
            return try await administration.edit(ProfileTemplateBatchBody(edits))
        } catch let error as CAError where error.code == .unacceptable {
            throw CommandError(error.message, exitCode: TemplateCommand.refused.rawValue)
        }
    }

    /// An outcome for people: the changes, what they mean, and the rules that are broken.
    static func text(_ outcome: ProfileTemplateOutcomeBody, isDryRun: Bool) -> String {
        var lines: [String] = []
        if outcome.oldVersion == outcome.newVersion {
            lines.append("\(outcome.name) is unchanged at version \(outcome.newVersion).")
        } else {
            let new = "version \(outcome.newVersion)."
            lines.append(
                outcome.oldVersion.map { "\(outcome.name): version \($0) \(isDryRun ? "would become" : "became") \(new)" }
                    ?? "\(outcome.name): is new; \(isDryRun ? "it would become " : "")\(new)"
            )
        }
        lines += outcome.changes.map { "  " + TemplateCommand.text($0) }
        lines += outcome.meaning.map { "  " + $0 }
        lines += outcome.findings.map { finding in
            "  \(finding.rule) (\(finding.refuses ? "cannot be stored" : "hint")): \(finding.field) is \(finding.value). \(finding.remedy)"
        }
        return lines.joined(separator: "\n")
    }
}
