package import PKIFormats

/// Roots of ranges of leaves, computed from the tiles of a log.
package struct TileHashes {
    /// A tile, or its beginning that a tree of the size has.
    package typealias Source = (TilePath) async throws -> [UInt8]

    /// Thrown for a tile that does not have the hashes that its address says.
    package struct DamagedTileError: Error, CustomStringConvertible {
        package let path: TilePath
        package var description: String { "the tile \(path) does not have its \(path.width) hashes" }
    }

    private let size: Int
    private let source: Source
    private var tiles: [TilePath: [UInt8]] = [:]

    /// - Parameter size: of the tree whose tiles are asked for.
    package init(size: Int, source: @escaping Source) {
        self.size = size
        self.source = source
    }

    /// The root of a range as proofs have them: it begins at a multiple of the largest power of two that fits in.
    package mutating func root(of range: Range<Int>) async throws -> [UInt8] {
        let count = range.count
        if count.nonzeroBitCount == 1 { return try await node(count.trailingZeroBitCount, range.lowerBound / count) }
        let middle = range.lowerBound + MerkleTree.split(count)
        let left = try await root(of: range.lowerBound..<middle)
        return MerkleTree.nodeHash(left, try await root(of: middle..<range.upperBound))
    }

    package mutating func roots(of ranges: [Range<Int>]) async throws -> [[UInt8]] {
        var roots: [[UInt8]] = []
        for range in ranges { roots.append(try await root(of: range)) }
        return roots
    }

    package mutating func frontier() async throws -> MerkleFrontier {
        var hashes: [[UInt8]] = []
        var place = 0
        while place < size {
            let count = 1 << (Int.bitWidth - 1 - (size - place).leadingZeroBitCount)
            hashes.append(try await root(of: place..<place + count))
            place += count
        }
        return MerkleFrontier(size: size, hashes: hashes) ?? MerkleFrontier()
    }

    /// The root of the full subtree of 2^height leaves that is number `place` of them.
    private mutating func node(_ height: Int, _ place: Int) async throws -> [UInt8] {
        let (level, rest) = (height / 8, height % 8)
        let first = place << rest
        let tile = try await hashes(level, first / TilePath.fullWidth)
        let start = first % TilePath.fullWidth
        let hashes = (start..<start + 1 << rest).map {
            Array(tile[$0 * MerkleTree.hashLength..<($0 + 1) * MerkleTree.hashLength])
        }
        return MerkleTree.root(of: hashes[...])
    }

    private mutating func hashes(_ level: Int, _ index: Int) async throws -> [UInt8] {
        let count = size >> (8 * level)
        let last = TilePath.last(.hashes(level: level), of: count)
        let path = index == last.index ? last : TilePath(.hashes(level: level), index: index)
        if let known = tiles[path] { return known }
        let tile = try await source(path)
        guard tile.count == path.width * MerkleTree.hashLength else { throw DamagedTileError(path: path) }
        tiles[path] = tile
        return tile
    }
}
