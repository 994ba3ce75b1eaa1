/// The tolerances of a reader beyond RFC 8259. The strict reader has none of them.
package struct JSONLeniency: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// A comma after the last element or member, as in the request bodies that are published for the CM REST API.
    package static let trailingComma = JSONLeniency(rawValue: 1)
    /// The byte order mark of three octets with which some editors and .NET begin a UTF-8 text.
    package static let byteOrderMark = JSONLeniency(rawValue: 2)
    /// The caller finds members case-insensitively, so two names that differ only in case are one member twice.
    package static let namesInAnyCase = JSONLeniency(rawValue: 4)
}

/// The reason why a text is not JSON, and the place.
package struct JSONError: Error, Hashable, Sendable {
    /// Octets from the beginning of the text.
    package let offset: Int
    package let reason: String
}

extension JSONValue {
    /// Reads one JSON text. Unless the options say otherwise it is strict: no comments, no trailing commas, no member twice, nothing after
    /// the value, at most 32 levels.
    /// - Parameter mostValues: the largest number of values; a text with more is refused.
    /// - Throws: `JSONError` with the offset of the first octet that is not allowed.
    package init(parsing bytes: [UInt8], allowing leniency: JSONLeniency = [], mostValues: Int = .max) throws(JSONError) {
        var reader = JSONReader(bytes, leniency, mostValues: mostValues)
        self = try reader.readDocument()
    }
}

private struct JSONReader {
    private static let deepest = 32
    /// The number of names up to which comparing is faster than hashing.
    private static let few = 16

    private let bytes: [UInt8]
    private let leniency: JSONLeniency
    private var valuesLeft: Int
    private var index = 0

    init(_ bytes: [UInt8], _ leniency: JSONLeniency, mostValues: Int) {
        self.bytes = bytes
        self.leniency = leniency
        valuesLeft = mostValues
    }

    mutating func readDocument() throws(JSONError) -> JSONValue {
        if leniency.contains(.byteOrderMark), bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        skipBlanks()
        guard index < bytes.count else { throw JSONError(offset: index, reason: "the text is empty") }
        let value = try readValue(depth: 0)
        skipBlanks()
        guard index == bytes.count else { throw JSONError(offset: index, reason: "something follows the value") }
        return value
    }

    private mutating func readValue(depth: Int) throws(JSONError) -> JSONValue {
        guard depth < Self.deepest else { throw JSONError(offset: index, reason: "values are nested too deeply") }
        guard valuesLeft > 0 else { throw JSONError(offset: index, reason: "there are too many values") }
        valuesLeft -= 1
        guard let first = peek() else { throw JSONError(offset: index, reason: "the text ends where a value is expected") }
        switch first {
        case UInt8(ascii: "{"): return try readObject(depth: depth)
        case UInt8(ascii: "["): return try readArray(depth: depth)
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: "t"): return try readWord("true", .bool(true))
        case UInt8(ascii: "f"): return try readWord("false", .bool(false))
        case UInt8(ascii: "n"): return try readWord("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try readNumber())
        default: throw JSONError(offset: index, reason: "no value begins with this character")
        }
    }

    private mutating func readObject(depth: Int) throws(JSONError) -> JSONValue {
        index += 1
        var members: [JSONMembers.Member] = []
        // For many members: searching all of them for each one would let a large body compute for minutes.
        var names: Set<String> = []
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object(JSONMembers(members)) }
        while true {
            skipBlanks()
            let start = index
            guard peek() == UInt8(ascii: "\"") else { throw JSONError(offset: index, reason: "a member name in quotes is expected here") }
            let name = try readString()
            // Readers differ in which of two equal names counts, but a request must have one meaning.
            let isNew: Bool
            if leniency.contains(.namesInAnyCase) {
                isNew = names.insert(name.lowercased()).inserted
            } else {
                if members.count == Self.few { names = Set(members.map(\.name)) }
                isNew = members.count < Self.few ? !members.contains { $0.name == name } : names.insert(name).inserted
            }
            guard isNew else { throw JSONError(offset: start, reason: "this member occurs twice") }
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw JSONError(offset: index, reason: "a colon is expected here") }
            skipBlanks()
            members.append(JSONMembers.Member(name: name, value: try readValue(depth: depth + 1)))
            if try isLast(before: UInt8(ascii: "}"), "a comma or closing brace is expected here") { return .object(JSONMembers(members)) }
        }
    }

    private mutating func readArray(depth: Int) throws(JSONError) -> JSONValue {
        index += 1
        var elements: [JSONValue] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            skipBlanks()
            elements.append(try readValue(depth: depth + 1))
            if try isLast(before: UInt8(ascii: "]"), "a comma or closing bracket is expected here") { return .array(elements) }
        }
    }

    /// After a member or element: takes the comma, or the mark that ends the value.
    private mutating func isLast(before end: UInt8, _ expected: String) throws(JSONError) -> Bool {
        skipBlanks()
        if take(end) { return true }
        guard take(UInt8(ascii: ",")) else { throw JSONError(offset: index, reason: expected) }
        guard leniency.contains(.trailingComma) else { return false }
        skipBlanks()
        return take(end)
    }

    private mutating func readString() throws(JSONError) -> String {
        let start = index
        index += 1
        var text: [UInt8] = []
        var run = index
        while index < bytes.count {
            let octet = bytes[index]
            if octet == UInt8(ascii: "\"") {
                if !text.isEmpty { text.append(contentsOf: bytes[run..<index]) }
                // Nearly all texts lack escapes and are copied once.
                let string = text.isEmpty ? String(validating: bytes[run..<index], as: UTF8.self) : String(validating: text, as: UTF8.self)
                index += 1
                guard let string else {
                    throw JSONError(offset: start, reason: "the string is not UTF-8")
                }
                return string
            } else if octet == UInt8(ascii: "\\") {
                text.append(contentsOf: bytes[run..<index])
                try readEscape(into: &text)
                run = index
            } else if octet < 0x20 {
                throw JSONError(offset: index, reason: "a control character must be escaped")
            } else {
                index += 1
            }
        }
        throw JSONError(offset: start, reason: "the string does not end")
    }

    private mutating func readEscape(into text: inout [UInt8]) throws(JSONError) {
        let start = index
        guard index + 1 < bytes.count else { throw JSONError(offset: start, reason: "the text ends in an escape") }
        let letter = bytes[index + 1]
        index += 2
        switch letter {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "u"):
            var code = try readCodeUnit(start)
            if (0xD800..<0xDC00).contains(code), index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
                bytes[index + 1] == UInt8(ascii: "u")
            {
                index += 2
                let low = try readCodeUnit(start)
                guard (0xDC00..<0xE000).contains(low) else { throw JSONError(offset: start, reason: "half of a surrogate pair") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw JSONError(offset: start, reason: "half of a surrogate pair") }
            text.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
        default: throw JSONError(offset: start, reason: "this escape does not exist")
        }
    }

    private mutating func readCodeUnit(_ start: Int) throws(JSONError) -> UInt32 {
        guard index + 4 <= bytes.count else { throw JSONError(offset: start, reason: "four hexadecimal digits should follow") }
        var code: UInt32 = 0
        for octet in bytes[index..<index + 4] {
            guard let digit = Hex.digit(Unicode.Scalar(octet)) else {
                throw JSONError(offset: start, reason: "four hexadecimal digits should follow")
            }
            code = code << 4 | UInt32(digit)
        }
        index += 4
        return code
    }

    /// RFC 8259 §6: int [frac] [exp], no leading zero.
    private mutating func readNumber() throws(JSONError) -> String {
        let start = index
        _ = take(UInt8(ascii: "-"))
        let whole = try readDigits(from: start)
        if whole > 1, bytes[index - whole] == UInt8(ascii: "0") { throw JSONError(offset: start, reason: "a number has no leading zero") }
        if take(UInt8(ascii: ".")) { _ = try readDigits(from: start) }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            _ = try readDigits(from: start)
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func readDigits(from start: Int) throws(JSONError) -> Int {
        let first = index
        while let octet = peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) { index += 1 }
        guard index > first else { throw JSONError(offset: start, reason: "the number lacks digits") }
        return index - first
    }

    private mutating func readWord(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let length = word.utf8CodeUnitCount
        let text = String(describing: word)
        guard index + length <= bytes.count, bytes[index..<index + length].elementsEqual(text.utf8) else {
            throw JSONError(offset: index, reason: "no value begins with this word")
        }
        index += length
        return value
    }

    private func peek() -> UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func take(_ octet: UInt8) -> Bool {
        guard peek() == octet else { return false }
        index += 1
        return true
    }

    private mutating func skipBlanks() {
        while let octet = peek(), octet == 0x20 || octet == 0x0A || octet == 0x0D || octet == 0x09 { index += 1 }
    }
}
