import CACore
import PKICrypto
import PKIFormats

/// Builds the tree of a log from its entries and compares it with everything that is known of the log: signed checkpoints and stored tiles.
struct RecordTreeCheck {
    private let key: NoteKey
    /// The size that the log says it has.
    private let size: Int
    private let tile: (TilePath) throws -> [UInt8]?
    private var tiles = RecordTiles()
    private(set) var frontier = MerkleFrontier()
    /// Checkpoints, by size.
    private var checkpoints: [Int: [(name: String, checkpoint: Checkpoint)]] = [:]
    private(set) var compared: [String] = []
    private(set) var faults: [String] = []
    private var damagedTiles = 0

    /// - Parameter tile: a stored tile; nil when it is missing.
    init(key: NoteKey, size: Int, tile: @escaping (TilePath) throws -> [UInt8]?) {
        self.key = key
        self.size = size
        self.tile = tile
    }

    /// A checkpoint that the log must have passed.
    /// - Parameter name: where it is from, as a beginning of sentences.
    mutating func expect(_ note: SignedNote?, _ name: String) {
        guard let note, let checkpoint = Checkpoint(text: note.text) else {
            faults.append("\(name) is no checkpoint.")
            return
        }
        guard checkpoint.origin == key.name, note.isSigned(by: key) else {
            faults.append("\(name) is not signed by the key \(key), or is one of another log (\(checkpoint.origin)).")
            return
        }
        if checkpoint.size == 0 {
            compare(name, checkpoint, MerkleTree.emptyRoot)
        } else {
            checkpoints[checkpoint.size, default: []].append((name, checkpoint))
        }
    }

    /// The next entry of the record.
    mutating func append(_ entry: [UInt8]) throws {
        let hash = MerkleTree.leafHash(entry)
        frontier.append(hash)
        for (name, checkpoint) in checkpoints.removeValue(forKey: frontier.size) ?? [] { compare(name, checkpoint, frontier.root) }
        guard frontier.size <= size else { return }
        tiles.append(entry, hash: hash)
        if frontier.size.isMultiple(of: TilePath.fullWidth) || frontier.size == size { try compareTiles() }
    }

    /// After the last entry.
    mutating func finish() {
        for (size, missing) in checkpoints.sorted(by: { $0.key < $1.key }) {
            for (name, _) in missing {
                faults.append("\(name) has \(size) entries, and the record only \(frontier.size): rows are missing at its end.")
            }
        }
        checkpoints = [:]
        if frontier.size < size {
            faults.append("The log has \(size) entries, and the record only \(frontier.size): rows are missing at its end.")
        }
        if damagedTiles > 0 { faults.append("\(damagedTiles) tiles are missing, or differ from the record.") }
    }

    private mutating func compare(_ name: String, _ checkpoint: Checkpoint, _ root: [UInt8]) {
        if checkpoint.root == root {
            compared.append("\(name) has \(checkpoint.size) entries, and the record has its root.")
        } else {
            faults.append(
                "\(name) has another root at \(checkpoint.size) entries: rows before were changed, removed or put in another order."
            )
        }
    }

    private mutating func compareTiles() throws {
        var expected = tiles.takeChanges().filter { Self.width(of: $0) == TilePath.fullWidth }
        // Those that are not full are as the end of the log leaves them.
        if frontier.size == size { expected += tiles.partial }
        for expected in expected {
            let path = TilePath(expected.content, index: expected.index, width: Self.width(of: expected))
            if try tile(path) != expected.bytes { damagedTiles += 1 }
        }
    }

    private static func width(of tile: RecordTile) -> Int {
        switch tile.content {
        case .entries: EntryBundle.entries(of: tile.bytes)?.count ?? 0
        case .hashes: tile.bytes.count / MerkleTree.hashLength
        }
    }
}
