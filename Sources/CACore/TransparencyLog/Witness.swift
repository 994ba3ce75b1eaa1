package import PKICrypto

/// Another party that signs our checkpoints after it has verified that each continues the former. Source: C2SP tlog-witness.
package struct Witness: Sendable, Hashable {
    package let key: NoteKey
    /// The submission prefix, to which `/add-checkpoint` is added.
    package let url: String

    package init(key: NoteKey, url: String) {
        self.key = key
        self.url = url
    }
}

/// Brings checkpoints to witnesses over HTTP.
package protocol WitnessSender: Sendable {
    /// - Returns: the HTTP status, and at most 64 KiB of the answer.
    /// - Throws: when there is no answer.
    func addCheckpoint(_ body: [UInt8], to url: String) async throws -> (status: Int, body: [UInt8])
}
