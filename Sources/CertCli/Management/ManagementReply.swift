import CAInterface
import PKIFormats
import PortableFoundation
import WireProtocols

/// An object of an answer, read with every tolerance that clients of this interface need: names in any case, numbers in strings, absent
/// members, GUIDs in every form, the empty GUID and the year 1 for "none".
package struct ManagementReply: Sendable {
    let value: JSONValue

    init(_ value: JSONValue) { self.value = value }

    /// The JSON of a body; nil for an empty body, which is the answer 204, and for null.
    static func read(_ bytes: [UInt8]) throws(CAError) -> JSONValue? {
        guard !bytes.isEmpty else { return nil }
        do throws(InputError) {
            let value = try PublishedJSON.read(bytes)
            return value == .null ? nil : value
        } catch { throw API.unexpected(error.description) }
    }

    /// The one object of a body, also from a list of one; nil when there is none.
    static func one(_ bytes: [UInt8]) throws(CAError) -> ManagementReply? {
        switch try read(bytes) {
        case nil: return nil
        case .array(let elements):
            guard elements.count < 2 else { throw API.unexpected("it lists \(elements.count) objects where one was asked for") }
            return try elements.first.map { element throws(CAError) in try object(element) }
        case let value?: return try object(value)
        }
    }

    /// The objects of a list: an empty one may come as 204, and one of a single object as that object.
    static func list(_ bytes: [UInt8]) throws(CAError) -> [ManagementReply] {
        switch try read(bytes) {
        case nil: return []
        case .array(let elements): return try elements.map { element throws(CAError) in try object(element) }
        case let value?: return [try object(value)]
        }
    }

    /// The text of a body that is a JSON string; nil for 204.
    static func text(_ bytes: [UInt8]) throws(CAError) -> String? {
        guard let value = try read(bytes) else { return nil }
        guard case .string(let text) = value else { throw API.unexpected("it is \(value.kind), and a string was expected") }
        return text
    }

    private static func object(_ value: JSONValue) throws(CAError) -> ManagementReply {
        guard case .object = value else { throw API.unexpected("it holds \(value.kind), and an object was expected") }
        return ManagementReply(value)
    }

    // MARK: Members

    func member(_ names: String...) -> JSONValue? {
        for name in names { if let value = value.member(inAnyCase: name) { return value } }
        return nil
    }

    func text(_ name: String) -> String {
        switch member(name) {
        case .string(let text): text
        case .number(let digits): digits
        default: ""
        }
    }

    func number(_ name: String) -> Int? {
        switch member(name) {
        case .number(let digits): Int(digits)
        case .string(let text): Int(text.filter { !$0.isWhitespace })
        default: nil
        }
    }

    func flag(_ name: String) -> Bool {
        switch member(name) {
        case .bool(let flag): flag
        case .string(let text): text.lowercased() == "true"
        case .number(let digits): digits != "0"
        default: false
        }
    }

    /// nil for an absent member and for the empty GUID.
    func id(_ name: String) -> UUID? {
        guard let id = GUIDText.read(text(name)), GUIDText.text(id) != GUIDText.none else { return nil }
        return id
    }

    /// - Throws: when the object names none.
    func requiredID(_ name: String) throws(CAError) -> UUID {
        guard let id = id(name) else { throw API.unexpected("an object has no \(name)") }
        return id
    }

    /// nil for an absent member and for the year 1.
    func time(_ name: String) -> Date? { InstantText.read(text(name)) }

    func texts(_ name: String) -> [String] {
        guard case .array(let elements) = member(name) else { return [] }
        return elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    func objects(_ names: String...) -> [ManagementReply] {
        for name in names {
            guard case .array(let elements) = value.member(inAnyCase: name) else { continue }
            return elements.map { ManagementReply($0) }
        }
        return []
    }

    /// Octets of a base64 text in any wrapping.
    func octets(_ name: String) throws(CAError) -> [UInt8]? {
        guard case .string(let text) = member(name), !text.isEmpty else { return nil }
        return try Self.octets(text)
    }

    static func octets(_ text: String) throws(CAError) -> [UInt8] {
        do { return try Base64.decode(text.filter { !$0.isWhitespace }) } catch { throw API.unexpected("a text is not base64") }
    }
}

extension InstantText {
    /// Reads ISO 8601: with or without fraction and zone; without a zone it is UTC.
    /// - Returns: nil for the year 1, which means "never", and for other texts.
    static func read(_ text: String) -> Date? {
        let fields = text.split(separator: "T")
        guard fields.count == 2 else { return nil }
        let day = fields[0].split(separator: "-").compactMap { Int($0) }
        let zoneStart = fields[1].firstIndex { $0 == "Z" || $0 == "z" || $0 == "+" || $0 == "-" } ?? fields[1].endIndex
        let clock = fields[1][..<zoneStart].split(separator: ".", omittingEmptySubsequences: false)
        let parts = clock.first?.split(separator: ":").compactMap { Int($0) } ?? []
        guard day.count == 3, day[0] > 1, parts.count == 3,
            let time = CalendarTime(year: day[0], month: day[1], day: day[2], hour: parts[0], minute: parts[1], second: parts[2])
        else { return nil }
        let fraction = clock.count > 1 ? Double("0." + clock[1]) ?? 0 : 0
        let zone = fields[1][zoneStart...]
        let offset = zone.dropFirst().split(separator: ":").compactMap { Int($0) }
        let seconds = offset.count == 2 ? (offset[0] * 60 + offset[1]) * 60 : 0
        return time.date.addingTimeInterval(fraction - Double(zone.first == "-" ? -seconds : seconds))
    }
}
