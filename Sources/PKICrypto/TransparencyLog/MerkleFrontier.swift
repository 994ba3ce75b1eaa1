/// The roots of the full subtrees that make up a tree, the largest first: all that is needed to append leaves and to compute the root.
package struct MerkleFrontier: Sendable, Hashable {
    /// The number of leaves.
    package private(set) var size: Int
    /// One hash for each bit of the size that is set.
    package private(set) var hashes: [[UInt8]]

    /// The tree without leaves.
    package init() {
        size = 0
        hashes = []
    }

    /// - Returns: nil when a tree of that size does not have that many full subtrees.
    package init?(size: Int, hashes: [[UInt8]]) {
        guard size >= 0, hashes.count == size.nonzeroBitCount, hashes.allSatisfy({ $0.count == MerkleTree.hashLength }) else { return nil }
        self.size = size
        self.hashes = hashes
    }

    /// The frontier as `octets` wrote it.
    package init?(size: Int, octets: [UInt8]) {
        guard octets.count.isMultiple(of: MerkleTree.hashLength) else { return nil }
        self.init(
            size: size,
            hashes: stride(from: 0, to: octets.count, by: MerkleTree.hashLength).map { Array(octets[$0..<$0 + MerkleTree.hashLength]) }
        )
    }

    /// The hashes one after another.
    package var octets: [UInt8] { hashes.flatMap { $0 } }

    package mutating func append(_ leafHash: [UInt8]) {
        var hash = leafHash
        var rest = size
        // Each set bit at the end is a subtree as large as the new one, with which it becomes a larger one.
        while rest & 1 == 1 {
            hash = MerkleTree.nodeHash(hashes.removeLast(), hash)
            rest >>= 1
        }
        hashes.append(hash)
        size += 1
    }

    package var root: [UInt8] {
        guard var hash = hashes.last else { return MerkleTree.emptyRoot }
        for left in hashes.dropLast().reversed() { hash = MerkleTree.nodeHash(left, hash) }
        return hash
    }
}
