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
