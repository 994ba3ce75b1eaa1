import ArgumentParser
import CAInterface
import CertCli
import CertificateTemplates
import Foundation
import PKIDirectory
import PKIFormats
import TemplateDocuments
import WireProtocols

/// The rules that a file's templates may break, beside those in the file.
struct AcceptOptions: ParsableArguments {
    @Option(name: .customLong("accept"), help: "RULE=REASON, such as ESC1='only the network team may enroll'; may be given several times.")
    var rules: [String] = []

    func acceptances() throws -> [TemplateEdit.Acceptance] {
        try rules.map { text in
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw CommandError("--accept \(text) has no reason. Write it as RULE=REASON.", exitCode: 2) }
            return TemplateEdit.Acceptance(rule: parts[0], reason: parts[1])
        }
    }
}

extension TemplateDocument {
    fileprivate func edit(accepting more: [TemplateEdit.Acceptance]) -> TemplateEdit {
        TemplateEdit(
            template,
            precondition: expectedVersion.map { .version($0) } ?? .anything,
            accept: accept.map { TemplateEdit.Acceptance(rule: $0.rule, reason: $0.reason) } + more
        )
    }
}

extension TemplateBatchOutcomeBody {
    fileprivate var hasChanges: Bool { templates.contains { $0.oldVersion != $0.newVersion } }

    fileprivate func say(isDryRun: Bool) {
        for template in templates { Terminal.say(TemplateCommand.text(template, isDryRun: isDryRun)) }
    }
}

extension TemplateCommand {
    /// The exit code of `plan` and `diff` when there is a difference.
    static let differs = ExitCode(5)
    /// The exit code when a rule forbids what was asked.
    static let refused = ExitCode(4)

    struct Export: AsyncParsableCommand {
        enum Format: String, ExpressibleByArgument, CaseIterable { case yaml, ldif }

        static let configuration = CommandConfiguration(
            abstract: "Write templates as text that apply and import read.",
            discussion: """
                chancery template export WebServer > web-server.yaml
                chancery template export --all --format ldif > templates.ldf
                """
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Template names.") var names: [String] = []
        @Flag(help: "Every template that is not retired.") var all = false
        @Option(help: "yaml, or ldif in the shape of a Windows directory.") var format = Format.yaml
        @Option(help: "With ldif: the name of the forest's configuration partition.")
        var configuration = "CN=Configuration,DC=example,DC=com"

        func validate() throws {
            if all != names.isEmpty { throw ValidationError("Name templates, or give --all.") }
        }

        func run() async throws {
            let administration = try await server.connect()
            let states = try await administration.templateStates()
            let chosen = all ? states.filter { !$0.retired }.map(\.name).sorted { $0.lowercased() < $1.lowercased() } : names
            var bodies: [TemplateBody] = []
            for name in chosen { bodies.append(try await administration.template(named: name)) }
            if server.json { return try Terminal.json(bodies) }
            let templates = try bodies.map { try $0.template() }
            switch format {
            case .yaml:
                let documents = templates.map { template in
                    var document = TemplateDocument(template)
                    let accepted = states.first { $0.name == template.name }?.problems.filter(\.accepted) ?? []
                    for finding in accepted where !document.accept.contains(where: { $0.rule == finding.rule }) {
                        document.accept.append(TemplateDocument.Acceptance(rule: finding.rule, reason: finding.acceptedReason ?? ""))
                    }
                    return document
                }
                Terminal.say(YAMLTemplateWriter.text(documents), terminator: "")
            case .ldif: Terminal.say(try LDIFTemplateWriter.text(templates, configuration: configuration), terminator: "")
            }
        }
    }

    struct Plan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what files would change, and what that means for those who enroll.",
            discussion: """
                chancery template plan templates/*.yaml

                Exit code: 0 nothing would change, 5 something would, 4 a rule forbids it, 1 a file has a fault.
                """
        )
        @OptionGroup var server: ServerOptions
        @OptionGroup var accept: AcceptOptions
        @Argument(help: "YAML files, or - for standard input.", completion: .file()) var files: [String]

        func run() async throws {
            let more = try accept.acceptances()
            let edits = try TemplateFiles.documents(files).map { $0.edit(accepting: more) }
            let outcome = try await server.connect().edit(edits, options: .dryRun)
            if server.json { try Terminal.json(outcome) } else { outcome.say(isDryRun: true) }
            if outcome.refused { throw TemplateCommand.refused }
            if outcome.hasChanges { throw TemplateCommand.differs }
        }
    }

    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Store the templates of files: all of them, or none.",
            discussion: """
                chancery template plan templates/*.yaml
                chancery template apply templates/*.yaml

                A rule against a known attack is accepted by `accept:` in the file, or by --accept ESC1='reason'. Exit code: 4 a rule forbids it.
                """
        )
        @OptionGroup var server: ServerOptions
        @OptionGroup var accept: AcceptOptions
        @Argument(help: "YAML files, or - for standard input.", completion: .file()) var files: [String]

        func run() async throws {
            let more = try accept.acceptances()
            let edits = try TemplateFiles.documents(files).map { $0.edit(accepting: more) }
            let administration = try await server.connect()
            let outcome: TemplateBatchOutcomeBody
            do {
                outcome = try await administration.edit(edits)
            } catch let error as CAError where error.code == .unacceptable {
                throw TemplateCommand.refusal(error, remedy: "accept it with --accept RULE='reason', or with accept: in the file")
            }
            if server.json { try Terminal.json(outcome) } else { outcome.say(isDryRun: false) }
        }
    }

    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compare versions of a template, or files with what is stored.",
            discussion: """
                chancery template diff User              the newest version with the one before
                chancery template diff User --from 1 --to 3
                chancery template diff user.yaml         the file with the server

                Exit code: 0 the same, 5 different.
                """
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "A template name, or a YAML file.", completion: .file()) var what: String
        @Option(help: "Version; the one before --to when absent.") var from: Int?
        @Option(help: "Version; the newest when absent.") var to: Int?

        func run() async throws {
            if TemplateDifference.isFile(what), from != nil || to != nil {
                throw CommandError("--from and --to name versions of a template, not of a file.", exitCode: 2)
            }
            let administration = try await server.connect()
            let differences = TemplateDifference.isFile(what) ? try await files(administration) : [try await versions(administration)]
            try TemplateDifference.report(differences, json: server.json)
        }

        private func versions(_ administration: RemoteAdministration) async throws -> TemplateDifference {
            let newest = try await administration.templateHistory(of: what).versions.last?.version ?? 1
            let to = to ?? newest
            let from = from ?? max(1, to - 1)
            let former = try await administration.template(named: what, version: from).template()
            let template = try await administration.template(named: what, version: to).template()
            return difference(template, former)
        }

        private func files(_ administration: RemoteAdministration) async throws -> [TemplateDifference] {
            let documents = try TemplateFiles.documents([what])
            let stored = Set(try await administration.templateStates().map { $0.name.lowercased() })
            var differences: [TemplateDifference] = []
            for document in documents {
                let name = document.template.name
                let former = stored.contains(name.lowercased()) ? try await administration.template(named: name).template() : nil
                // What the file leaves to the server is no difference.
                differences.append(difference(former.map(document.completed) ?? document.template, former))
            }
            return differences
        }

        private func difference(_ template: CertificateTemplate, _ former: CertificateTemplate?) -> TemplateDifference {
            let changes = template.withCanonicalAccess.changes(since: former?.withCanonicalAccess)
            return TemplateDifference(name: template.name, changes: changes.map(TemplateFieldChangeBody.init))
        }
    }
}
