import ArgumentParser
import Store

struct StoreCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a store against itself, and print the number of rows and the hash of every table. Servers may be running.",
        discussion: """
            chancery store check --data DIR
            chancery store check --store postgresql://chancery_app@db.example.com/chancery
            Checked are the steps of the schema, references between tables, certificates against their rows, the hashes and positions of the record, the revocation journal, list \
            numbers, counters and objects. Two stores with equal hashes hold the same; `chancery store copy` prints them too. The exit code is 1 when something is wrong.
            """
    )

    @OptionGroup var place: StoreCommand.Place
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let check = try await result()
        let body = StoreTablesBody(check.tables, findings: check.findings, notes: check.notes)
        if json {
            try Terminal.json(body)
        } else {
            if !check.tables.isEmpty { Terminal.say(body.text) }
            for note in check.notes { Terminal.say("Note: \(note).") }
            for finding in check.findings { Terminal.say("WRONG: \(finding).") }
            if check.findings.isEmpty { Terminal.say("Nothing is wrong.") }
        }
        if !check.findings.isEmpty { throw ExitCode(1) }
    }

    /// A data directory without a PostgreSQL database has a store of its own.
    private func result() async throws -> StoreCheck {
        if place.store == nil, try StoreLocation.read(from: place.data) == nil { return try await StoreCheck.directory(place.data) }
        let location = try place.location()
        return try await StoreCheck.database(address: location.address, password: try location.password())
    }
}
