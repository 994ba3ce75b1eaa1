import PKIFormats

/// Reads the hexadecimal forms back: offsets before a tab and characters after the digits are skipped.
enum HexText {
    static func bytes(of input: [UInt8]) -> [UInt8]? {
        guard let text = EncodedInput.text(from: input) else { return nil }
        var bytes: [UInt8] = []
        for line in text.split(whereSeparator: \.isNewline) {
            var digits = line
            if let tab = digits.firstIndex(of: "\t") { digits = digits[digits.index(after: tab)...] }
            if let column = digits.firstRange(of: "   ") { digits = digits[..<column.lowerBound] }
            guard let octets = try? Hex.decode(String(digits)) else { return nil }
            bytes += octets
        }
        return bytes
    }
}
