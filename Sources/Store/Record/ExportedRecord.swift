import PKICrypto
import PKIDirectory
import PKIFormats
import PortableFoundation
import SystemFiles

/// A log in a directory: `checkpoint` and `tile/…` as C2SP tlog-tiles names them, the key in `verifier-key`, and the rows in `records.jsonl` if they were exported too.
package struct ExportedRecord: Sendable {
    package static let keyName = "verifier-key"
    package static let checkpointName = "checkpoint"
    package static let recordsName = "records.jsonl"

    let directory: String

    package init(directory: String) { self.directory = directory }

    /// - Returns: nil when there is no key.
    func key() throws -> NoteKey? {
        guard let octets = try contents(Self.keyName) else { return nil }
        return NoteKey(String(decoding: octets, as: UTF8.self).trimmedLine)
    }

    func checkpoint() throws -> SignedNote? { try contents(Self.checkpointName).flatMap { SignedNote(octets: $0) } }

    /// The tile of the address, or the beginning of a wider one.
    func tile(_ path: TilePath) throws -> [UInt8]? { try contents(path.description) }

    /// The rows, in the order of the file.
    func records(after position: Int, limit: Int) throws -> [StoredAuditRecord] {
        guard let octets = try contents(Self.recordsName) else { return [] }
        var records: [StoredAuditRecord] = []
        for line in octets.split(separator: 0x0A) where records.count < limit {
            guard let record = RecordLine.record(Array(line)) else {
                throw StoreError(
                    "\(directory)/\(Self.recordsName) has a line that is no row of the record: \(String(decoding: line.prefix(80), as: UTF8.self))"
                )
            }
            if record.position > position { records.append(record) }
        }
        return records
    }

    private func contents(_ name: String) throws -> [UInt8]? {
        try SystemCalls.contents(of: directory + "/" + name, atMost: 1 << 40)
    }
}

extension String {
    /// Without the newline at its end.
    fileprivate var trimmedLine: String { hasSuffix("\n") ? String(dropLast()) : self }
}

/// A row in `records.jsonl`.
struct RecordLine: Codable {
    var position: Int
    /// Milliseconds since 1970.
    var at: Int
    var actor: String
    var kind: Int
    var event: String
    /// Base64.
    var salt: String
    var bytes: String

    init(_ stored: StoredAuditRecord) {
        position = stored.position
        at = stored.record.when.storedMilliseconds
        actor = stored.record.actor
        kind = Int(stored.record.kind)
        event = stored.record.event
        salt = Base64.encode(stored.record.salt)
        bytes = Base64.encode(stored.record.bytes)
    }

    static func record(_ line: [UInt8]) -> StoredAuditRecord? {
        guard let read = try? JSONDecoder().decode(RecordLine.self, from: Data(line)), let salt = try? Base64.decode(read.salt),
            let bytes = try? Base64.decode(read.bytes), let kind = UInt8(exactly: read.kind)
        else { return nil }
        let record = AuditRecord(
            when: Date(storedMilliseconds: read.at),
            actor: read.actor,
            kind: kind,
            event: read.event,
            salt: salt,
            bytes: bytes,
            // The row does not say it. Its entry is compared with that of the log.
            leafHash: MerkleTree.leafHash([AuditRecord.formVersion, kind] + Digest.sha256(salt + bytes))
        )
        return StoredAuditRecord(position: read.position, record: record)
    }
}
