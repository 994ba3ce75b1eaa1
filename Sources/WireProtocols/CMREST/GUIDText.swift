package import PortableFoundation

/// GUIDs as this interface writes and reads them.
package enum GUIDText {
    /// The value for "none": never null, never absent.
    package static let none = "00000000-0000-0000-0000-000000000000"

    /// Lower case with hyphens; all zeros for nil.
    package static func text(_ id: UUID?) -> String { id?.uuidString.lowercased() ?? none }

    /// Reads 32 digits with or without hyphens (N, D), in braces (B) or parentheses (P), in either case, with blanks around.
    /// - Returns: nil for anything else. All zeros is read as a GUID; see `optional`.
    package static func read(_ text: String) -> UUID? {
        var digits = text[...]
        while let first = digits.first, first.isWhitespace { digits.removeFirst() }
        while let last = digits.last, last.isWhitespace { digits.removeLast() }
        for (open, close) in [("{", "}"), ("(", ")")] where digits.hasPrefix(open) {
            guard digits.hasSuffix(close) else { return nil }
            digits = digits.dropFirst().dropLast()
            guard digits.utf8.count == 36 else { return nil }
        }
        if digits.utf8.count == 32 {
            guard digits.utf8.allSatisfy(isHexadecimal) else { return nil }
            var hyphenated = ""
            for (index, digit) in digits.enumerated() {
                if [8, 12, 16, 20].contains(index) { hyphenated += "-" }
                hyphenated.append(digit)
            }
            return UUID(uuidString: hyphenated)
        }
        return digits.utf8.count == 36 ? UUID(uuidString: String(digits)) : nil
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }
}
