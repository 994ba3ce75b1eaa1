/// Base64 (RFC 4648 §4) with any wrapping.
public enum Base64 {
    /// Decodes text. White space is skipped everywhere. Padding must be complete, and nothing may follow it. The offset of an error counts
    /// octets of the text.
    public static func decode(_ text: String) throws(FormatError) -> [UInt8] {
        try decode(octets: Array(text.utf8))
    }

    static func decode(octets text: [UInt8]) throws(FormatError) -> [UInt8] {
        let values = Self.values
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3 + 3)
        var bits: UInt32 = 0
        var digits = 0
        var padding = 0
        for offset in text.indices {
            let octet = text[offset]
            let value = values[Int(octet)]
            if value < 64 {
                guard padding == 0 else { throw fail(offset, "a character follows the padding") }
                bits = bits << 6 | UInt32(value)
                digits += 1
                if digits == 4 {
                    bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
                    bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
                    bytes.append(UInt8(truncatingIfNeeded: bits))
                    bits = 0
                    digits = 0
                }
            } else if octet == UInt8(ascii: "=") {
                padding += 1
                guard digits >= 2, digits + padding <= 4 else { throw fail(offset, "the padding is misplaced") }
            } else if value != skipped {
                throw fail(offset, "the character is not in the base64 alphabet")
            }
        }
        switch digits {
        case 0: return bytes
        case 2 where padding == 2 && bits & 0x0F == 0:
            bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
        case 3 where padding == 1 && bits & 0x03 == 0:
            bytes.append(UInt8(truncatingIfNeeded: bits >> 10))
            bytes.append(UInt8(truncatingIfNeeded: bits >> 2))
        default: throw fail(nil, "the text is cut off: the last group is not complete")
        }
        return bytes
    }

    /// Encodes bytes.
    /// - Parameters:
    ///   - lineLength: characters on a line; `nil` for one line without an end.
    ///   - lineEnd: the end of each line, including the last one, when there are lines.
    public static func encode(_ bytes: [UInt8], lineLength: Int? = nil, lineEnd: String = "\r\n") -> String {
        let alphabet = Self.alphabet
        let end = Array(lineEnd.utf8)
        let width = lineLength.map { max($0, 1) } ?? Int.max
        var text: [UInt8] = []
        let characters = (bytes.count + 2) / 3 * 4
        text.reserveCapacity(characters + (lineLength == nil ? 0 : (characters / width + 1) * end.count))
        var column = 0
        var index = 0
        while index < bytes.count {
            let count = min(3, bytes.count - index)
            var group = UInt32(bytes[index]) << 16
            if count > 1 { group |= UInt32(bytes[index + 1]) << 8 }
            if count > 2 { group |= UInt32(bytes[index + 2]) }
            for step in 0..<4 {
                text.append(step <= count ? alphabet[Int(group >> UInt32(18 - 6 * step) & 0x3F)] : UInt8(ascii: "="))
                column += 1
                if column == width {
                    text.append(contentsOf: end)
                    column = 0
                }
            }
            index += count
        }
        if lineLength != nil, column > 0 { text.append(contentsOf: end) }
        return String(decoding: text, as: UTF8.self)
    }

    private static func fail(_ offset: Int?, _ reason: String) -> FormatError {
        FormatError(structure: "base64 text", offset: offset, reason: reason)
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let skipped: UInt8 = 0xFE

    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 0xFF, count: 256)
        for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
        for space in [0x20, 0x09, 0x0A, 0x0D] { table[space] = skipped }
        return table
    }()
}
