import ArgumentParser
import CertCli
import CertManagement
import Foundation
import WireProtocols

/// Certificate management for help desks: what its documented interface does not offer.
struct ManagementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "management",
        abstract: "Certificate management: find, approve, deny and start requests, and see what people have.",
        discussion: """
            Who may do what, the profile templates say; `chancery management why` shows which entry decides.
              chancery management requests --status Pending
              chancery management start enroll --profile-template Laptops --target alice
              chancery management report certificates --before 2027-01-01 --csv
            """,
        subcommands: [
            Requests.self, Show.self, History.self, Start.self, Approve.self, Deny.self, Complete.self, Cancel.self, Abandon.self,
            Priority.self, Passwords.self, Redeem.self, Data.self, UnblockCode.self, PIN.self, Documents.self, Print.self,
            Users.self, Objects.self, Operations.self, Report.self, Why.self,
        ]
    )

    /// The connection of a command.
    static func connect(_ server: ServerOptions) async throws -> RemoteManagement { try await server.connect().management }

    /// The GUID of a profile template that a person named by its name or GUID.
    static func profileTemplate(_ text: String?, _ server: ServerOptions) async throws -> String? {
        guard let text, UUID(uuidString: text) == nil else { return text }
        let rows = try await server.connect().profileTemplates()
        guard let row = rows.first(where: { $0.name.lowercased() == text.lowercased() }) else {
            throw CommandError(
                "There is no profile template “\(text)” that this account may see. `chancery profile-template list` shows the names and GUIDs."
            )
        }
        return row.id
    }

    /// The GUID of an account that a person named by its name or GUID.
    static func account(_ text: String, _ management: RemoteManagement) async throws -> UUID {
        if let id = try await management.account(text) { return id }
        throw CommandError("There is no account “\(text)” that you may see. `chancery management users` lists them.")
    }

    /// A GUID that a person typed.
    static func id(_ text: String) throws -> UUID {
        guard let id = UUID(uuidString: text) else {
            throw CommandError("\(text) is no GUID. `chancery management requests` and `… users` list them.", exitCode: 2)
        }
        return id
    }

    static func show(_ request: ManagedRequestBody, _ server: ServerOptions) throws {
        if server.json { return try Terminal.json(request) }
        Terminal.say("Request \(request.id): \(request.operation) for \(request.target.shown), \(request.status.lowercased()).")
    }
}

extension ManagementCommand {
    struct Requests: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Search requests, the newest first.")
        @OptionGroup var server: ServerOptions
        @Option(help: "Account for whom.") var target: String?
        @Option(help: "Account that started it.") var originator: String?
        @Option(help: "Name or GUID of a profile template.") var profileTemplate: String?
        @Option(help: "enroll, renew, recover, suspend, revoke (or disable), …") var operation: String?
        @Option(help: "Pending, Approved, Executing, Completed, Denied, Canceled or Failed.") var status: String?
        @Option(help: "Submitted on this day or at this time, or later.") var from: String?
        @Option(help: "Submitted before this day or time.") var before: String?
        @Flag(help: "The oldest first.") var oldest = false
        @Option(help: "The most requests to list.") var limit = 100
        @Option(help: "Only requests behind this one.") var after: String?

        func run() async throws {
            var filter = RemoteManagement.RequestFilter()
            (filter.target, filter.originator) = (target, originator)
            filter.profileTemplate = try await ManagementCommand.profileTemplate(profileTemplate, server)
            (filter.operation, filter.status, filter.from, filter.before) = (operation, status, from, before)
            (filter.oldestFirst, filter.limit, filter.after) = (oldest, limit, after)
            let page = try await connect(server).requests(filter)
            if server.json { return try Terminal.json(page) }
            var table = TerminalTable(headings: ["ID", "OPERATION", "STATUS", "PRIORITY", "TARGET", "PROFILE TEMPLATE", "SUBMITTED"])
            table.rows = page.items.map {
                [
                    $0.id, $0.operation, $0.status, String($0.priority), $0.target.shown, $0.profileTemplateName ?? $0.profileTemplate,
                    $0.submitted,
                ]
            }
            Terminal.say(table.text)
            if let next = page.next { Terminal.say("More: --after \(next)") }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show a request, and who may do what with it.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "GUID of the request.") var id: String

        func run() async throws {
            let request = try await connect(server).request(try ManagementCommand.id(id))
            if server.json { return try Terminal.json(request) }
            try show(request, server)
            Terminal.say("You may: \(request.permissions.joined(separator: ", ")).\n")
            var table = TerminalTable(headings: ["TRUSTEE", "MAY", "FOR YOU"])
            table.rows = (request.access ?? []).map {
                [$0.name ?? $0.trustee, ($0.deny ? "not " : "") + $0.permissions.joined(separator: ", "), $0.applies ? "yes" : ""]
            }
            Terminal.say(table.text)
        }
    }

    struct History: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show what happened to a request, by whom.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "GUID of the request.") var id: String

        func run() async throws {
            let events = try await connect(server).history(of: try ManagementCommand.id(id))
            if server.json { return try Terminal.json(events) }
            var table = TerminalTable(headings: ["WHEN", "WHAT", "WHO", "STATUS", "COMMENT", "DETAIL"])
            table.rows = events.map { [$0.when, $0.kind, $0.actor.shown, $0.to, $0.comment, $0.detail] }
            Terminal.say(table.text)
        }
    }

    struct Users: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Find people whose requests and objects you may see.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "A part of a name or mail address; everybody when absent.") var search = ""
        @Option(help: "The most people to list.") var limit = 100
        @Option(help: "Only names behind this one.") var after: String?

        func run() async throws {
            let page = try await connect(server).users(matching: search, after: after, limit: limit)
            if server.json { return try Terminal.json(page) }
            var table = TerminalTable(headings: ["ID", "ACCOUNT", "NAME", "MAIL", "STATE"])
            table.rows = page.items.map { [$0.id, $0.name, $0.displayName, $0.mail ?? "", $0.enabled ? "" : "disabled"] }
            Terminal.say(table.text)
            if let next = page.next { Terminal.say("More: --after \(next)") }
        }
    }

    struct Objects: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the profiles, smart cards or certificates of somebody.",
            discussion: "chancery management objects certificates alice"
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "profiles, smartcards or certificates.", completion: .list(["profiles", "smartcards", "certificates"]))
        var kind: String
        @Argument(help: "Name or GUID of the account, as `chancery management users` lists it.") var user: String
        @Option(help: "The most to list; of certificates, the most profiles.") var limit = 100
        @Option(help: "Only those behind this one.") var after: String?

        func run() async throws {
            let management = try await connect(server)
            let user = try await ManagementCommand.account(user, management)
            switch ManagementPath.Objects(rawValue: kind) {
            case .profiles:
                let page = try await management.profiles(of: user, after: after, limit: limit)
                try list(page, ["ID", "STATUS", "PROFILE TEMPLATE", "COMMENT"]) {
                    [$0.id, $0.status, $0.profileTemplateName ?? $0.profileTemplate, $0.comment]
                }
            case .smartcards:
                let page = try await management.smartcards(of: user, after: after, limit: limit)
                try list(page, ["ID", "STATUS", "PROFILE TEMPLATE", "CARD", "PROFILE"]) {
                    [$0.id, $0.status, $0.profileTemplateName ?? $0.profileTemplate, $0.cardId, $0.profile]
                }
            case .certificates:
                let page = try await management.certificates(of: user, after: after, limit: limit)
                try list(page, ["SERIAL", "TEMPLATE", "NOT AFTER", "STANDING", "PROFILE"]) {
                    [$0.serialNumber, $0.template, $0.notAfter, $0.standing, $0.profile]
                }
            case nil: throw CommandError("There are no \(kind). List profiles, smartcards or certificates.", exitCode: 2)
            }
        }

        private func list<Row: Codable & Hashable & Sendable>(
            _ page: PageBody<Row, String>,
            _ headings: [String],
            _ cells: (Row) -> [String]
        ) throws {
            if server.json { return try Terminal.json(page) }
            var table = TerminalTable(headings: headings)
            table.rows = page.items.map(cells)
            Terminal.say(table.text)
            if let next = page.next { Terminal.say("More: --after \(next)") }
        }
    }

    struct Operations: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the operations that you may start on a profile or smart card now.",
            discussion: "chancery management operations 5fa3e0e8-77d4-4f5c-9a3d-0c1f7e2b9a10"
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "GUID of the profile or smart card.") var object: String

        func run() async throws {
            let (management, object) = (try await connect(server), try ManagementCommand.id(object))
            var answers: [ManagementWhyBody] = []
            for operation in CertManagement.Operation.allCases where operation.needsExistingObject {
                answers.append(try await management.why(operation.rawValue, object: object))
            }
            if server.json { return try Terminal.json(answers) }
            var table = TerminalTable(headings: ["OPERATION", "POSSIBLE", "TO DO"])
            table.rows = answers.map { [$0.operation, $0.allowed ? "yes" : "", $0.rules.first { !$0.holds }?.remedy ?? ""] }
            Terminal.say(table.text)
        }
    }

    struct Report: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print a report over the profile templates that you may audit.")
        @OptionGroup var server: ServerOptions
        @Argument(
            help: "requests, profiles, smartcards or certificates.",
            completion: .list(["requests", "profiles", "smartcards", "certificates"])
        )
        var report: String
        @Flag(help: "Print comma-separated values; JSON otherwise.") var csv = false
        @Option(help: "Only rows of this account.") var user: String?
        @Option(help: "Name or GUID of a profile template.") var profileTemplate: String?
        @Option(help: "Requests submitted, certificates that end, on this day or later.") var from: String?
        @Option(help: "The same, before this day.") var before: String?

        func run() async throws {
            guard let report = ManagementPath.Report(rawValue: report) else {
                throw CommandError("There is no report \(report). Choose requests, profiles, smartcards or certificates.", exitCode: 2)
            }
            let template = try await ManagementCommand.profileTemplate(profileTemplate, server)
            let texts = [("user", user), ("profileTemplate", template), ("from", from), ("before", before)]
            let selection = texts.compactMap { name, text in text.map { (name, $0) } }
            let octets = try await connect(server).report(report, csv: csv, selection)
            Terminal.pass(String(decoding: octets, as: UTF8.self) + (csv ? "" : "\n"))
        }
    }

    struct Why: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show which rules let somebody start an operation or forbid it.",
            discussion: "chancery management why enroll --profile-template Laptops --actor helpdesk --target alice"
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "enroll, renew, recover, suspend, revoke (or disable), …") var operation: String
        @Option(help: "Name or GUID of a profile template; needed without an object.") var profileTemplate: String?
        @Option(help: "GUID of the profile or smart card that it concerns.") var object: String?
        @Option(help: "Account that would start it; yours when absent.") var actor: String?
        @Option(help: "Account for whom; the one that would start it when absent.") var target: String?

        func run() async throws {
            let why = try await connect(server).why(
                operation,
                profileTemplate: try await ManagementCommand.profileTemplate(profileTemplate, server),
                object: try object.map(ManagementCommand.id),
                actor: actor,
                target: target
            )
            if server.json { return try Terminal.json(why) }
            let may = why.allowed ? "may" : "may not"
            Terminal.say("\(why.actor.shown) \(may) start \(why.operation) of “\(why.profileTemplateName)” for \(why.target.shown).\n")
            var table = TerminalTable(headings: ["RULE", "HOLDS", "DECIDED BY", "TO DO"])
            table.rows = why.rules.map { [$0.rule, $0.holds ? "yes" : "no", $0.decidedBy, $0.remedy] }
            Terminal.say(table.text)
        }
    }

}

extension ManagementPartyBody {
    /// The account's name, or its GUID when the directory has it no longer.
    var shown: String { name ?? id }
}
