/// The entries of a bundle: for each a big-endian length of two octets, then the entry. Source: C2SP tlog-tiles.
package enum EntryBundle {
    package static func append(_ entry: [UInt8], to bundle: inout [UInt8]) {
        precondition(entry.count <= 0xFFFF)
        bundle.append(UInt8(entry.count >> 8))
        bundle.append(UInt8(entry.count & 0xFF))
        bundle.append(contentsOf: entry)
    }

    /// - Returns: nil when the octets do not end with an entry.
    package static func entries(of bundle: [UInt8]) -> [[UInt8]]? {
        var entries: [[UInt8]] = []
        var place = 0
        while place < bundle.count {
            guard place + 2 <= bundle.count else { return nil }
            let length = Int(bundle[place]) << 8 | Int(bundle[place + 1])
            guard place + 2 + length <= bundle.count else { return nil }
            entries.append(Array(bundle[place + 2..<place + 2 + length]))
            place += 2 + length
        }
        return entries
    }

    /// The octets of the first entries, from which a partial bundle is cut.
    /// - Returns: nil when the bundle has fewer.
    package static func prefix(of bundle: [UInt8], entries count: Int) -> [UInt8]? {
        var place = 0
        for _ in 0..<count {
            guard place + 2 <= bundle.count else { return nil }
            place += 2 + (Int(bundle[place]) << 8 | Int(bundle[place + 1]))
            guard place <= bundle.count else { return nil }
        }
        return Array(bundle[..<place])
    }
}
