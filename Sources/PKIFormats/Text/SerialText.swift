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
        // Lists have a million of these.
        let utf8 = hex.utf8
        let count = utf8.count { digit($0) != nil }
        guard count > 0 else { return nil }
        var octets: [UInt8] = []
        octets.reserveCapacity(count / 2 + 2)
        var high: UInt8? = count % 2 == 0 ? nil : 0
        for unit in utf8 {
            guard let digit = digit(unit) else { continue }
            guard let upper = high else {
                high = digit
                continue
            }
            high = nil
            let octet = upper << 4 | digit
            if octets.isEmpty, octet == 0 { continue }
            if octets.isEmpty, octet >= 0x80 { octets.append(0) }
            octets.append(octet)
        }
        return octets.isEmpty ? [0] : octets
    }

    private static func digit(_ unit: UInt8) -> UInt8? {
        switch unit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): unit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): unit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): unit - UInt8(ascii: "A") + 10
        default: nil
        }
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
