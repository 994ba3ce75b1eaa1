import ArgumentParser
import Foundation
import Store

struct StoreCopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: "Copy a whole store between a data directory and a PostgreSQL database. The server must be stopped.",
        discussion: """
            chancery store copy --from DIR --to postgresql://chancery_owner@db.example.com/chancery
            chancery store copy --from postgresql://chancery_owner@db.example.com/chancery --to DIR
            The target must be empty: a database after `chancery store migrate`, or a directory without a store. Both stores are compared by the hash of every table. Then the \
            source is marked and never opens again, so that two stores never issue the same numbers. Request ids, serial numbers, list numbers and the record go on where they were. \
            Keys and settings stay in the data directory. When the command is interrupted, run it again.
            """
    )

    @Option(help: "The store to copy: a data directory or a postgresql:// URL of the schema's owner.") var from: String
    @Option(help: "Where to: a data directory or a postgresql:// URL of the schema's owner.") var to: String
    @Option(help: "A file with the password of the database. Default: what libpq knows.", completion: .file()) var storePasswordFile:
        String?
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        guard StoreAddress.isURL(from) != StoreAddress.isURL(to) else {
            throw ValidationError("One of --from and --to is a data directory, and the other a postgresql:// URL.")
        }
    }

    func run() async throws {
        let toDatabase = StoreAddress.isURL(to)
        let copy = try StoreCopy(
            directory: toDatabase ? from : to,
            address: toDatabase ? to : from,
            password: try StoreLocation(address: "", passwordFile: storePasswordFile).password(),
            now: Date()
        )
        let report = toDatabase ? try await copy.toDatabase() : try await copy.toDirectory()
        if json { return try Terminal.json(StoreTablesBody(report.tables, findings: [], notes: [])) }
        Terminal.say(StoreTablesBody(report.tables, findings: [], notes: []).text)
        Terminal.say(report.isResumed ? "The interrupted copy is complete." : "Both stores were equal, table by table.")
        Terminal.say("The store in \(from) is marked and opens no more.")
        Terminal.say(
            toDatabase
                ? "Start the server with: chancery serve --data \(from) --store URL, with the URL of the nodes' role."
                : "Start the server with: chancery serve --data \(to)"
        )
    }
}

/// A store named on the command line.
enum StoreAddress {
    static func isURL(_ text: String) -> Bool { text.hasPrefix("postgresql://") || text.hasPrefix("postgres://") }
}

/// The tables of a store as commands print them.
struct StoreTablesBody: Encodable {
    struct Table: Encodable {
        let table: String
        let rows: Int
        let sha256: String
    }

    let tables: [Table]
    let findings: [String]
    let notes: [String]

    init(_ tables: [TableDigest], findings: [String], notes: [String]) {
        self.tables = tables.map { Table(table: $0.table, rows: $0.rows, sha256: $0.sha256) }
        self.findings = findings
        self.notes = notes
    }

    var text: String {
        TerminalTable(headings: ["TABLE", "ROWS", "SHA-256"], rows: tables.map { [$0.table, "\($0.rows)", $0.sha256] }).text
    }
}
