import PKICrypto
package import PKIFormats

/// The tiles at the right edge of a log, to which leaves are appended.
package struct RecordTiles {
    package private(set) var size: Int
    /// The octets of the last tile of each level, which is not full.
    private var hashes: [[UInt8]]
    private var entries: [UInt8]
    private var full: [RecordTile] = []

    /// Those of an empty log.
    package init() {
        size = 0
        hashes = Array(repeating: [], count: TilePath.highestLevel + 1)
        entries = []
    }

    /// Reads the right edge of a log.
    /// - Returns: nil when a tile is missing or too short.
    package init?(size: Int, tile: (TilePath) async throws -> [UInt8]?) async throws {
        self.size = size
        hashes = Array(repeating: [], count: TilePath.highestLevel + 1)
        entries = []
        for level in hashes.indices {
            let width = (size >> (8 * level)) % TilePath.fullWidth
            guard width > 0 else { continue }
            let index = (size >> (8 * level)) / TilePath.fullWidth
            guard let bytes = try await tile(TilePath(.hashes(level: level), index: index, width: width)) else { return nil }
            hashes[level] = bytes
            guard level == 0 else { continue }
            guard let bundle = try await tile(TilePath(.entries, index: index, width: width)) else { return nil }
            entries = bundle
        }
    }

    /// The leaf hashes in the last tile of level 0.
    var lastLeafHashes: [[UInt8]] { Self.split(hashes[0]) }

    package mutating func append(_ entry: [UInt8], hash leaf: [UInt8]) {
        EntryBundle.append(entry, to: &entries)
        if (size + 1).isMultiple(of: TilePath.fullWidth) {
            full.append(RecordTile(content: .entries, index: size / TilePath.fullWidth, bytes: entries))
            entries = []
        }
        size += 1
        var hash = leaf
        for level in hashes.indices {
            hashes[level] += hash
            guard hashes[level].count == TilePath.fullWidth * MerkleTree.hashLength else { return }
            let index = (size >> (8 * level)) / TilePath.fullWidth - 1
            full.append(RecordTile(content: .hashes(level: level), index: index, bytes: hashes[level]))
            // The root of the full tile is a hash of the tile above.
            hash = MerkleTree.root(of: Self.split(hashes[level])[...])
            hashes[level] = []
        }
    }

    /// The tiles that changed since the last call, and perhaps some that did not.
    package mutating func takeChanges() -> [RecordTile] {
        defer { full = [] }
        var changed = full
        for level in hashes.indices where !hashes[level].isEmpty {
            let index = (size >> (8 * level)) / TilePath.fullWidth
            // A higher level changes only when the tile below became full.
            guard level == 0 || full.contains(where: { $0.content == .hashes(level: level - 1) }) else { break }
            changed.append(RecordTile(content: .hashes(level: level), index: index, bytes: hashes[level]))
        }
        if !entries.isEmpty { changed.append(RecordTile(content: .entries, index: size / TilePath.fullWidth, bytes: entries)) }
        return changed
    }

    /// The last tile of each level as far as it goes, and the last entries.
    package var partial: [RecordTile] {
        var tiles = hashes.indices.filter { !hashes[$0].isEmpty }.map { level in
            RecordTile(content: .hashes(level: level), index: (size >> (8 * level)) / TilePath.fullWidth, bytes: hashes[level])
        }
        if !entries.isEmpty { tiles.append(RecordTile(content: .entries, index: size / TilePath.fullWidth, bytes: entries)) }
        return tiles
    }

    private static func split(_ octets: [UInt8]) -> [[UInt8]] {
        stride(from: 0, to: octets.count, by: MerkleTree.hashLength).map { Array(octets[$0..<$0 + MerkleTree.hashLength]) }
    }
}
