import Crypto
import PKICrypto
import PKIFormats

/// The log of 300 entries, `entry-0` to `entry-299`, whose values Go's x/mod, tlog-scales and aics-tlog confirmed.
enum SampleLog {
    static let size = 300
    static let entries = (0..<size).map { Array("entry-\($0)".utf8) }
    static let leaves = entries.map(MerkleTree.leafHash)
    static let vkey = "chancery.example.com/record+3fb912ac+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    static let witness = "witness.example.com/w1+969980cf+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"
    static let note = """
        chancery.example.com/record
        300
        rrsCfVw90Ihx7lJXemH8gxItDRQ1J5GUNjm9TBLTaUM=

        \u{2014} chancery.example.com/record P7kSrGZnPySmjhcluvIxuY1KA2YSC6vGKbTJkcjoc5vYHKfh7D7FIxBLaGEKJEpzy9ALvr/y2TIpBI8zjT0G9u6sfgQ=
        \u{2014} witness.example.com/w1 lpmAzwAAAABpVbkAClciw7xLdOXbCGXT5B/IjRmVrTyQ9f54KeqrRyYNM5hWHv3C/dOsNfxdAhA2Vhj8t2ngnhOECsUb2Bmf1jcqBg==

        """

    /// The tree of the first entries, computed from the definition alone.
    static func root(_ size: Int) -> [UInt8] { root(leaves[..<size]) }

    static func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        guard leaves.count > 1 else { return leaves.first ?? Array(SHA256.hash(data: [UInt8]())) }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        let middle = leaves.startIndex + split
        return Array(SHA256.hash(data: [0x01] + root(leaves[..<middle]) + root(leaves[middle...])))
    }

    /// The octets of a tile of the first `size` entries, from the definition alone.
    static func tile(_ path: TilePath, _ size: Int) -> [UInt8] {
        switch path.content {
        case .entries:
            let start = path.index * 256
            return entries[start..<start + path.width].flatMap { [UInt8($0.count >> 8), UInt8($0.count & 0xFF)] + $0 }
        case .hashes(let level):
            let count = 1 << (8 * level)
            return (0..<path.width).flatMap { place in
                let start = (256 * path.index + place) * count
                return root(leaves[start..<start + count])
            }
        }
    }

    static func proof(_ ranges: [Range<Int>]) -> [[UInt8]] { ranges.map { root(leaves[$0]) } }
}
