/// A part of the record that differs from the form in which it was written.
package struct AuditFault: Sendable, Hashable, CustomStringConvertible {
    /// The place of the record in question; for a gap, the place that is missing.
    package let position: Int
    /// The columns that do not agree; empty when the record is missing.
    package let columns: [String]

    package init(position: Int, columns: [String]) {
        self.position = position
        self.columns = columns
    }

    package var description: String {
        columns.isEmpty
            ? "record \(position) is missing" : "record \(position) is not as it was written (\(columns.joined(separator: ", ")))"
    }

    /// Checks consecutive records.
    /// - Parameter position: the place before the first one.
    package static func all(in records: [StoredAuditRecord], after position: Int = 0) -> [AuditFault] {
        var faults: [AuditFault] = []
        var last = position
        for stored in records {
            if stored.position != last + 1 { faults.append(AuditFault(position: last + 1, columns: [])) }
            last = stored.position
            let columns = stored.record.faults()
            if !columns.isEmpty { faults.append(AuditFault(position: stored.position, columns: columns)) }
        }
        return faults
    }
}
