package import PKICrypto
package import PortableFoundation

/// The state of the log over the record: which rows of the record it has, and what its key signed about them.
///
/// The leaf of a row has the row's position less one as its index. The store has one such row, which is replaced by compare-and-swap before anybody learns of
/// a checkpoint.
package struct RecordLog: Sendable, Hashable {
    /// From 1. A database that was restored to an earlier moment goes on as a log of another name and key, because the former may have signed more.
    package let generation: Int
    /// The URL of the log without scheme, and the name of its key.
    package let origin: String
    /// The key that verifies its checkpoints, as text.
    package let verifierKey: String
    /// The rows in the tree.
    package var frontier: MerkleFrontier
    /// The root as it was stored, which must be that of the frontier.
    package var root: [UInt8]
    /// The newest checkpoint, signed by the log alone.
    package var signed: String
    package var signedWhen: Date
    /// The newest checkpoint for readers, which has the witnesses' signatures too; empty before the first.
    package var published: String
    package var publishedSize: Int
    /// The database was restored since this was written: the log ends, and a successor begins.
    package var isRestored: Bool

    package init(
        generation: Int,
        origin: String,
        verifierKey: String,
        frontier: MerkleFrontier,
        root: [UInt8],
        signed: String,
        signedWhen: Date,
        published: String = "",
        publishedSize: Int = 0,
        isRestored: Bool = false
    ) {
        self.generation = generation
        self.origin = origin
        self.verifierKey = verifierKey
        self.frontier = frontier
        self.root = root
        self.signed = signed
        self.signedWhen = signedWhen
        self.published = published
        self.publishedSize = publishedSize
        self.isRestored = isRestored
    }

    package var size: Int { frontier.size }

    /// What the log says about itself.
    package var checkpoint: Checkpoint { Checkpoint(origin: origin, size: size, root: root) }

    /// The name of its key in the key store.
    package var keyName: String { Self.keyName(generation) }

    package static func keyName(_ generation: Int) -> String { "record-\(generation)" }

    /// The origin of a generation. The first has the plain one.
    package static func origin(_ base: String, _ generation: Int) -> String { generation == 1 ? base : "\(base)/\(generation)" }
}
