/// Octets written `%xx` in text (RFC 3986 §2.1).
package enum PercentEncoding {
    /// Encodes everything except the unreserved characters of RFC 3986 §2.3, so that the result is one segment in any place.
    package static func encode(_ text: String) -> String { encode(text) { !isUnreserved($0) } }

    /// Encodes a path, whose slashes stay.
    package static func encode(path: String) -> String { encode(path) { !isUnreserved($0) && $0 != UInt8(ascii: "/") } }

    /// Encodes only these ASCII characters.
    static func encode(_ text: String, reserved: String) -> String {
        let marks = Set(reserved.utf8)
        return encode(text, where: marks.contains)
    }

    private static func encode(_ text: String, where isReserved: (UInt8) -> Bool) -> String {
        var octets: [UInt8] = []
        octets.reserveCapacity(text.utf8.count)
        for octet in text.utf8 {
            if isReserved(octet) {
                octets.append(UInt8(ascii: "%"))
                octets.append(digits[Int(octet >> 4)])
                octets.append(digits[Int(octet & 15)])
            } else {
                octets.append(octet)
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }

    /// Decodes once. nil when an escape is cut off or not hexadecimal, and when the result is not UTF-8 or contains an escaped NUL.
    package static func decode(_ text: Substring) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        var octets: [UInt8] = []
        octets.reserveCapacity(text.utf8.count)
        var rest = text.utf8.makeIterator()
        while let octet = rest.next() {
            guard octet == UInt8(ascii: "%") else {
                octets.append(octet)
                continue
            }
            guard let high = rest.next(), let low = rest.next(), let value = self.octet(high, low), value != 0 else { return nil }
            octets.append(value)
        }
        return String(validating: octets, as: UTF8.self)
    }

    /// Decodes escapes and leaves everything else as it is. nil when the result is not UTF-8.
    static func decodeEscapes(_ octets: ArraySlice<UInt8>) -> String? {
        var result: [UInt8] = []
        var index = octets.startIndex
        while index < octets.endIndex {
            if octets[index] == UInt8(ascii: "%"), octets.endIndex - index > 2, let octet = octet(octets[index + 1], octets[index + 2]) {
                result.append(octet)
                index += 3
            } else {
                result.append(octets[index])
                index += 1
            }
        }
        return String(validating: result, as: UTF8.self)
    }

    /// The octet that two hexadecimal digits encode.
    static func octet(_ high: UInt8, _ low: UInt8) -> UInt8? {
        guard let high = Hex.digit(Unicode.Scalar(high)), let low = Hex.digit(Unicode.Scalar(low)) else { return nil }
        return high << 4 | low
    }

    private static func isUnreserved(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
}
