import CAInterface
import PortableFoundation

/// Text of properties: UTF-16, little endian, with a NUL at the end.
enum PropertyText {
    static func octets(of text: String) -> [UInt8] {
        (Array(text.utf16) + [0]).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }

    /// - Throws: `CAError` with 0x8007000D when the octets are not such text.
    static func text(of octets: [UInt8]) throws(CAError) -> String {
        var units = stride(from: 0, to: octets.count - octets.count % 2, by: 2).map { UInt16(octets[$0]) | UInt16(octets[$0 + 1]) << 8 }
        guard octets.count % 2 == 0, units.popLast() == 0, !units.contains(0), let text = String(validating: units, as: UTF16.self) else {
            throw CAError(.malformed, status: .invalidData, "The property is not text in UTF-16 with a NUL at the end.")
        }
        return text
    }
}

/// Times of properties: FILETIME, 64 bits little endian, in units of 100 nanoseconds since 1601-01-01.
enum FileTime {
    private static let unixEpoch: TimeInterval = 11_644_473_600

    static func octets(of date: Date) -> [UInt8] {
        let seconds = max(0, date.timeIntervalSince1970 + unixEpoch)
        let ticks = UInt64(seconds.rounded(.down)) * 10_000_000
        return (0..<8).map { UInt8(truncatingIfNeeded: ticks >> (8 * UInt64($0))) }
    }

    static func date(of octets: ArraySlice<UInt8>) -> Date {
        let ticks = octets.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Date(timeIntervalSince1970: TimeInterval(ticks / 10_000_000) - unixEpoch)
    }
}

/// Reads numbers and texts behind their lengths from octets, little endian.
struct PropertyReader {
    private var rest: ArraySlice<UInt8>

    init(_ octets: [UInt8]) { rest = octets[...] }

    mutating func number() throws(CAError) -> UInt32 {
        guard rest.count >= 4 else { throw Self.cutOff }
        defer { rest = rest.dropFirst(4) }
        return rest.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// A text behind the number of its octets.
    mutating func text() throws(CAError) -> String {
        let count = Int(try number())
        guard rest.count >= count else { throw Self.cutOff }
        defer { rest = rest.dropFirst(count) }
        return try PropertyText.text(of: Array(rest.prefix(count)))
    }

    func finish() throws(CAError) { if !rest.isEmpty { throw Self.cutOff } }

    static func octets(of number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) } }

    static func octets(of text: String) -> [UInt8] {
        let octets = PropertyText.octets(of: text)
        return Self.octets(of: UInt32(octets.count)) + octets
    }

    private static var cutOff: CAError {
        CAError(.malformed, status: .invalidData, "The property ends too early, or something follows it.")
    }
}
