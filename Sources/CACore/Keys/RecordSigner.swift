package import PKICrypto
import PKIFormats

/// Signs the checkpoints of the log. It has the log's key, which signs nothing else, and never signs a smaller tree or another root than it knows to be signed.
package struct RecordSigner: Sendable {
    private let key: PrivateKey
    /// Verifies what it signs.
    package let noteKey: NoteKey
    /// The newest checkpoint that anybody may have seen.
    private var floor: Checkpoint?

    /// Opens the key of that name, which is made when there is none.
    /// - Parameter isNew: whether the log begins now; otherwise the key must be there.
    package static func open(_ name: String, origin: String, isNew: Bool, in keys: any KeyStore) async throws -> RecordSigner {
        if let key = try await keys.key(named: name, purpose: .server) { return try RecordSigner(key, origin) }
        guard isNew else {
            throw RecordLogHaltedError(
                "The key \(name) of the record's log is missing from the key store. Restore it from a backup, or stop the servers and begin another log: chancery audit restart"
            )
        }
        let key = try PrivateKey(generating: .ed25519)
        do { try await keys.save(pkcs8: try key.pkcs8(), named: name, purpose: .server) } catch {
            // A key is never replaced, so another node's is the one to use.
            if let kept = try await keys.key(named: name, purpose: .server) { return try RecordSigner(kept, origin) }
            throw error
        }
        return try RecordSigner(try await keys.key(named: name, purpose: .server) ?? key, origin)
    }

    private init(_ key: PrivateKey, _ origin: String) throws {
        guard key.publicKey.kind == .ed25519, let noteKey = NoteKey(name: origin, publicKey: key.publicKey.keyBytes) else {
            throw RecordLogHaltedError("The key of the record's log is not an Ed25519 key, or its name “\(origin)” cannot name one.")
        }
        self.key = key
        self.noteKey = noteKey
    }

    /// A checkpoint that was signed before and may have been seen.
    package mutating func raise(to checkpoint: Checkpoint) {
        if checkpoint.size >= floor?.size ?? 0 { floor = checkpoint }
    }

    /// - Throws: `RecordLogHaltedError` for a smaller tree, or for another root at the same size, than was signed before.
    package func sign(_ checkpoint: Checkpoint) async throws -> SignedNote {
        guard checkpoint.origin == noteKey.name else { throw RecordLogHaltedError("The record's log has another name than its key.") }
        if let floor, checkpoint.size < floor.size || checkpoint.size == floor.size && checkpoint.root != floor.root {
            throw RecordLogHaltedError.older("A checkpoint that was signed", floor.size, than: checkpoint.size)
        }
        let signature = try await key.sign(Array(checkpoint.text.utf8))
        return SignedNote(
            text: checkpoint.text,
            signatures: [.init(name: noteKey.name, keyID: noteKey.keyID, octets: signature)]
        )
    }
}
