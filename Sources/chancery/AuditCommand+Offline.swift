import ArgumentParser
import CAInterface
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import Store
import SystemFiles

/// What works without a server.
extension AuditCommand {
    /// Where the record is.
    struct Place: ParsableArguments {
        @Option(help: "The data directory; its server may run.", completion: .directory) var data = ServerOptions.defaultData
        @Option(help: "A directory that `chancery audit export` wrote, instead of a data directory.", completion: .directory)
        var directory: String?

        func open() async throws -> RecordPlace {
            if let directory { return try await RecordPlace.exported(in: directory) }
            try DirectoryPermission.require(to: data + "/chancery.sqlite", of: data)
            return try await RecordPlace.database(in: data)
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check that the record is whole, unchanged and in order, and that its log says so.",
            discussion: """
                chancery audit verify --data DIR --checkpoint kept-elsewhere.txt
                chancery audit verify --directory EXPORT --verifier-key KEY

                Checked are the hash and the place of every row, the tree over all of them, every tile, the signatures, and whether each certificate, revocation and list has its row. \
                Only a checkpoint that was kept outside shows that somebody with the database and time did not write another record: give every one that you have. \
                Exit code: 0 all is well, 1 something is wrong.
                """
        )
        @OptionGroup var place: Place
        @Option(help: "A checkpoint that was kept outside, as /record/checkpoint gave it; may be repeated.", completion: .file())
        var checkpoint: [String] = []
        @Option(help: "The key of the log as it was noted outside; the one in the record when absent.") var verifierKey: String?
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            var key: NoteKey?
            if let verifierKey {
                key = NoteKey(verifierKey)
                guard key != nil else {
                    throw CommandError("--verifier-key is no key, such as pki.example.com/record+3fb912ac+AQOh…", exitCode: 2)
                }
            }
            let outside = try checkpoint.map { RecordCheck.Outside(name: "The checkpoint \($0)", note: try AuditCommand.contents(of: $0)) }
            let report =
                if let directory = place.directory {
                    try RecordCheck.exported(in: directory, outside: outside, key: key)
                } else {
                    try await database(outside, key)
                }
            if json {
                try Terminal.json(report)
            } else {
                Terminal.say(
                    "log   \(report.origin)\nkey   \(report.verifierKey)\nrows  \(report.rows), of which \(report.size) are in the log\nroot  \(report.root)"
                )
                for sentence in report.compared { Terminal.say(sentence) }
                for fault in report.faults { Terminal.say("WRONG: \(fault)") }
                if report.faults.isEmpty { Terminal.say("Nothing is wrong.") }
            }
            if !report.faults.isEmpty { throw ExitCode(1) }
        }

        private func database(_ outside: [RecordCheck.Outside], _ key: NoteKey?) async throws -> RecordReport {
            try DirectoryPermission.require(to: place.data + "/chancery.sqlite", of: place.data)
            return try await RecordCheck.database(in: place.data, outside: outside, key: key)
        }
    }

    struct Prove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Write a proof that a certificate, a request or a row is in the log, or that the log continues an earlier checkpoint.",
            discussion: """
                chancery audit prove --serial 6a0f… --out certificate.tlog-proof
                chancery audit prove --position 120
                chancery audit prove --since kept-elsewhere.txt

                A proof of inclusion is a tlog-proof file with the newest checkpoint in it; whoever has the log's key and the row (`chancery audit show`) can verify it. \
                A proof of consistency has the hashes of RFC 9162, one a line, and then the newest checkpoint.
                """
        )
        @OptionGroup var place: Place
        @Option(help: "The serial number of a certificate.") var serial: String?
        @Option(help: "A request id; the row of its issuance, or else its last one.") var request: Int?
        @Option(help: "The number of the CA that the request belongs to, where several have that id.") var authorityNumber: Int?
        @Option(help: "A position in the record.") var position: Int?
        @Option(help: "An earlier checkpoint.", completion: .file()) var since: String?
        @Option(name: [.long, .customLong("output")], help: "The file to write; standard output when absent.", completion: .file()) var out:
            String?

        func validate() throws {
            let given = [serial != nil, request != nil, position != nil, since != nil].count { $0 }
            guard given == 1 else { throw ValidationError("Give one of --serial, --request, --position and --since.") }
        }

        func run() async throws {
            let record = try await place.open()
            let text: String
            if let since {
                guard let note = SignedNote(octets: try AuditCommand.contents(of: since)), note.isSigned(by: record.key),
                    let former = Checkpoint(text: note.text), former.origin == record.checkpoint.origin
                else { throw CommandError("\(since) is not a checkpoint that the key \(record.key) signed.") }
                let proof = try await record.consistency(since: former)
                text = proof.map { Base64.encode($0) + "\n" }.joined() + "\n" + record.note.description
            } else {
                text = try await record.receipt(of: try await found(in: record)).text
            }
            guard let out else { return Terminal.pass(text) }
            try DurableFile.write(Array(text.utf8), to: out, mode: 0o644, narrowedByUmask: true)
        }

        /// The position of the row.
        private func found(in record: RecordPlace) async throws -> Int {
            if let position { return position }
            let wanted = RecordedRow(serial: serial?.lowercased(), request: request, authority: authorityNumber)
            var last = 0
            var found: Int?
            while true {
                let rows = try await record.records(after: last, limit: 1_000)
                guard let newest = rows.last?.position else { break }
                for row in rows where row.position <= record.checkpoint.size && wanted.isIn(row.record) {
                    found = row.position
                    if RecordedRow.isIssuance(row.record) { return row.position }
                }
                last = newest
            }
            guard let found else {
                throw CommandError("The log has no row about \(serial.map { "the certificate \($0)" } ?? "the request \(request ?? 0)").")
            }
            return found
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the log into a directory that `verify` and other programs check without the database.",
            discussion: """
                chancery audit export --to DIR                 hashes and entries alone, which name nobody
                chancery audit export --to DIR --records       the rows with their content too
                chancery audit export --to DIR --records --audit-filter 12

                The directory has `checkpoint` and `tile/…` as C2SP tlog-tiles names them, and the key in `verifier-key`. A filter leaves out the content of rows of other events, \
                never their entries: it is a sum of 1 start and stop, 2 backup, 4 requests, 8 revocation, 16 security, 32 archived keys and 64 configuration.
                """
        )
        @OptionGroup var place: Place
        @Option(help: "The directory to write; absent or empty.", completion: .directory) var to: String
        @Flag(help: "Write the rows with their content, which names people, to records.jsonl.") var records = false
        @Option(help: "With --records: only rows of these events, as the audit filter of an authority.") var auditFilter: UInt32?
        @Flag(help: "Print JSON.") var json = false

        private struct Result: Encodable {
            let directory: String
            let entries: Int
            let rows: Int
        }

        func validate() throws {
            if auditFilter != nil, !records { throw ValidationError("--audit-filter chooses among the rows of --records.") }
        }

        func run() async throws {
            let filter = AuditFilter(rawValue: auditFilter ?? AuditFilter.everything.rawValue)
            let isFiltered = auditFilter != nil
            let chosen: @Sendable (AuditRecord) -> Bool = { !isFiltered || filter.shows($0.kind) }
            let written = try await RecordExport.write(try await place.open(), to: to, includes: records ? chosen : nil)
            if json { return try Terminal.json(Result(directory: to, entries: written.entries, rows: written.rows)) }
            Terminal.say("\(to) has \(written.entries) entries" + (records ? ", and \(written.rows) rows with their content." : "."))
        }
    }

    struct Restart: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Begin another log at the next start, because the database was brought back from an earlier moment, or the log's key is lost.",
            discussion: """
                The servers must be stopped. `chancery restore` and `chancery store restored` do this by themselves. The new log has another name and key, and has all rows that are there; \
                its first new row names the former log and its last known checkpoint. Tell the readers of the log, and its witnesses, the new key.
                """
        )
        @Option(help: "The data directory.", completion: .directory) var data = ServerOptions.defaultData

        func run() async throws {
            try DirectoryPermission.require(to: data + "/chancery.sqlite", of: data)
            // Nobody signs meanwhile.
            let lock = try DataDirectory(path: data)
            defer { withExtendedLifetime(lock) {} }
            try await RecordRestart.mark(in: data, when: Date())
            Terminal.say("The next start begins another log. `chancery audit log` shows its key then.")
        }
    }

    fileprivate static func contents(of path: String) throws -> [UInt8] {
        guard let octets = try SystemCalls.contents(of: path, atMost: 1 << 20) else {
            throw CommandError("There is no file \(path).", exitCode: 2)
        }
        return octets
    }
}

/// What a row of the record must be about.
private struct RecordedRow {
    let serial: String?
    let request: Int?
    let authority: Int?

    func isIn(_ record: AuditRecord) -> Bool {
        guard let object = try? JSONSerialization.jsonObject(with: Data(record.bytes.dropFirst())) as? [String: Any] else { return false }
        if let serial, (object["serial"] as? String)?.lowercased() != serial { return false }
        if let request, object["request"] as? Int != request { return false }
        return authority == nil || object["authority"] as? Int == authority
    }

    static func isIssuance(_ record: AuditRecord) -> Bool {
        switch AuditEvent.Kind(rawValue: record.kind) {
        case .requestIssued, .officerApproved, .certificateImported, .exchangeCertificateIssued, .authorityCreated: true
        default: false
        }
    }
}
