import CACore
import Foundation
import PKICrypto
import Store

/// The log over the record, as far as it can be told without reading the record.
extension Doctor {
    func record() async -> [Finding] {
        do {
            guard let state = try await RecordState.read(from: dataDirectory) else { return [] }
            return findings(state)
        } catch {
            return [
                Finding(
                    severity: .broken,
                    subject: "record",
                    what: "The state of its log cannot be read: \(error).",
                    remedy: "Restore a backup."
                )
            ]
        }
    }

    private func findings(_ state: RecordState) -> [Finding] {
        var findings = [
            Finding(
                severity: .note,
                subject: "record",
                what: "Its log is \(state.log.origin), with the key \(state.log.verifierKey).",
                remedy: "Keep this key, and from time to time a checkpoint, where nobody who administers this server can change them."
            )
        ]
        if let kept = state.kept, kept.origin == state.log.origin, !state.log.isRestored,
            kept.size > state.log.size || kept.size == state.log.size && kept.root != state.log.root
        {
            findings.append(
                Finding(
                    severity: .broken,
                    subject: "record",
                    what:
                        "The kept checkpoint has \(kept.size) entries, and the log in the database \(state.log.size): an older database was brought back, and the log signs nothing.",
                    remedy: "If this database is the one to go on with, stop the server and run: chancery audit restart \(dataOption)"
                )
            )
        }
        if state.rows < state.log.size {
            findings.append(
                Finding(
                    severity: .broken,
                    subject: "record",
                    what: "It has \(state.rows) rows, and its log \(state.log.size) entries: rows were removed.",
                    remedy: "Run `chancery audit verify \(dataOption)`, and restore a backup."
                )
            )
        } else if let waiting = state.oldestWaiting, now.timeIntervalSince(waiting) > 60 {
            findings.append(
                Finding(
                    severity: .soon,
                    subject: "record",
                    what: "\(state.rows - state.log.size) rows are not in its log, the oldest since \(waiting).",
                    remedy: "If the server runs, /readyz and its log say why; otherwise start it."
                )
            )
        }
        return findings
    }
}
