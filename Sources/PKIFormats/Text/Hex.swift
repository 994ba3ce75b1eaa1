/// Hexadecimal text.
public enum Hex {
    /// Two lowercase digits for each octet, without separators.
    @inlinable
    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        String(unsafeUninitializedCapacity: bytes.count * 2) { text in
            var place = 0
            for byte in bytes {
                text[place] = digit(byte >> 4)
                text[place + 1] = digit(byte & 0x0F)
                place += 2
            }
            return place
        }
    }

    /// Reads hexadecimal text in either case. White space, colons and hyphens between octets are skipped, as `openssl` and `certutil` write them.
    public static func decode(_ text: String) throws(FormatError) -> [UInt8] {
        var bytes: [UInt8] = []
        var high: UInt8?
        for (index, scalar) in text.unicodeScalars.enumerated() {
            if let value = digit(scalar) {
                if let first = high {
                    bytes.append(first << 4 | value)
                    high = nil
                } else {
                    high = value
                }
            } else if high != nil || !isSeparator(scalar) {
                throw FormatError(structure: "hexadecimal text", offset: index, reason: "expected a hexadecimal digit")
            }
        }
        guard high == nil else { throw FormatError(structure: "hexadecimal text", reason: "the number of digits is odd") }
        return bytes
    }

    static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar {
        case "0"..."9": UInt8(scalar.value - 0x30)
        case "a"..."f": UInt8(scalar.value - 0x61 + 10)
        case "A"..."F": UInt8(scalar.value - 0x41 + 10)
        default: nil
        }
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", "\r", "\n", ":", "-": true
        default: false
        }
    }

    @usableFromInline
    static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
