#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

// A list can have millions of entries, so this is written for speed: the octets that all entries share are constants.
extension RevokedEntry {
    /// The DER of the entry.
    public var derEncoded: [UInt8] { DERWriter.encode(capacity: 64) { write(to: &$0) } }

    /// Writes the entry.
    public func write(to writer: inout DERWriter) {
        guard extensions.isEmpty, serialNumber.count <= Self.shortSerialCount else {
            writeInFull(to: &writer)
            return
        }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.shortSerialCount + 40) { buffer in
            let count = fill(buffer)
            writer.writeRaw(UnsafeBufferPointer(rebasing: buffer[..<count]))
        }
    }

    /// Serial numbers up to this length are written without the writer's calls; conforming ones have at most 20 octets.
    private static var shortSerialCount: Int { 32 }

    /// Fills in the entry without extensions other than the reason: at most 75 octets, so that every length is one octet.
    private func fill(_ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var end = 4
        serialNumber.withUnsafeBufferPointer { serial in
            var start = 0
            while start < serial.count, serial[start] == 0 { start += 1 }
            if start == serial.count || serial[start] >= 0x80 {
                buffer[end] = 0
                end += 1
            }
            while start < serial.count {
                buffer[end] = serial[start]
                end += 1
                start += 1
            }
        }
        buffer[2] = 0x02
        buffer[3] = UInt8(truncatingIfNeeded: end - 4)
        let moment = CalendarTime(date)
        let isUTCTime = moment.year >= 1950 && moment.year < 2050
        buffer[end] = isUTCTime ? 0x17 : 0x18
        buffer[end + 1] = isUTCTime ? 13 : 15
        end += 2
        func twoDigits(_ value: Int) {
            buffer[end] = UInt8(truncatingIfNeeded: 0x30 + value / 10)
            buffer[end + 1] = UInt8(truncatingIfNeeded: 0x30 + value % 10)
            end += 2
        }
        if !isUTCTime { twoDigits(moment.year / 100) }
        twoDigits(moment.year % 100)
        twoDigits(moment.month)
        twoDigits(moment.day)
        twoDigits(moment.hour)
        twoDigits(moment.minute)
        twoDigits(moment.second)
        buffer[end] = UInt8(ascii: "Z")
        end += 1
        if let octets = reasonOctets {
            for octet in octets {
                buffer[end] = octet
                end += 1
            }
        }
        buffer[0] = 0x30
        buffer[1] = UInt8(truncatingIfNeeded: end - 2)
        return end
    }

    private func writeInFull(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeInteger(unsigned: serialNumber)
            writer.writeTime(date)
            guard !extensions.isEmpty else {
                if let octets = reasonOctets { writer.writeRaw(octets) }
                return
            }
            writer.writeSequence { writer in
                if let octets = reasonOctets { writer.writeRaw(octets.dropFirst(2)) }
                for item in extensions { item.write(to: &writer) }
            }
        }
    }

    /// The number of octets of the DER of the entry, found without encoding it.
    public var encodedByteCount: Int {
        let digits = serialNumber.drop { $0 == 0 }
        let integer = max(digits.count + (digits.first.map { $0 >> 7 == 1 } == true ? 1 : 0), 1)
        var content = DERLength.ofElement(integer) + (Self.fitsUTCTime(date) ? 15 : 17)
        if extensions.isEmpty {
            content += reasonOctets?.count ?? 0
        } else {
            let inner = extensions.reduce((reasonOctets?.count ?? 2) - 2) { $0 + $1.derEncoded.count }
            content += DERLength.ofElement(inner)
        }
        return DERLength.ofElement(content)
    }

    /// The extensions with the reason code alone: tags, lengths, object identifier and value.
    private var reasonOctets: [UInt8]? {
        guard let reason, reason != .unspecified else { return nil }
        let octets = Self.reasonOctets
        return octets.indices.contains(reason.rawValue) ? octets[reason.rawValue] : Self.extensionOctets(reason)
    }

    /// Made once for the reasons of RFC 5280, because long lists repeat them.
    private static let reasonOctets: [[UInt8]] = (0...CRLReason.aaCompromise.rawValue).map { extensionOctets(CRLReason(rawValue: $0)) }

    private static func extensionOctets(_ reason: CRLReason) -> [UInt8] {
        let value = reason.value
        let count = UInt8(value.count)
        return [0x30, count + 9, 0x30, count + 7, 0x06, 0x03, 0x55, 0x1D, 0x15, 0x04, count] + value
    }

    /// 1950-01-01 through 2049-12-31, the years of a UTCTime (``DERWriter/writeTime(_:)``).
    private static func fitsUTCTime(_ date: Date) -> Bool {
        let seconds = date.timeIntervalSince1970
        return seconds >= -631_152_000 && seconds < 2_524_608_000 || seconds.isNaN
    }
}

/// The octets of tags and lengths, for content whose size is known beforehand.
enum DERLength {
    /// The number of octets of an element with a one-octet tag and this much content.
    static func ofElement(_ content: Int) -> Int {
        content < 0x80 ? content + 2 : content + 2 + (Int.bitWidth - content.leadingZeroBitCount + 7) / 8
    }

    /// The tag and the length octets of an element.
    static func header(tag: UInt8, content: Int) -> [UInt8] {
        guard content >= 0x80 else { return [tag, UInt8(content)] }
        let count = (Int.bitWidth - content.leadingZeroBitCount + 7) / 8
        return [tag, 0x80 | UInt8(count)] + (0..<count).map { UInt8(truncatingIfNeeded: content >> (8 * (count - 1 - $0))) }
    }
}
