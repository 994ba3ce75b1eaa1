package import CAInterface
package import PKIDirectory
import PKIFormats
import PortableFoundation

/// One row of `GET /api/v1/audit`.
package struct AuditRecordBody: Hashable, Sendable, Codable {
    /// From 1. The leaf in the log has the index before it.
    package var position: Int
    package var when: String
    package var event: String
    /// The octet of the event's kind.
    package var kind: Int
    package var actor: String
    /// Lower-case hex, as the other octets.
    package var leafHash: String
    package var salt: String
    /// The first octet of the record.
    package var form: Int
    /// The rest of the record, a JSON object: with form and salt whoever has it can compute the leaf hash.
    package var text: String

    package init(_ stored: StoredAuditRecord) {
        let record = stored.record
        position = stored.position
        when = WireDate.text(record.when)
        event = record.event
        kind = Int(record.kind)
        actor = record.actor
        leafHash = Hex.encode(record.leafHash)
        salt = Hex.encode(record.salt)
        form = Int(record.bytes.first ?? 0)
        text = String(decoding: record.bytes.dropFirst(), as: UTF8.self)
    }
}

/// `GET /api/v1/audit/log`: the log over the record.
package struct RecordLogBody: Hashable, Sendable, Codable {
    /// From 1; a restored database goes on as the next.
    package var generation: Int
    package var origin: String
    /// The key that verifies checkpoints: `name+ID+key`.
    package var verifierKey: String
    /// The rows of the record that are in the log.
    package var size: Int
    /// The published checkpoint, a signed note; absent before the first.
    package var checkpoint: String?
    package var publishedSize: Int
    /// Why nothing is signed; absent while all is well.
    package var obstacle: String?

    package init(_ state: RecordLogState) {
        generation = state.generation
        origin = state.origin
        verifierKey = state.verifierKey
        size = state.size
        checkpoint = state.checkpoint.isEmpty ? nil : state.checkpoint
        publishedSize = state.publishedSize
        obstacle = state.obstacle
    }
}

extension AuditQuery {
    /// The names of the query's parameters.
    static let parameters = ["event", "actor", "authority", "request", "serial", "from", "before", "after", "limit"]

    /// Reads the query of `GET /api/v1/audit`.
    package init(_ parameters: QueryParameters) throws(BodyError) {
        self.init()
        if let name = parameters["event"] {
            guard AuditEvent.Kind.allCases.contains(where: { $0.name == name }) else {
                let meant = Nearest.to(name, among: AuditEvent.Kind.allCases.map(\.name))
                throw BodyError(
                    field: "event",
                    value: name,
                    reason: "there is no event \(name.prefix(100))" + (meant.map { "; did you mean \($0)?" } ?? "")
                )
            }
            event = name
        }
        actor = parameters["actor"]
        authority = parameters["authority"]
        request = try parameters.number("request", in: 1...Int.max)
        serial = parameters["serial"]
        from = try parameters["from"].map { text throws(BodyError) in try WireDate.required(text, field: "from") }
        before = try parameters["before"].map { text throws(BodyError) in try WireDate.required(text, field: "before") }
        after = try parameters.number("after", in: 0...Int.max) ?? 0
        limit = try parameters.number("limit", in: 1...1000) ?? 100
    }

    /// The same for a client.
    package var query: [(String, String)] {
        let values: [(String, String?)] = [
            ("event", event), ("actor", actor), ("authority", authority), ("request", request.map(String.init)), ("serial", serial),
            ("from", from.map(WireDate.text)), ("before", before.map(WireDate.text)), ("after", String(after)), ("limit", String(limit)),
        ]
        return values.compactMap { name, value in value.map { (name, $0) } }
    }
}
