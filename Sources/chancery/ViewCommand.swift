import ArgumentParser
import CAInterface
import CertCli
import Foundation
import PKIFormats
import WireProtocols

struct ViewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "view",
        abstract: "Look at the tables of an authority by their documented columns.",
        discussion: """
            Tables: requests, extensions, attributes, crls. For administrators of the authority, officers and auditors.
              chancery view requests --where Disposition=9
              chancery view requests --where 'NotAfter<2027-01-01' --columns SerialNumber,NotAfter,CommonName --csv
              chancery view requests --group NotAfter
            """
    )

    @OptionGroup var server: ServerOptions
    @Argument(help: "requests, extensions, attributes or crls.") var table: String
    @Option(help: "Column names, separated by commas; case does not matter.") var columns: String?
    @Option(name: .customLong("where"), help: "COLUMN=VALUE, or with < <= > >= ~ (begins with); may be given several times, and all hold.")
    var restrictions: [String] = []
    @Option(help: "Column to sort by; with - before it the greatest comes first.") var sort: String?
    @Option(help: "Count the rows for each value of this column; dates count by day.") var group: String?
    @Option(help: "How many rows at most.") var limit = 100
    @Option(help: "Only rows after this place, which the page before printed.") var after: String?
    @Flag(help: "Print comma-separated values.") var csv = false

    func run() async throws {
        guard let table = ViewTable(word: table) else {
            throw CommandError(
                "There is no view \(table). The views are \(ViewTable.allCases.map(\.word).joined(separator: ", ")).",
                exitCode: 2
            )
        }
        let query = try query(table)
        let administration = try await server.connect()
        if csv { return Terminal.pass(String(decoding: try await administration.viewCSV(query), as: UTF8.self)) }
        let page = try await administration.view(query)
        if server.json { return try Terminal.json(page) }
        let columns = query.pageColumns.map(\.name)
        var lines = TerminalTable(headings: columns)
        lines.rows = page.items.map { item in columns.map { item[$0]?.displayText ?? "" } }
        Terminal.say(lines.text)
        if let next = page.next { Terminal.say("More: --after '\(next)'") }
    }

    private func query(_ table: ViewTable) throws -> ViewQuery {
        do throws(BodyError) {
            var query = ViewQuery(
                table,
                columns: (columns ?? "").split(separator: ",").map(String.init),
                restrictions: try restrictions.map { text throws(BodyError) in try ViewRestriction(text, in: table) },
                group: group,
                limit: limit
            )
            query.sort = sort.map { $0.hasPrefix("-") ? ViewSort(String($0.dropFirst()), descending: true) : ViewSort($0) }
            query.after = after.flatMap { ViewCursor($0) }
            return query
        } catch {
            throw CommandError(error.reason.prefix(1).uppercased() + error.reason.dropFirst() + ".", exitCode: 2)
        }
    }
}
