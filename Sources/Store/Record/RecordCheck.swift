import CACore
package import PKICrypto
import PKIDirectory
import PKIFormats

/// Checks the record from the data alone: each row as it was written, in its place, in the tree of the log; the log as it was signed; and a row of the record for every
/// certificate, revocation and list.
package enum RecordCheck {
    /// A checkpoint that was kept outside, with the name of its place.
    package struct Outside: Sendable {
        package let name: String
        package let note: [UInt8]

        package init(name: String, note: [UInt8]) {
            self.name = name
            self.note = note
        }
    }

    private static let page = 1_000

    /// Checks the database of a data directory.
    /// - Parameters:
    ///   - outside: checkpoints that somebody without the log's key could not have made.
    ///   - key: the log's key as it was noted outside; the stored one when nil.
    package static func database(in dataDirectory: String, outside: [Outside], key: NoteKey? = nil) async throws -> RecordReport {
        try await RecordDatabase(dataDirectory: dataDirectory).read { try check($0, outside, key) }
    }

    private static func check(_ database: StoreConnection, _ outside: [Outside], _ given: NoteKey?) throws -> RecordReport {
        guard let log = try RecordLogRow.log(from: database), let stored = NoteKey(log.verifierKey) else {
            throw StoreError("the record has no log yet: start the server once")
        }
        let key = given ?? stored
        var report = RecordReport(origin: log.origin, verifierKey: key.description, size: log.size)
        if key != stored { report.faults.append("The database names another key of the log than the one that was given: \(stored).") }
        var tree = RecordTreeCheck(key: key, size: log.size) { try RecordLogRow.tile($0, from: database) }
        tree.expect(SignedNote(log.signed), "The newest checkpoint in the database")
        if SignedNote(log.signed).flatMap({ Checkpoint(text: $0.text) }) != log.checkpoint || log.frontier.root != log.root {
            report.faults.append("The state of the log is not the one that was signed.")
        }
        if !log.published.isEmpty { tree.expect(SignedNote(log.published), "The published checkpoint") }
        for kept in outside { tree.expect(SignedNote(octets: kept.note), kept.name) }

        var acts = RecordedActs()
        var rows = AuditFault.Listing()
        var last = 0
        while true {
            let records = try AuditRow.records(after: last, limit: page, from: database)
            for stored in records {
                rows.note(stored, after: last)
                last = stored.position
                acts.note(stored.record)
                try tree.append(stored.record.entry)
            }
            if records.count < page { break }
        }
        for record in try unplaced(database) { acts.note(record) }
        tree.finish()
        try acts.compare(with: database)
        report.rows = last
        report.root = Hex.encode(tree.frontier.root)
        report.compared = tree.compared
        report.faults += rows.faults + tree.faults + acts.faults()
        return report
    }

    /// Rows of commits that the sequencer has not placed yet.
    private static func unplaced(_ database: StoreConnection) throws -> [AuditRecord] {
        guard database.dialect == .postgreSQL else { return [] }
        let row = try BoundStatement(
            database,
            """
            SELECT 0::bigint, r.at, r.actor, r.kind, r.event, r.leaf_hash, r.salt, r.bytes
            FROM commit_group AS g JOIN audit_row AS r ON r.group_id = g.id WHERE g.first_position IS NULL AND g.size > 0
            """
        )
        var records: [AuditRecord] = []
        while try row.step() { records.append(AuditColumn.record(from: row).record) }
        return records
    }
}

extension AuditFault {
    /// Faults of rows as sentences, the first hundred.
    struct Listing {
        private var found: [AuditFault] = []
        private var count = 0

        mutating func note(_ stored: StoredAuditRecord, after last: Int) {
            let faults = AuditFault.all(in: [stored], after: last)
            count += faults.count
            if found.count < RecordReport.mostListed { found += faults }
        }

        var faults: [String] {
            found.map { $0.description.prefix(1).uppercased() + $0.description.dropFirst() + "." }
                + (count > found.count ? ["\(count - found.count) more rows are missing or changed."] : [])
        }
    }
}
