/// A CA name in the form for file names, URLs and directory objects. Source: MS-WCCE §3.1.1.4.1.1.
package enum SanitizedName {
    /// Every UTF-16 unit outside printable ASCII, and every one with a meaning in paths, URLs or names, becomes `!` and four hexadecimal
    /// digits.
    package static func of(_ name: String) -> String {
        var text = ""
        for unit in name.utf16 {
            if unit < 0x20 || unit > 0x7E || escaped.contains(unit) {
                let digits = String(unit, radix: 16)
                text += "!" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                text.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
            }
        }
        return text
    }

    /// The sanitized name. If it is longer than 51 units: its beginning, and a 16-bit hash of the rest in five decimal digits.
    package static func short(of name: String) -> String {
        let units = Array(of(name).utf16)
        guard units.count > 51 else { return of(name) }
        var kept = units.prefix(51)
        // A truncated escape is dropped whole: then `!` is at most three units before the end.
        if let mark = kept.lastIndex(of: UInt16(UInt8(ascii: "!"))), kept.endIndex - mark < 5 { kept = kept[..<mark] }
        var hash: UInt16 = 0
        for unit in units[kept.endIndex...] {
            hash = (hash << 1 | hash >> 15) &+ unit
        }
        let digits = String(hash)
        return String(decoding: kept, as: UTF16.self) + "-" + String(repeating: "0", count: 5 - digits.count) + digits
    }

    private static let escaped = Set("!\"#%&'()*+,/:;<=>?[\\]^`{|}".utf16)
}
