import PKIFormats

/// Judges the entries of a list from their octets, piece by piece: these octets are what is signed. A long list has millions of them, so nothing is decoded that has
/// the usual form.
struct RevocationEntryLint {
    private(set) var count = 0
    private(set) var byteCount = 0
    private(set) var fault: RevocationListLint.Fault?
    private let isDelta: Bool
    /// The octets of an entry that a piece ends in.
    private var rest: [UInt8] = []
    private var former: [UInt8] = []

    init(isDelta: Bool) { self.isDelta = isDelta }

    mutating func take(_ piece: [UInt8]) {
        byteCount += piece.count
        guard fault == nil else { return }
        let octets = rest.isEmpty ? piece : rest + piece
        var start = 0
        octets.withUnsafeBytes { bytes in
            while fault == nil, let size = Self.size(bytes, start), start + size <= bytes.count {
                judge(UnsafeRawBufferPointer(rebasing: bytes[start..<start + size]))
                count += 1
                start += size
            }
        }
        rest = Array(octets[start...])
        if rest.count > 4_096 { fail(.entryExtensions, "an entry cannot be read") }
    }

    /// After the last piece.
    mutating func finish() {
        if fault == nil, !rest.isEmpty { fail(.entryExtensions, "the last entry is cut off") }
    }

    private mutating func fail(_ rule: RevocationListRule, _ detail: String) {
        if fault == nil { fault = RevocationListLint.Fault(rule: rule, detail: detail) }
    }

    /// The octets of the element at a place; nil when not even its length is there.
    private static func size(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int? {
        guard bytes.count - start >= 2 else { return nil }
        let first = bytes[start + 1]
        if first < 0x80 { return 2 + Int(first) }
        // No entry of a sound list has more than 75 octets.
        guard first == 0x81, bytes.count - start >= 3 else { return first == 0x81 ? nil : Int.max / 2 }
        return 3 + Int(bytes[start + 2])
    }

    private mutating func judge(_ entry: UnsafeRawBufferPointer) {
        guard entry.count >= 20, entry[0] == 0x30, entry[1] < 0x80, entry[2] == 0x02, entry[3] < 0x80 else {
            return fail(.entrySerial, "an entry does not begin with a serial number")
        }
        let end = 4 + Int(entry[3])
        guard (1...20).contains(entry[3]), end + 2 <= entry.count else { return fail(.entrySerial, "it has no octets or more than 20") }
        let serial = UnsafeRawBufferPointer(rebasing: entry[4..<end])
        let isShortest = serial.count == 1 ? serial[0] != 0 : serial[0] != 0 || serial[1] >= 0x80
        guard serial[0] < 0x80, isShortest else { return fail(.entrySerial, "it is not positive, or has leading zeros") }
        if !former.isEmpty {
            let order = former.withUnsafeBytes { SerialOrder.compare($0, serial) }
            guard order < 0 else {
                return fail(.entryUnique, "\(Hex.encode(Array(serial))) comes \(order == 0 ? "twice" : "out of order")")
            }
        }
        former.removeAll(keepingCapacity: true)
        former.append(contentsOf: serial)
        let (tag, length) = (entry[end], Int(entry[end + 1]))
        let afterDate = end + 2 + length
        guard (tag == 0x17 && length == 13) || (tag == 0x18 && length == 15), afterDate <= entry.count, entry[afterDate - 1] == 0x5A,
            entry[(end + 2)..<(afterDate - 1)].allSatisfy({ (0x30...0x39).contains($0) })
        else { return fail(.entryDate, "the date of \(Hex.encode(Array(serial))) has another form") }
        guard afterDate < entry.count else { return }
        judgeExtensions(entry[afterDate...], of: serial)
    }

    /// The extensions with the reason alone, before its number.
    private static let reason: [UInt8] = [0x30, 0x0C, 0x30, 0x0A, 0x06, 0x03, 0x55, 0x1D, 0x15, 0x04, 0x03, 0x0A, 0x01]

    private mutating func judgeExtensions(_ octets: Slice<UnsafeRawBufferPointer>, of serial: UnsafeRawBufferPointer) {
        guard octets.count == Self.reason.count + 1, octets.starts(with: Self.reason), let number = octets.last else {
            return fail(.entryExtensions, "\(Hex.encode(Array(serial))) has other extensions than a reason")
        }
        if number == 8 {
            if !isDelta { fail(.entryRemoval, "\(Hex.encode(Array(serial))) is removed from a complete list") }
        } else if number == 0 || number > 10 || number == 7 {
            fail(.entryReason, "\(Hex.encode(Array(serial))) has the reason \(number)")
        }
    }
}
