import ArgumentParser
import CAInterface
import CertCli
import CertificateTemplates
import Foundation
import WireProtocols

extension TemplateCommand {
    struct Save: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Store a template from a JSON file, all of it.",
            discussion: """
                chancery template show User --json > user.json
                chancery template save user.json --dry-run
                chancery template save user.json

                The file is stored when the template is still at the version that the file names, and as a new template when there is none of that name.
                """
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "A JSON file, or - for standard input.") var file: String
        @Flag(help: "Only say what would change and what it means.") var dryRun = false
        @Option(name: .customLong("accept"), help: "Accept that it breaks this rule, such as ESC1; needs --reason.") var rules: [String] =
            []
        @Option(help: "Why the rules of --accept may be broken.") var reason: String?

        func validate() throws {
            if !rules.isEmpty, reason == nil { throw ValidationError("Give --reason with --accept: it is stored with the template.") }
        }

        func run() async throws {
            let document = try TemplateCommand.document(file)
            let version = document.template.version
            let edit = TemplateEdit(
                document.template,
                precondition: version == CertificateTemplate.absentVersion ? .absent : .version(version),
                accept: document.accept + rules.map { TemplateEdit.Acceptance(rule: $0, reason: reason ?? "") }
            )
            let administration = try await server.connect()
            let outcome: TemplateBatchOutcomeBody
            do {
                outcome = try await administration.edit([edit], options: dryRun ? .dryRun : [])
            } catch let error as CAError where error.code == .unacceptable {
                throw TemplateCommand.refusal(error, remedy: "accept it with --accept RULE --reason TEXT")
            }
            if server.json {
                try Terminal.json(outcome)
            } else {
                for template in outcome.templates { Terminal.say(TemplateCommand.text(template, isDryRun: dryRun)) }
            }
            if outcome.refused { throw TemplateCommand.refused }
        }
    }

    struct Duplicate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Store a copy of a template under another name, with an OID of its own.",
            discussion: """
                The copy is of schema version 2 at least, so that its purposes are application policies, and no default template. It is not published:
                chancery template publish NEW
                """
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Template name.") var name: String
        @Argument(help: "Name of the copy.") var new: String
        @Option(help: "Display name of the copy.") var displayName: String?

        func run() async throws {
            let administration = try await server.connect()
            var template = try await administration.template(named: name).template()
            template.name = new
            template.displayName = displayName ?? new
            template.oid = CertificateTemplate.absentOID
            (template.majorVersion, template.minorVersion) = (0, 0)
            template.flags.remove(.isDefault)
            if template.schemaVersion < 2 {
                template.schemaVersion = 2
                if template.applicationPolicies.isEmpty { template.applicationPolicies = template.extendedKeyUsage }
            }
            let outcome = try await administration.edit([TemplateEdit(template, precondition: .absent)])
            if server.json { return try Terminal.json(outcome) }
            Terminal.say("\(new) is stored. Let the CA issue for it with: chancery template publish \(ShellText.word(new))")
        }
    }

    struct Retire: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End the use of a template for good.",
            discussion:
                "Every CA withdraws it. Its name, OID and history stay. Requests that are pending for it are denied when an officer approves them."
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Template name.") var name: String

        func run() async throws {
            try await server.connect().retireTemplate(name)
            Terminal.say("\(name) is retired.")
        }
    }

    struct Versions: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the versions of a template: who changed what, and when.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "Template name.") var name: String

        func run() async throws {
            let history = try await server.connect().templateHistory(of: name)
            if server.json { return try Terminal.json(history) }
            for version in history.versions {
                Terminal.say("Version \(version.version), \(version.when ?? "at the first start"), \(version.author ?? "by the program")")
                // The first version is the template itself.
                if version.version > 1 { for change in version.changes { Terminal.say("  " + TemplateCommand.text(change)) } }
            }
            if let author = history.retiredBy { Terminal.say("Retired \(history.retiredWhen ?? ""), \(author)") }
        }
    }

    struct Access: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say why somebody may enroll for a template, or may not.",
            discussion: "chancery template access User --principal alice"
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Template name.") var name: String
        @Option(help: "Account or group; you yourself when absent.") var principal: String?

        func run() async throws {
            let access = try await server.connect().access(toTemplate: name, principal: principal)
            if server.json { return try Terminal.json(access) }
            Terminal.say(
                "\(access.principal) \(access.mayEnroll ? "may" : "may not") enroll for \(access.template) at \(access.authority)."
            )
            for obstacle in access.obstacles { Terminal.say(obstacle) }
            var table = TerminalTable(headings: ["RIGHT", "AT", "ALLOWED", "DECIDED BY", "TO CHANGE IT"])
            table.rows = access.rights.map { right in
                let entry = right.entry.map { "\($0.deny ? "deny" : "allow") \($0.name ?? $0.trustee): \($0.through)" }
                return [right.right, right.at, right.allowed ? "yes" : "no", entry ?? "no entry", right.remedy]
            }
            Terminal.say(table.text)
        }
    }

    struct Accept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Accept that a template breaks a rule, with a reason.",
            discussion: "chancery template accept OfflineRouter ESC1 --reason \"only the network team may enroll\""
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Template name.") var name: String
        @Argument(help: "The rule, such as ESC1.") var rule: String
        @Option(help: "Why it may be broken.") var reason: String

        func run() async throws {
            try await server.connect().acceptRule(rule, reason: reason, ofTemplate: name)
            Terminal.say(
                "\(name) may break \(rule). Withdraw this with: chancery template withdraw-acceptance \(ShellText.word(name)) \(rule)"
            )
        }
    }

    struct WithdrawAcceptance: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "withdraw-acceptance",
            abstract: "Accept no longer that a template breaks a rule.",
            discussion: "The template issues nothing from that moment until it keeps the rule."
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Template name.") var name: String
        @Argument(help: "The rule, such as ESC1.") var rule: String

        func run() async throws {
            try await server.connect().withdrawAcceptance(of: rule, ofTemplate: name)
            Terminal.say("\(name) may no longer break \(rule); it issues nothing while it does.")
        }
    }

    private static func document(_ file: String) throws -> TemplateEditBody {
        let handle = file == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: file)
        guard let data = try handle?.readToEnd() else { throw CommandError("\(file) cannot be read, or is empty. Give a JSON file.") }
        do {
            return try TemplateEditBody(json: [UInt8](data))
        } catch {
            throw CommandError("\(file): \(error.reason).")
        }
    }

    /// The refusal of an edit. Only a rule against a known attack can be accepted, so only then the text says how.
    static func refusal(_ error: CAError, remedy: String) -> CommandError {
        let isAcceptable = error.message.contains(#/\bESC[0-9]+: /#)
        return CommandError(
            error.message + "\nNothing was stored." + (isAcceptable ? " If a rule may be broken, \(remedy)." : ""),
            exitCode: refused.rawValue
        )
    }

    /// An outcome for people: the changes, what they mean, and the rules that are broken.
    static func text(_ outcome: TemplateOutcomeBody, isDryRun: Bool) -> String {
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
        lines += outcome.changes.map { "  " + text($0) }
        lines += outcome.meaning.map { "  " + $0 }
        lines += outcome.findings.map { finding in
            let state =
                finding.accepted ? "accepted by \(finding.acceptedBy ?? "")" : finding.acceptable ? "must be accepted" : "cannot be stored"
            return "  \(finding.rule) (\(state)): \(finding.field) is \(finding.value). \(finding.remedy)"
        }
        return lines.joined(separator: "\n")
    }

    static func text(_ change: TemplateFieldChangeBody) -> String {
        "\(change.field): \(change.from ?? "absent") → \(change.to ?? "absent")"
    }
}
