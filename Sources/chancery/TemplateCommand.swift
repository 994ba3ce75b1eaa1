import ArgumentParser
import CAInterface
import CertCli
import CertificateTemplates
import Foundation
import WireProtocols

struct TemplateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "Certificate templates.",
        subcommands: [
            List.self, Show.self, Publish.self, Withdraw.self, Save.self, Duplicate.self, Retire.self, Versions.self, Access.self,
            Accept.self, WithdrawAcceptance.self, Export.self, Plan.self, Apply.self, Import.self, Diff.self, Try.self,
        ]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the templates that the CA issues for.")
        @OptionGroup var server: ServerOptions
        @Flag(help: "Every stored template, whether the CA issues for it, and the rules it breaks.") var all = false

        func run() async throws {
            if all { return try await listStored() }
            let all = try await templates(of: try await server.connect())
            if server.json { return try Terminal.json(all) }
            var table = TerminalTable(headings: ["NAME", "DISPLAY NAME", "SCHEMA", "VERSION", "VALIDITY", "PENDING"])
            table.rows = all.map {
                [
                    $0.name, $0.displayName, String($0.schemaVersion), "\($0.majorVersion).\($0.minorVersion)",
                    "\($0.validitySeconds / 86_400) d",
                    $0.enrollmentFlags & 0x2 != 0 ? "always" : "",
                ]
            }
            Terminal.say(table.text)
        }

        /// The server lists the templates of its first CA to everybody; those of another CA are for its administrators, officers and auditors.
        private func templates(of administration: RemoteAdministration) async throws -> [TemplateBody] {
            guard let name = server.authority else { return try await administration.templates() }
            let isFirst = try await administration.authorities().first?.name.lowercased() == name.lowercased()
            if isFirst { return try await administration.templates() }
            var templates: [TemplateBody] = []
            for state in try await administration.templateStates() where state.published && !state.retired {
                templates.append(try await administration.template(named: state.name))
            }
            return templates
        }

        private func listStored() async throws {
            let states = try await server.connect().templateStates()
            if server.json { return try Terminal.json(states) }
            var table = TerminalTable(headings: ["NAME", "DISPLAY NAME", "PUBLISHED", "RULES IT BREAKS"])
            table.rows = states.map {
                [
                    $0.name, $0.displayName, $0.retired ? "retired" : $0.published ? "yes" : "no",
                    $0.problems.map { $0.rule + ($0.accepted ? " (accepted)" : "") }.joined(separator: ", "),
                ]
            }
            Terminal.say(table.text)
        }
    }

    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let the CA issue for a stored template.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "Template name.") var name: String

        func run() async throws {
            let administration = try await server.connect()
            do {
                try await administration.publishTemplate(name)
            } catch let error as CAError where error.code == .unacceptable {
                let rule = error.reason?.rule ?? ""
                // Only rules against known attacks can be accepted.
                let hint = "\nOr accept it: chancery template accept \(ShellText.word(name)) \(rule) --reason TEXT"
                throw CommandError(error.message + (rule.hasPrefix("ESC") ? hint : ""), exitCode: TemplateCommand.refused.rawValue)
            }
            Terminal.say("The CA issues for \(name).")
        }
    }

    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let the CA no longer issue for a template.",
            discussion: "The template stays stored. Requests that are pending for it are denied when an officer approves them."
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Template name.") var name: String

        func run() async throws {
            try await server.connect().withdrawTemplate(name)
            Terminal.say("The CA no longer issues for \(name).")
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one template.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "Template name.") var name: String
        @Option(help: "The number of an earlier version.") var version: Int?

        func run() async throws {
            let administration = try await server.connect()
            let template =
                if let version {
                    try await administration.template(named: name, version: version)
                } else {
                    try await administration.template(named: name)
                }
            if server.json { return try Terminal.json(template) }
            var table = TerminalTable(headings: ["FIELD", "VALUE"])
            table.rows = [
                ["name", template.name], ["display name", template.displayName], ["OID", template.oid],
                ["schema", String(template.schemaVersion)], ["version", "\(template.majorVersion).\(template.minorVersion)"],
                ["flags", hex(template.flags)], ["name flags", hex(template.nameFlags)],
                ["enrollment flags", hex(template.enrollmentFlags)],
                ["private key flags", hex(template.privateKeyFlags)], ["minimum RSA bits", String(template.minimumKeySize)],
                ["minimum curve bits", String(template.minimumCurveBits)],
                ["curves", template.acceptedCurves.joined(separator: ", ")],
                ["validity", "\(template.validitySeconds / 86_400) days"],
                ["renewal overlap", "\(template.overlapSeconds / 86_400) days"],
                ["purposes", template.extendedKeyUsage.joined(separator: ", ")],
                ["SHA-1 proof accepted", template.acceptsSHA1ProofOfPossession ? "yes" : "no"],
            ]
            table.rows += words(template)
            table.rows += template.access.map { [$0.deny ? "denied" : "allowed", "\($0.trustee) rights \(hex($0.rights))"] }
            Terminal.say(table.text)
        }

        /// The fields that only some templates have, and the flags by their documented names.
        private func words(_ template: TemplateBody) -> [[String]] {
            let flags =
                GeneralFlags(rawValue: template.flags).names + CertificateNameFlags(rawValue: template.nameFlags).names
                + EnrollmentFlags(rawValue: template.enrollmentFlags).names
                + PrivateKeyFlags(rawValue: template.privateKeyFlags).withoutVersions.names
            let lists = [
                ("flags in words", flags), ("application policies", template.applicationPolicies),
                ("issuance policies", template.issuancePolicies),
                ("policies of signers", template.authorizedSignaturePolicies),
                ("purposes of signers", template.authorizedSignaturePurposes),
                ("supersedes", template.supersededTemplates), ("key providers", template.keyProviders),
                ("lint profiles", template.lintProfiles),
            ]
            let texts = [
                ("key algorithm", template.asymmetricAlgorithm), ("hash algorithm", template.hashAlgorithm),
                ("key descriptor", template.keySecurityDescriptor),
            ]
            return lists.filter { !$0.1.isEmpty }.map { [$0.0, $0.1.joined(separator: ", ")] }
                + texts.compactMap { name, value in value.map { [name, $0] } }
        }

        private func hex(_ number: UInt32) -> String { "0x" + String(number, radix: 16) }
    }
}
