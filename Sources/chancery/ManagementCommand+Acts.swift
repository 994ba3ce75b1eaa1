import ArgumentParser
import CertCli
import Foundation
import WireProtocols

extension ManagementCommand {
    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Start a workflow, for yourself or for others.",
            discussion: """
                With several targets or objects each has its own result; a repetition with the same --key starts nothing twice.
                  chancery management start enroll --profile-template Laptops --target alice --target bob --key hires-2026-11
                  chancery management start suspend --object GUID --comment "lost at the airport"
                """
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "enroll, renew, recover, suspend, reinstate, revoke (or disable), …") var operation: String
        @Option(help: "Name or GUID of a profile template; not needed with an object.") var profileTemplate: String?
        @Option(help: "Account for whom; may be given several times. You when absent.") var target: [String] = []
        @Option(help: "GUID of a profile or smart card; may be given several times.") var object: [String] = []
        @Option(help: "NAME=VALUE, an answer to a question of the policy; may be given several times.") var answer: [String] = []
        @Option(help: "A text for the history.") var comment: String?
        @Option(help: "0 is most urgent, 255 least.") var priority: Int?
        @Option(help: "Reason of the revocation, where the policy lets you choose: superseded, keyCompromise, …") var reason: String?
        @Option(help: "Seconds until the revocation counts, where the policy lets you choose.") var delay: Int?
        @Option(help: "Of an online update: one certificate template.") var certificateTemplate: String?
        @Option(help: "A repeat with the same key returns the first result.") var key: String?
        @Flag(help: "Only show what it would do; for one target or object.") var preview = false

        func run() async throws {
            let management = try await connect(server)
            let template = try await ManagementCommand.profileTemplate(profileTemplate, server)
            if preview, target.count + object.count > 1 {
                throw CommandError("--preview shows the effects for one target or object. Name one.", exitCode: 2)
            }
            if target.count + object.count > 1 {
                var body = ManagementBulkStartBody(operation: operation, profileTemplate: template, targets: target, objects: object)
                body.dataItems = try items(answer)
                (body.comment, body.priority, body.certificateTemplate, body.key) = (comment, priority, certificateTemplate, key)
                (body.revocationReason, body.revocationDelaySeconds) = (reason, delay)
                let results = try await management.start(body)
                if server.json { return try Terminal.json(results) }
                var table = TerminalTable(headings: ["FOR", "REQUEST", "STATUS", "RESULT"])
                table.rows = results.map { result in
                    let state = result.request.map { [$0.id, $0.status, result.repeated ? "started before" : "started"] }
                    return [result.name] + (state ?? ["", "", result.message ?? ""])
                }
                Terminal.say(table.text)
                if results.contains(where: { $0.request == nil }) { throw ExitCode(1) }
                return
            }
            var body = ManagementStartBody(
                operation: operation,
                profileTemplate: template,
                target: target.first,
                object: object.first
            )
            body.dataItems = try items(answer)
            (body.comment, body.priority, body.certificateTemplate, body.key) = (comment, priority, certificateTemplate, key)
            (body.revocationReason, body.revocationDelaySeconds) = (reason, delay)
            guard preview else { return try show(try await management.start(body), server) }
            let effects = try await management.preview(body)
            if server.json { return try Terminal.json(effects) }
            var table = TerminalTable(headings: ["WHAT", "WHICH", "BEFORE", "AFTER", "AS"])
            table.rows = effects.map { effect in
                let which = effect.serialNumber ?? effect.id ?? "new"
                let more = effect.flags + [effect.reason, effect.effective.map { "from \($0)" }].compactMap { $0 }
                return [effect.subject, which, effect.before, effect.after, more.joined(separator: ", ")]
            }
            Terminal.say(table.text)
        }
    }

    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Approve a pending request.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "GUID of the request.") var id: String
        @Option(help: "A text for the history.") var comment: String?
        @Option(help: "NAME=VALUE, your answer to a question of the policy; may be given several times.") var answer: [String] = []

        func run() async throws {
            let body = ManagementApprovalBody(comment: comment, dataItems: try items(answer))
            try show(try await connect(server).approve(try ManagementCommand.id(id), body), server)
        }
    }

    struct Deny: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Deny a pending request.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "GUID of the request.") var id: String
        @Option(help: "A text for the history.") var comment: String?

        func run() async throws { try show(try await connect(server).deny(try ManagementCommand.id(id), comment: comment), server) }
    }

    struct Complete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Complete a request whose work is done.",
            discussion: "A revocation counts when its request is completed: suspend, reinstate and revoke need nothing but this."
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "GUID of the request.") var id: String

        func run() async throws { try show(try await connect(server).complete(try ManagementCommand.id(id)), server) }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Cancel a request that is not final.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "GUID of the request.") var id: String
        @Option(help: "A text for the history.") var comment: String?

        @Flag(inversion: .prefixedNo, help: "Revoke the certificates that the request brought; the policy's choice when absent.")
        var revoke: Bool?

        func run() async throws {
            let body = ManagementCancelBody(comment: comment, revoke: revoke)
            try show(try await connect(server).cancel(try ManagementCommand.id(id), body), server)
        }
    }

    struct Abandon: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Abandon a request that is not final; it ends as canceled.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "GUID of the request.") var id: String
        @Option(help: "A text for the history.") var comment: String?

        @Flag(inversion: .prefixedNo, help: "Revoke the certificates that the request brought; the policy's choice when absent.")
        var revoke: Bool?

        func run() async throws {
            let body = ManagementCancelBody(comment: comment, revoke: revoke)
            try show(try await connect(server).abandon(try ManagementCommand.id(id), body), server)
        }
    }

    struct Priority: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Change the priority of a request that is not final.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "GUID of the request.") var id: String
        @Argument(help: "0 is most urgent, 255 least.") var priority: UInt8
        @Option(help: "A text for the history.") var comment: String?

        func run() async throws {
            let management = try await connect(server)
            try show(try await management.setPriority(of: try ManagementCommand.id(id), to: priority, comment: comment), server)
        }
    }

    struct Passwords: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the one-time passwords of an approved request, and show them once. Earlier ones end."
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "GUID of the request.") var id: String

        func run() async throws {
            let made = try await connect(server).distributePasswords(of: try ManagementCommand.id(id))
            if server.json { return try Terminal.json(made) }
            for password in made.passwords { Terminal.say("\(password.number): \(password.password ?? password.distribution)") }
            Terminal.say("They end at \(made.expires) and cannot be shown again.")
        }
    }

    struct Redeem: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Use the one-time passwords of a request; they are read from standard input, one on a line."
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "GUID of the request.") var id: String

        func run() async throws {
            var passwords: [String] = []
            while let line = readLine(), !line.isEmpty { passwords.append(line) }
            try show(try await connect(server).redeem(passwords, of: try ManagementCommand.id(id)), server)
        }
    }

    struct Data: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the answers of a request, the sealed ones too; each look is recorded."
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "GUID of the request.") var id: String

        func run() async throws {
            let items = try await connect(server).dataItems(of: try ManagementCommand.id(id))
            if server.json { return try Terminal.json(items) }
            var table = TerminalTable(headings: ["NAME", "VALUE"])
            table.rows = items.map { [$0.name, $0.value ?? ""] }
            Terminal.say(table.text)
        }
    }

    struct Documents: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the documents that the policy has for a request.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "GUID of the request.") var id: String

        func run() async throws {
            let names = try await connect(server).documents(of: try ManagementCommand.id(id))
            if server.json { return try Terminal.json(names) }
            for name in names { Terminal.say(name) }
        }
    }

    struct Print: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print a document of a request; the act is recorded.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "GUID of the request.") var id: String
        @Argument(help: "Name of the document.") var document: String

        func run() async throws {
            let printed = try await connect(server).print(document, of: try ManagementCommand.id(id))
            if server.json { return try Terminal.json(printed) }
            Terminal.say(printed.text)
        }
    }

    /// `NAME=VALUE` as the API has it; nil for none.
    private static func items(_ lines: [String]) throws -> [String: String]? {
        guard !lines.isEmpty else { return nil }
        var items: [String: String] = [:]
        for line in lines {
            guard let sign = line.firstIndex(of: "="), sign > line.startIndex else {
                throw CommandError("--answer \(line) is not of the form NAME=VALUE.", exitCode: 2)
            }
            items[String(line[..<sign])] = String(line[line.index(after: sign)...])
        }
        return items
    }
}
