package import PKICrypto
import PKIDirectory
import PKIFormats

extension RecordCheck {
    /// Checks an exported record: the signed checkpoint, every tile, every entry, and each row that is there with its content.
    package static func exported(in directory: String, outside: [Outside], key given: NoteKey? = nil) throws -> RecordReport {
        let exported = ExportedRecord(directory: directory)
        guard let key = try given ?? exported.key() else {
            throw StoreError("\(directory)/\(ExportedRecord.keyName) is missing or no key; give the key of the log with --verifier-key")
        }
        guard let note = try exported.checkpoint(), let checkpoint = Checkpoint(text: note.text) else {
            throw StoreError("\(directory) has no checkpoint; give a directory that `chancery audit export` wrote")
        }
        var report = RecordReport(origin: checkpoint.origin, verifierKey: key.description, size: checkpoint.size)
        var tree = RecordTreeCheck(key: key, size: checkpoint.size) { try exported.tile($0) }
        tree.expect(note, "The checkpoint in \(directory)")
        for kept in outside { tree.expect(SignedNote(octets: kept.note), kept.name) }
        var rows = try exported.records(after: 0, limit: Int.max)[...]
        var contents = 0
        var listing = AuditFault.Listing()
        for path in TilePath.all(of: checkpoint.size) where path.content == .entries {
            guard let bundle = try exported.tile(path), let entries = EntryBundle.entries(of: bundle), entries.count == path.width else {
                report.faults.append("\(path) is missing or damaged, so that nothing after it can be checked.")
                break
            }
            for entry in entries {
                try tree.append(entry)
                guard let row = rows.first, row.position == tree.frontier.size else { continue }
                rows.removeFirst()
                contents += 1
                listing.note(row, after: row.position - 1)
                if row.record.entry != entry { report.faults.append("The content of row \(row.position) is not the one of its entry.") }
            }
        }
        if let row = rows.first {
            report.faults.append("Row \(row.position) in \(ExportedRecord.recordsName) is out of order, or not in the log.")
        }
        tree.finish()
        report.rows = tree.frontier.size
        report.root = Hex.encode(tree.frontier.root)
        report.compared = tree.compared + ["\(contents) rows are there with their content."]
        report.faults += listing.faults + tree.faults
        return report
    }
}
