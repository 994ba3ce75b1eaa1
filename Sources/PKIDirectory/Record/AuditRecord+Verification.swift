import PortableFoundation

extension AuditRecord {
    /// The names of the columns of a stored record that differ from what was written; empty when all agree.
    ///
    /// The leaf hash covers kind, salt and bytes; instant, actor and event are compared with the bytes.
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

    /// The members of every record.
    private struct Written: Decodable {
        let when: Int
        let event: String
        let actor: String
    }
}
