import PortableFoundation

extension AuditRecord {
    /// What of a stored record is no longer as it was written: the names of its columns; empty when all is well.
    ///
    /// The leaf hash covers kind, salt and bytes; instant, actor and event are held against what the bytes say.
    package func faults() -> [String] {
        var faults: [String] = []
        if salt.count != Self.saltLength { faults.append("salt") }
        if Self.leafHash(kind: kind, salt: salt, bytes: bytes) != leafHash { faults.append("leafHash") }
        guard bytes.first == Self.formVersion,
            let written = try? JSONDecoder().decode(Written.self, from: Data(bytes.dropFirst()))
        else { return faults + ["bytes"] }
        if written.when != Self.milliseconds(when) { faults.append("when") }
        if written.actor != actor { faults.append("actor") }
        if written.event != event { faults.append("event") }
        if AuditEvent.Kind(rawValue: kind)?.name != event { faults.append("kind") }
        return faults
    }

    /// The members every record has.
    private struct Written: Decodable {
        let when: Int
        let event: String
        let actor: String
    }
}

/// Something in the record that is not as it was written.
package struct AuditFault: Sendable, Hashable, CustomStringConvertible {
    /// The place of the record in question; of a gap, the place that is missing.
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

    /// Checks records that follow each other.
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
