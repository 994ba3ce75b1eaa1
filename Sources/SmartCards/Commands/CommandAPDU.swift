/// One command to a card. Source: ISO/IEC 7816-4 §5.1.
package struct CommandAPDU: Sendable {
    package var classByte: UInt8
    package var instruction: UInt8
    package var p1: UInt8
    package var p2: UInt8
    package var data: [UInt8]
    /// Octets expected in the answer, up to 65536; nil expects none.
    package var expected: Int?

    package init(_ instruction: UInt8, _ p1: UInt8, _ p2: UInt8, _ data: [UInt8] = [], expected: Int? = nil, classByte: UInt8 = 0) {
        self.classByte = classByte
        self.instruction = instruction
        self.p1 = p1
        self.p2 = p2
        self.data = data
        self.expected = expected
    }

    /// The most data of one short command.
    static let shortData = 255

    /// The commands to send in turn: one, in short or extended form, or a chain of short ones, of which all but the last have the chaining bit
    /// (ISO/IEC 7816-4 §5.1.1.1).
    /// - Parameter extended: whether the card takes extended lengths.
    package func encoded(extended: Bool) -> [[UInt8]] {
        if data.count <= Self.shortData, (expected ?? 0) <= 256 || !extended { return [short(data[...], classByte, expected)] }
        if extended { return [long()] }
        var parts: [[UInt8]] = []
        var rest = data[...]
        while rest.count > Self.shortData {
            parts.append(short(rest.prefix(Self.shortData), classByte | 0x10, nil))
            rest = rest.dropFirst(Self.shortData)
        }
        parts.append(short(rest, classByte, expected))
        return parts
    }

    private func short(_ part: ArraySlice<UInt8>, _ classByte: UInt8, _ expected: Int?) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(6 + part.count)
        bytes += [classByte, instruction, p1, p2]
        if !part.isEmpty {
            bytes.append(UInt8(part.count))
            bytes += part
        }
        // 0 means 256. A longer answer comes in pieces that the card announces.
        if let expected { bytes.append(expected >= 256 ? 0 : UInt8(expected)) }
        return bytes
    }

    private func long() -> [UInt8] {
        var bytes = [classByte, instruction, p1, p2, 0]
        bytes.reserveCapacity(9 + data.count)
        if !data.isEmpty {
            bytes += [UInt8(truncatingIfNeeded: data.count >> 8), UInt8(truncatingIfNeeded: data.count)]
            bytes += data
        }
        if let expected {
            let number = expected >= 65_536 ? 0 : expected
            bytes += [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
        }
        return bytes
    }
}
