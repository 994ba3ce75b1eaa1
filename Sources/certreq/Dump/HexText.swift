import PKIFormats

/// Hexadecimal digits as people and programs write them: in one run, in pairs with separators, with `0x`, or in the columns of certutil,
/// hexdump and xxd with an address before them and characters after them.
enum HexText {
    /// `nil` when the text is not of these forms.
    static func decode(_ text: String) -> [UInt8]? {
        if let bytes = plain(text) { return bytes }
        var bytes: [UInt8] = []
        for line in text.split(whereSeparator: \.isNewline) {
            guard let octets = columns(line) else { return nil }
            bytes += octets
        }
        return bytes.isEmpty ? nil : bytes
    }

    private static func plain(_ text: String) -> [UInt8]? {
        let cleaned = text.replacing("0x", with: " ").replacing(",", with: " ")
        guard let bytes = try? Hex.decode(cleaned), !bytes.isEmpty else { return nil }
        return bytes
    }

    private static func columns(_ line: Substring) -> [UInt8]? {
        let words = line.split(omittingEmptySubsequences: true) { $0 == " " || $0 == "\t" }
        guard let address = words.first, address.count >= 4, address.allSatisfy({ $0.isHexDigit || $0 == ":" }) else {
            return words.isEmpty ? [] : nil
        }
        // The characters behind the octets may look like octets, so the line is cut at two spaces or a bar.
        let body = line.drop { $0 == " " || $0 == "\t" }.dropFirst(address.count).drop { $0 == " " || $0 == "\t" }
        let digits = body.replacing(" - ", with: " ").split(separator: "|").first ?? ""
        var bytes: [UInt8] = []
        var spaces = 0
        var pending: Substring = ""
        for character in digits {
            if character == " " || character == "\t" {
                spaces += character == "\t" ? 3 : 1
                // A gap of two spaces may be in the middle of sixteen octets.
                if spaces > 2 || spaces == 2 && bytes.count != 8 { break }
                continue
            }
            spaces = 0
            guard character.isHexDigit, bytes.count < 16 else { break }
            pending.append(character)
            if pending.count == 2 {
                guard let octet = UInt8(pending, radix: 16) else { return nil }
                bytes.append(octet)
                pending = ""
            }
        }
        return bytes
    }
}
