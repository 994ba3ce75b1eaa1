/// Serial numbers as text: hexadecimal, most significant octet first, without the zero octet that only keeps the INTEGER positive.
package enum SerialText {
    /// More digits than any serial number has: RFC 5280 §4.1.2.2 allows 20 octets, and some certificates have more.
    private static let mostDigits = 128

    /// Lower-case text of the content octets of an INTEGER.
    package static func hex(of octets: [UInt8]) -> String {
        octets.count > 1 && octets[0] == 0 ? Hex.encode(octets.dropFirst()) : Hex.encode(octets)
    }

    /// Content octets of a positive INTEGER; nil when the text has no hexadecimal digit.
    package static func octets(of hex: String) -> [UInt8]? {
        let digits = hex.utf8.compactMap { Hex.digit(Unicode.Scalar($0)) }
        let even = digits.count % 2 == 0 ? digits : [0] + digits
        var octets = stride(from: 0, to: even.count, by: 2).map { even[$0] << 4 | even[$0 + 1] }
        while octets.count > 1, octets[0] == 0, octets[1] < 0x80 { octets.removeFirst() }
        guard let first = octets.first else { return nil }
        return first >= 0x80 ? [0] + octets : octets
    }

    /// Turns a text that people write into the form of ``hex(of:)``: either case, with blanks, colons or hyphens, with or without `0x` and
    /// leading zeros.
    /// - Returns: nil when the text is not a serial number.
    package static func normalized(_ text: String) -> String? {
        var digits = text.lowercased().filter { $0 != " " && $0 != ":" && $0 != "-" }
        if digits.hasPrefix("0x") { digits.removeFirst(2) }
        guard !digits.isEmpty, digits.utf8.count <= mostDigits, digits.unicodeScalars.allSatisfy({ Hex.digit($0) != nil }) else {
            return nil
        }
        if digits.utf8.count % 2 == 1 { digits = "0" + digits }
        while digits.utf8.count > 2, digits.hasPrefix("00") { digits.removeFirst(2) }
        return digits
    }
}
