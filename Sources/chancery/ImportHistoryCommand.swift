import ArgumentParser
import CAInterface
import CertCli
import Foundation
import PKIFormats

struct ImportHistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-history",
        abstract: "Take over the rows of an AD CS database.",
        discussion: """
            On the Windows CA, as an administrator:
              certutil -view -restrict "Disposition>=20" -out RequestID,RequesterName,SubmittedWhen,ResolvedWhen,Disposition,StatusCode,DispositionMessage,CertificateTemplate,RevokedWhen,RevokedEffectiveWhen,RevokedReason,RawCertificate csv > history.csv
            Then here: chancery authority import-history history.csv --dates month-first
            A repeat imports nothing twice, so an interrupted import is simply run again.
            """
    )
    @OptionGroup var server: ServerOptions
    @Argument(help: "The file, in UTF-8 or UTF-16.", completion: .file()) var file: String
    @Option(help: "month-first or day-first: how dates with strokes are written. Found out when a date shows it.") var dates:
        CertutilExport.DateOrder?
    @Option(help: "How far the clock of the Windows CA is ahead of UTC, such as +01:00; +00:00 when absent.") var utcOffset: String =
        "+00:00"

    func run() async throws {
        guard let data = FileManager.default.contents(atPath: file), let text = EncodedInput.text(from: Array(data)) else {
            throw CommandError(
                "\(file) cannot be read as text in UTF-8 or UTF-16. In PowerShell, write it with: | Out-File -Encoding utf8",
                exitCode: 2
            )
        }
        let export = try CertutilExport(text, order: dates, offset: try Self.seconds(utcOffset))
        let administration = try await server.connect()
        var (imported, present) = (0, 0)
        var refused: [String] = []
        var rows: [HistoryRow] = []
        for line in export.lines {
            switch line {
            case .row(let row): rows.append(row)
            case .unreadable(let number, let reason): refused.append("line \(number): \(reason)")
            }
        }
        for batch in Self.batches(of: rows) {
            for (row, outcome) in zip(batch, try await administration.importHistory(Array(batch))) {
                switch outcome {
                case .imported: imported += 1
                case .present: present += 1
                case .refused(let reason): refused.append("request \(row.formerRequest): \(reason)")
                }
            }
        }
        if server.json {
            try Terminal.json(Summary(imported: imported, present: present, refused: refused, ignoredColumns: export.ignored))
        } else {
            Terminal.say("Imported \(imported) rows; \(present) were here already; \(refused.count) were refused.")
            if !export.ignored.isEmpty { Terminal.say("Columns without a use here: " + export.ignored.joined(separator: ", ") + ".") }
            for line in refused { Terminal.complain("chancery: " + line) }
        }
        if !refused.isEmpty { throw ExitCode(1) }
    }

    private struct Summary: Encodable {
        let imported: Int
        let present: Int
        let refused: [String]
        let ignoredColumns: [String]
    }

    /// Parts that fit into the body of one request.
    private static func batches(of rows: [HistoryRow]) -> [ArraySlice<HistoryRow>] {
        var batches: [ArraySlice<HistoryRow>] = []
        var (begin, octets) = (0, 0)
        for (index, row) in rows.enumerated() {
            // Base64 and the names of the members.
            let size = (row.certificate?.count ?? 0) * 4 / 3 + row.message.utf8.count * 2 + row.requester.utf8.count * 2 + 1024
            if index - begin == HistoryRow.mostAtOnce || octets + size > 768 << 10 {
                batches.append(rows[begin..<index])
                (begin, octets) = (index, 0)
            }
            octets += size
        }
        if begin < rows.count { batches.append(rows[begin...]) }
        return batches
    }

    private static func seconds(_ text: String) throws -> Int {
        let parts = text.dropFirst().split(separator: ":").compactMap { Int($0) }
        guard let sign = text.first, "+-".contains(sign), parts.count == 2, parts[0] <= 14, parts[1] < 60 else {
            throw CommandError("--utc-offset is \(text); write it like +01:00 or -05:30.", exitCode: 2)
        }
        return (parts[0] * 3600 + parts[1] * 60) * (sign == "-" ? -1 : 1)
    }
}

extension CertutilExport.DateOrder: ExpressibleByArgument {}
