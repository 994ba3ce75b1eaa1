/// Inclusion and consistency proofs: which ranges of leaves they hash, and how they are verified (RFC 9162 §2.1.3, §2.1.4).
///
/// A proof is a list of hashes. Each is the root of a range of leaves; `TileHashes` computes it.
package enum MerkleProof {
    /// The most hashes that a proof can have: sizes are below 2^63.
    package static let mostHashes = 63

    /// Thrown for a leaf or a tree that the tree does not have. Such numbers may come from outside.
    package struct RangeError: Error, CustomStringConvertible {
        package let number: Int
        package let size: Int
        package var description: String { "a log of \(size) entries has no proof about \(number)" }
    }

    /// The ranges of the inclusion proof of a leaf.
    package static func inclusionRanges(of index: Int, in size: Int) throws(RangeError) -> [Range<Int>] {
        guard index >= 0, index < size else { throw RangeError(number: index, size: size) }
        return path(to: index, in: 0..<size)
    }

    /// The ranges of the proof that the tree of `former` leaves is the beginning of the tree of `size`.
    package static func consistencyRanges(from former: Int, to size: Int) throws(RangeError) -> [Range<Int>] {
        guard former >= 0, former <= size else { throw RangeError(number: former, size: size) }
        guard former > 0, former < size else { return [] }
        return subproof(of: former, in: 0..<size, isWhole: true)
    }

    /// Whether a leaf is at `index` of the tree.
    package static func includes(leafHash: [UInt8], at index: Int, size: Int, root: [UInt8], proof: [[UInt8]]) -> Bool {
        guard index >= 0, index < size, isProof(proof) else { return false }
        var (place, last, hash) = (index, size - 1, leafHash)
        for sibling in proof {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                hash = MerkleTree.nodeHash(sibling, hash)
                while place & 1 == 0, place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                hash = MerkleTree.nodeHash(hash, sibling)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }

    /// Whether the tree of `former` leaves with `formerRoot` is the beginning of the other one.
    package static func isConsistent(former: Int, formerRoot: [UInt8], size: Int, root: [UInt8], proof: [[UInt8]]) -> Bool {
        guard former >= 0, former <= size, isProof(proof) else { return false }
        if former == size { return proof.isEmpty && formerRoot == root }
        if former == 0 { return proof.isEmpty && formerRoot == MerkleTree.emptyRoot }
        var hashes = proof[...]
        if former.nonzeroBitCount == 1 { hashes = ([formerRoot] + proof)[...] }
        guard let first = hashes.popFirst() else { return false }
        var (place, last) = (former - 1, size - 1)
        while place & 1 == 1 {
            place >>= 1
            last >>= 1
        }
        var (old, new) = (first, first)
        for hash in hashes {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                old = MerkleTree.nodeHash(hash, old)
                new = MerkleTree.nodeHash(hash, new)
                while place & 1 == 0, place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                new = MerkleTree.nodeHash(new, hash)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 && old == formerRoot && new == root
    }

    private static func isProof(_ proof: [[UInt8]]) -> Bool {
        proof.count <= mostHashes && proof.allSatisfy { $0.count == MerkleTree.hashLength }
    }

    private static func path(to index: Int, in range: Range<Int>) -> [Range<Int>] {
        guard range.count > 1 else { return [] }
        let middle = range.lowerBound + MerkleTree.split(range.count)
        let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
        return index < middle ? path(to: index, in: left) + [right] : path(to: index, in: right) + [left]
    }

    /// - Parameter isWhole: the verifier knows the root of the range, because it is the whole former tree.
    private static func subproof(of former: Int, in range: Range<Int>, isWhole: Bool) -> [Range<Int>] {
        if former == range.upperBound { return isWhole ? [] : [range] }
        let middle = range.lowerBound + MerkleTree.split(range.count)
        let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
        if former <= middle { return subproof(of: former, in: left, isWhole: isWhole) + [right] }
        return subproof(of: former, in: right, isWhole: false) + [left]
    }
}
