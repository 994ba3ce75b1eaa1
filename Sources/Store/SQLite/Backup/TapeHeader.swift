import PortableFoundation

/// The header of one file in a tar archive. Source: POSIX.1-1988 "ustar" (pax utility, "ustar Interchange Format"); sizes beyond its 8 GiB in the base-256
/// form that GNU tar and libarchive read and write.
struct TapeHeader: Equatable {
    static let length = 512

    var name: String
    var size: Int
    /// Seconds since 1970.
    var modified: Int

    /// - Throws: `StoreError` for a name the format cannot hold.
    func encoded() throws -> [UInt8] {
        var header = [UInt8](repeating: 0, count: Self.length)
        func put(_ text: some Sequence<UInt8>, at place: Int) {
            for (offset, octet) in text.enumerated() { header[place + offset] = octet }
        }
        func octal(_ value: Int, digits: Int) -> [UInt8] {
            let text = String(value, radix: 8)
            return Array((String(repeating: "0", count: max(0, digits - text.utf8.count)) + text).utf8)
        }
        guard name.utf8.count <= 100, !name.isEmpty else {
            throw StoreError("the name \(name) does not fit into an archive; names have 1 to 100 octets")
        }
        put(name.utf8, at: 0)
        put(octal(0o600, digits: 7), at: 100)
        put(octal(0, digits: 7), at: 108)
        put(octal(0, digits: 7), at: 116)
        if size < 1 << 33 {
            put(octal(size, digits: 11), at: 124)
        } else {
            put((0..<12).map { $0 == 0 ? 0x80 : UInt8(truncatingIfNeeded: $0 < 4 ? 0 : size >> ((11 - $0) * 8)) }, at: 124)
        }
        put(octal(modified, digits: 11), at: 136)
        put([UInt8](repeating: 0x20, count: 8), at: 148)
        header[156] = UInt8(ascii: "0")
        put("ustar\0".utf8, at: 257)
        put("00".utf8, at: 263)
        put(octal(header.reduce(0) { $0 + Int($1) }, digits: 6) + [0, 0x20], at: 148)
        return header
    }

    /// - Returns: nil for the empty block that ends an archive.
    /// - Throws: `StoreError` for anything except a regular file with a correct checksum.
    static func read(_ block: [UInt8]) throws -> TapeHeader? {
        if block.allSatisfy({ $0 == 0 }) { return nil }
        func number(_ range: Range<Int>) -> Int? {
            if block[range.lowerBound] == 0x80 {
                let octets = block[range].dropFirst()
                guard octets.dropLast(7).allSatisfy({ $0 == 0 }) else { return nil }
                return octets.suffix(7).reduce(0) { $0 << 8 | Int($1) }
            }
            let digits = block[range].filter { $0 != 0 && $0 != 0x20 }
            guard digits.count <= 20, digits.allSatisfy({ (0x30...0x37).contains($0) }) else { return nil }
            return digits.reduce(0) { $0 << 3 | Int($1 - 0x30) }
        }
        var summed = block
        for place in 148..<156 { summed[place] = 0x20 }
        guard number(148..<156) == summed.reduce(0, { $0 + Int($1) }) else {
            throw StoreError("the archive is damaged: the checksum of a header is wrong")
        }
        guard block[156] == UInt8(ascii: "0") || block[156] == 0, let size = number(124..<136), let modified = number(136..<148),
            let name = String(validating: block[0..<100].prefix { $0 != 0 }, as: UTF8.self), !name.isEmpty, block[345] == 0
        else { throw StoreError("the archive contains something other than the files of a backup") }
        return TapeHeader(name: name, size: size, modified: modified)
    }

    /// The number of octets that fill the last block of a file.
    static func padding(_ size: Int) -> Int { (length - size % length) % length }
}
