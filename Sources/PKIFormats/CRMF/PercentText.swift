/// Octets written `%xx` in text.
enum PercentText {
    static func encode(_ text: String, reserved: String) -> String {
        let marks = Set(reserved.utf8)
        var octets: [UInt8] = []
        for octet in text.utf8 {
            if marks.contains(octet) {
                octets.append(UInt8(ascii: "%"))
                octets.append(digit(octet >> 4))
                octets.append(digit(octet & 0x0F))
            } else {
                octets.append(octet)
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }

    /// The text with every `%xx` replaced; what is no such escape stays as it is. `nil` when the result is no UTF-8.
    static func decode(_ octets: ArraySlice<UInt8>) -> String? {
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

    /// The octet two hexadecimal digits stand for.
    static func octet(_ high: UInt8, _ low: UInt8) -> UInt8? {
        guard let high = value(high), let low = value(low) else { return nil }
        return high << 4 | low
    }

    private static func digit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "A") + nibble - 10
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
