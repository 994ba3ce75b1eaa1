import Crypto

/// The hashes of a transparency log's tree, which RFC 6962 §2.1 and RFC 9162 §2.1 define alike. A hash has 32 octets.
package enum MerkleTree {
    /// Octets of a hash.
    package static let hashLength = 32
    /// The root of a tree without leaves: SHA-256 of nothing.
    package static let emptyRoot = SHA256.hash(data: [UInt8]()).withUnsafeBytes { Array($0) }

    /// SHA-256 of 0x00 and the entry.
    package static func leafHash(_ entry: [UInt8]) -> [UInt8] {
        var hasher = SHA256()
        hasher.update(data: [0x00])
        hasher.update(data: entry)
        return hasher.finalize().withUnsafeBytes { Array($0) }
    }

    /// SHA-256 of 0x01 and both halves.
    package static func nodeHash(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var hasher = SHA256()
        hasher.update(data: [0x01])
        hasher.update(data: left)
        hasher.update(data: right)
        return hasher.finalize().withUnsafeBytes { Array($0) }
    }

    /// The root over hashes that are the leaves of a tree, or the roots of equally large full subtrees.
    package static func root(of hashes: ArraySlice<[UInt8]>) -> [UInt8] {
        guard let first = hashes.first else { return emptyRoot }
        guard hashes.count > 1 else { return first }
        let middle = hashes.startIndex + split(hashes.count)
        return nodeHash(root(of: hashes[..<middle]), root(of: hashes[middle...]))
    }

    /// The size of the left half of a tree: the largest power of two below `size`, which is at least 2.
    package static func split(_ size: Int) -> Int { 1 << (Int.bitWidth - 1 - (size - 1).leadingZeroBitCount) }
}
