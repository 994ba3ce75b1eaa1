package import PKICrypto
package import PKIDirectory
package import PKIFormats
import CACore
import PortableFoundation
import SystemFiles

/// Where a record and its log are read: the database of a data directory, or a directory that `chancery audit export` wrote.
package struct RecordPlace: Sendable {
    private enum Source: Sendable {
        case database(RecordDatabase)
        case exported(ExportedRecord)
    }

    private let source: Source
    package let key: NoteKey
    /// The newest checkpoint there.
    package let note: SignedNote
    package let checkpoint: Checkpoint

    /// - Throws: `StoreError` when there is no log, or its checkpoint is not signed by its key.
    package static func database(in dataDirectory: String) async throws -> RecordPlace {
        let database = RecordDatabase(dataDirectory: dataDirectory)
        guard let log = try await database.read({ try RecordLogRow.log(from: $0) }) else {
            throw StoreError("the record has no log yet: start the server once")
        }
        // The published one, if there is one: it has the witnesses' signatures.
        let text = log.publishedSize == log.size && !log.published.isEmpty ? log.published : log.signed
        return try RecordPlace(.database(database), key: NoteKey(log.verifierKey), note: SignedNote(text), dataDirectory)
    }

    package static func exported(in directory: String) async throws -> RecordPlace {
        let exported = ExportedRecord(directory: directory)
        let (key, note) = (try exported.key(), try exported.checkpoint())
        return try RecordPlace(.exported(exported), key: key, note: note, directory)
    }

    private init(_ source: Source, key: NoteKey?, note: SignedNote?, _ name: String) throws {
        guard let key, let note, note.isSigned(by: key), let checkpoint = Checkpoint(text: note.text), checkpoint.origin == key.name else {
            throw StoreError("the checkpoint in \(name) is not signed by the key of its log; `chancery audit verify` says more")
        }
        self.source = source
        self.key = key
        self.note = note
        self.checkpoint = checkpoint
    }

    /// - Throws: `StoreError` when the tile is missing.
    package func tile(_ path: TilePath) async throws -> [UInt8] {
        let octets: [UInt8]? =
            switch source {
            case .database(let database): try await database.read { try RecordLogRow.tile(path, from: $0) }
            case .exported(let exported): try exported.tile(path)
            }
        guard let octets else { throw StoreError("the log has no \(path); it is damaged: restore a backup, or export the record again") }
        return octets
    }

    /// Rows of the record; from an exported one, those that were exported with their content.
    package func records(after position: Int, limit: Int) async throws -> [StoredAuditRecord] {
        switch source {
        case .database(let database): try await database.read { try AuditRow.records(after: position, limit: limit, from: $0) }
        case .exported(let exported): try exported.records(after: position, limit: limit)
        }
    }

    /// The proof that the entry of a row is in the log.
    /// - Throws: `StoreError` when the log does not have the row.
    package func receipt(of position: Int) async throws -> InclusionReceipt {
        guard (1...max(checkpoint.size, 1)).contains(position), checkpoint.size > 0 else {
            throw StoreError("the log has \(checkpoint.size) rows of the record, and none at \(position)")
        }
        var hashes = TileHashes(size: checkpoint.size) { try await tile($0) }
        let proof = try await hashes.roots(of: MerkleProof.inclusionRanges(of: position - 1, in: checkpoint.size))
        let receipt = InclusionReceipt(index: position - 1, proof: proof, note: note)
        guard receipt.proves(try await hashes.root(of: position - 1..<position), by: key) else {
            throw StoreError("the tiles of the log do not have the root that was signed; `chancery audit verify` says more")
        }
        return receipt
    }

    /// The proof that the log continues an earlier checkpoint.
    /// - Throws: `StoreError` when it does not.
    package func consistency(since former: Checkpoint) async throws -> [[UInt8]] {
        guard former.size <= checkpoint.size else {
            throw StoreError("the earlier checkpoint has \(former.size) entries, and the log only \(checkpoint.size): it was cut off")
        }
        var hashes = TileHashes(size: checkpoint.size) { try await tile($0) }
        let proof = try await hashes.roots(of: MerkleProof.consistencyRanges(from: former.size, to: checkpoint.size))
        guard
            MerkleProof.isConsistent(
                former: former.size,
                formerRoot: former.root,
                size: checkpoint.size,
                root: checkpoint.root,
                proof: proof
            )
        else { throw StoreError("the log does not continue the earlier checkpoint of \(former.size) entries: rows before were changed") }
        return proof
    }
}
