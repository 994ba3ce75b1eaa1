import ArgumentParser
import CAInterface
import CertCli
import Foundation
import PKICrypto
import PKIFormats
import WireProtocols

/// The record: every act with its actor, and the log that proves it.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "The record of all acts, and the transparency log that proves it.",
        discussion: """
            list, show and log ask the running server. verify, prove, export and restart read a data directory, or an exported record, without a server.
            """,
        subcommands: [List.self, Show.self, Log.self, Verify.self, Prove.self, Export.self, Restart.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List rows of the record. For auditors.",
            discussion: """
                chancery audit list --last 20
                chancery audit list --event requestIssued --from 2026-11-30
                chancery audit list --ca "Chancery Issuing CA" --request 17
                """
        )
        @OptionGroup var server: ServerOptions
        @Option(help: "Only this event, such as requestIssued.") var event: String?
        @Option(help: "Only acts of this account or service.") var actor: String?
        @Option(help: "Only acts on this CA.") var ca: String?
        @Option(help: "Only acts on the request of this id.") var request: Int?
        @Option(help: "Only acts on the certificate with this serial number.") var serial: String?
        @Option(help: "Only rows from this day or time on.") var from: String?
        @Option(help: "Only rows before this day or time.") var before: String?
        @Option(help: "Only rows after this position.") var after = 0
        @Option(help: "The most rows.") var limit = 100
        @Option(help: "Look among the newest rows of this number only.") var last: Int?

        func validate() throws {
            guard limit > 0, after >= 0, last ?? 1 > 0 else {
                throw ValidationError("--limit and --last must be greater than 0, and --after at least 0.")
            }
        }

        func run() async throws {
            let administration = try await server.connect()
            var query = AuditQuery(event: event, actor: actor, authority: ca, request: request, serial: serial, after: after)
            query.from = try from.map { try CertificateCommand.date($0, option: "--from") }
            query.before = try before.map { try CertificateCommand.date($0, option: "--before") }
            if let last { query.after = max(after, try await administration.auditLog().size - last) }
            var rows: [AuditRecordBody] = []
            while rows.count < limit {
                query.limit = min(limit - rows.count, 1000)
                let page = try await administration.auditRecords(query)
                rows += page.items
                guard let next = page.next else { break }
                query.after = next
            }
            if server.json { return try Terminal.json(rows) }
            var table = TerminalTable(headings: ["POSITION", "WHEN", "EVENT", "ACTOR"])
            table.rows = rows.map { ["\($0.position)", $0.when, $0.event, $0.actor] }
            Terminal.say(table.text)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one row of the record with everything that it says. For auditors.")
        @OptionGroup var server: ServerOptions
        @Argument(help: "The position, as `chancery audit list` shows it.") var position: Int

        func run() async throws {
            let row = try await server.connect().auditRecord(at: position)
            if server.json { return try Terminal.json(row) }
            let entry = try Self.entry(of: row)
            Terminal.say("position   \(row.position)\nleaf hash  \(row.leafHash)\nentry      \(entry)\nsalt       \(row.salt)")
            let object = try? JSONSerialization.jsonObject(with: Data(row.text.utf8))
            let text = try object.map {
                String(
                    decoding: try JSONSerialization.data(
                        withJSONObject: $0,
                        options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
                    ),
                    as: UTF8.self
                )
            }
            Terminal.say(text ?? row.text)
        }

        /// The entry of the log in hex, as a verifier wants it: form, kind, and SHA-256 of salt, form and text.
        private static func entry(of row: AuditRecordBody) throws -> String {
            let form = UInt8(truncatingIfNeeded: row.form)
            let inner = Digest.sha256(try Hex.decode(row.salt) + [form] + Array(row.text.utf8))
            return Hex.encode([form, UInt8(truncatingIfNeeded: row.kind)] + inner)
        }
    }

    struct Log: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the log over the record: its name, its key and its newest checkpoint.",
            discussion: """
                Keep the key where nobody who administers this server can change it: with it, others verify what the log says.
                """
        )
        @OptionGroup var server: ServerOptions

        func run() async throws {
            let log = try await server.connect().auditLog()
            if server.json { return try Terminal.json(log) }
            Terminal.say("origin  \(log.origin)\nkey     \(log.verifierKey)\nrows    \(log.size)")
            if let checkpoint = log.checkpoint { Terminal.say("\n" + checkpoint, terminator: "") }
            if let obstacle = log.obstacle { Terminal.say("\nNothing is signed: \(obstacle)") }
        }
    }
}
