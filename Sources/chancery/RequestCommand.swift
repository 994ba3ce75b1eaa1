import ArgumentParser
import CAInterface
import CertCli
import Foundation
import PKIFormats
import WireProtocols

struct RequestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "Show requests, change, approve or deny pending ones, and erase old ones.",
        subcommands: [
            List.self, Show.self, Preview.self, Approve.self, Deny.self, Resubmit.self, SetAttribute.self, SetExtension.self, Erase.self,
        ]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List requests in the order of their ids.")
        @OptionGroup var server: ServerOptions
        @Option(help: "pending, issued, denied, error or revoked.", completion: .list(["pending", "issued", "denied", "error", "revoked"]))
        var disposition: String?
        @Option(help: "The most requests to list.") var limit = 100
        @Option(help: "Only ids greater than this.") var after: Int?

        func run() async throws {
            let page = try await server.connect().requests(
                RecordQuery(disposition: try disposition.map(stored), limit: limit, after: after.map { RequestID($0) })
            )
            if server.json { return try Terminal.json(page) }
            var table = TerminalTable(headings: ["ID", "DISPOSITION", "REQUESTER", "TEMPLATE", "SUBMITTED", "SERIAL", "MESSAGE"])
            table.rows = page.items.map {
                [
                    String($0.requestId), $0.disposition, $0.requesterName, $0.template ?? "", $0.submittedWhen, $0.serialNumber ?? "",
                    $0.message,
                ]
            }
            Terminal.say(table.text)
            if let next = page.next { Terminal.say("More: --after \(next)") }
        }

        private func stored(_ word: String) throws -> StoredDisposition {
            switch word.lowercased() {
            case "pending": .pending
            case "issued": .issued
            case "denied": .denied
            case "error": .error
            case "revoked": .revoked
            default: throw CommandError("--disposition \(word) is not one of pending, issued, denied, error, revoked.", exitCode: 2)
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one request with every documented column.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "Request id.") var id: Int

        func run() async throws {
            let row = try await server.connect().request(RequestID(id))
            if server.json { return try Terminal.json(row) }
            Terminal.say(row.summary + "\n")
            var table = TerminalTable(headings: ["COLUMN", "VALUE"])
            table.rows = (row.columns ?? [:]).sorted { $0.key < $1.key }.map { [$0.key, row.displayText(of: $0.key, $0.value)] }
            Terminal.say(table.text)
            if let changes = row.officerChanges { Terminal.say("\n" + changes.text) }
        }
    }

    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Approve a pending request; the certificate is issued at once.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "Request id.") var id: Int
        func run() async throws { try report(try await server.connect().approve(RequestID(id)), server) }
    }

    struct Deny: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Deny a pending request.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "Request id.") var id: Int
        func run() async throws {
            let disposition = try await server.connect().deny(RequestID(id))
            if server.json { return try Terminal.json(DispositionBody(disposition)) }
            Terminal.say("Request \(id): \(disposition.message)")
        }
    }

    struct Resubmit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Run the policy again on a pending or denied request.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "Request id.") var id: Int
        func run() async throws { try report(try await server.connect().resubmit(RequestID(id)), server) }
    }

    /// Prints the outcome. Pending and denied have their own exit codes.
    private static func report(_ disposition: Disposition, _ server: ServerOptions) throws {
        if server.json {
            try Terminal.json(DispositionBody(disposition))
        } else {
            Terminal.say("Request \(disposition.requestID): \(disposition.message)")
        }
        switch disposition.code {
        case .issued: return
        case .underSubmission: throw ExitCode(3)
        case .denied: throw ExitCode(4)
        default: throw ExitCode(1)
        }
    }
}

extension PropertyBody.Value {
    /// The value as one line. Long binary values are shortened.
    var displayText: String {
        switch self {
        case .number(let number): String(number)
        case .text(let text): text.count > 100 ? String(text.prefix(97)) + "…" : text
        }
    }
}

extension OfficerChangesBody {
    /// A sentence about the last change, and a table of what was set.
    var text: String {
        var table = TerminalTable(headings: ["SET BY OFFICERS", "VALUE"])
        table.rows = attributes.sorted { $0.key < $1.key }.map { ["attribute \($0.key)", $0.value] }
        table.rows += extensions.map { item in
            let name = item.name == item.oid ? item.oid : "\(item.oid) (\(item.name))"
            return ["extension \(name)", item.disabled ? "kept out" : (item.value ?? "") + (item.critical ? " (critical)" : "")]
        }
        guard let changedBy, let changedWhen else { return table.text }
        return table.text + "\nLast changed by \(changedBy) at \(changedWhen)."
    }
}
