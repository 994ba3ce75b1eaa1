/// RFC 3279 §2.2.3
///
///     Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER }
///
/// It is read and written here, because the DER of the cryptographic library costs a tenth of a verification and of a signature.
enum ECDSASignatureValue {
    /// r and s side by side, each filled up to `width` octets.
    /// - Returns: `nil` when `der` is not the structure in DER, or a number is negative or longer than `width` octets.
    static func fixedWidth(_ der: [UInt8], width: Int) -> [UInt8]? {
        var position = 0
        guard let end = content(of: 0x30, in: der, &position), end == der.count else { return nil }
        var numbers = [UInt8](repeating: 0, count: 2 * width)
        for place in [0, width] {
            guard let end = content(of: 0x02, in: der, &position), position < end, der[position] < 0x80 else { return nil }
            if der[position] == 0, end - position > 1 {
                // A leading zero octet appears only where the number would be negative without it.
                guard der[position + 1] >= 0x80 else { return nil }
                position += 1
            }
            guard end - position <= width else { return nil }
            let start = place + width - (end - position)
            for offset in 0..<(end - position) { numbers[start + offset] = der[position + offset] }
            position = end
        }
        return position == der.count ? numbers : nil
    }

    /// The structure of r and s, which `numbers` holds side by side.
    static func der(fixedWidth numbers: [UInt8]) -> [UInt8] {
        let width = numbers.count / 2
        let r = significant(numbers[..<width])
        let s = significant(numbers[width...])
        let length = 4 + length(r) + length(s)
        var der: [UInt8] = [0x30]
        der.reserveCapacity(3 + length)
        if length >= 0x80 { der.append(0x81) }
        der.append(UInt8(length))
        for number in [r, s] {
            der.append(0x02)
            der.append(UInt8(self.length(number)))
            if number[number.startIndex] >= 0x80 { der.append(0) }
            der.append(contentsOf: number)
        }
        return der
    }

    /// Without leading zeros, except for the last octet.
    private static func significant(_ number: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var number = number
        while number.count > 1, number.first == 0 { number = number.dropFirst() }
        return number
    }

    /// Of the INTEGER's content, at most 67 octets.
    private static func length(_ number: ArraySlice<UInt8>) -> Int {
        number.count + (number[number.startIndex] >= 0x80 ? 1 : 0)
    }

    /// Steps over a tag and its length, at most 255 as for curves through P-521.
    /// - Returns: where the content ends, inside of `der`.
    private static func content(of tag: UInt8, in der: [UInt8], _ position: inout Int) -> Int? {
        guard position + 1 < der.count, der[position] == tag else { return nil }
        var length = Int(der[position + 1])
        position += 2
        if length == 0x81 {
            guard position < der.count, der[position] >= 0x80 else { return nil }
            length = Int(der[position])
            position += 1
        } else if length >= 0x80 {
            return nil
        }
        return position + length <= der.count ? position + length : nil
    }
}
