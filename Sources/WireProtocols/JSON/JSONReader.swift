/// Reads one JSON text. Strict: no comments, no trailing commas, no duplicate members, nothing after the value, at most 32 levels deep.
struct JSONReader {
    private static let deepest = 32
    /// So many names are compared faster than hashed.
    private static let few = 16

    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func readDocument() throws(JSONFault) -> JSONValue {
        skipBlanks()
        guard index < bytes.count else { throw JSONFault(offset: index, reason: "the text is empty") }
        let value = try readValue(depth: 0)
        skipBlanks()
        guard index == bytes.count else { throw JSONFault(offset: index, reason: "something follows the value") }
        return value
    }

    private mutating func readValue(depth: Int) throws(JSONFault) -> JSONValue {
        guard depth < Self.deepest else { throw JSONFault(offset: index, reason: "values are nested too deeply") }
        guard let first = peek() else { throw JSONFault(offset: index, reason: "the text ends where a value should stand") }
        switch first {
        case UInt8(ascii: "{"): return try readObject(depth: depth)
        case UInt8(ascii: "["): return try readArray(depth: depth)
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: "t"): return try readWord("true", .bool(true))
        case UInt8(ascii: "f"): return try readWord("false", .bool(false))
        case UInt8(ascii: "n"): return try readWord("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try readNumber())
        default: throw JSONFault(offset: index, reason: "no value begins with this character")
        }
    }

    private mutating func readObject(depth: Int) throws(JSONFault) -> JSONValue {
        index += 1
        var members: [JSONValue.Member] = []
        // Of many members: looking through them all for each would let a large body compute for minutes.
        var names: Set<String> = []
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipBlanks()
            let start = index
            guard peek() == UInt8(ascii: "\"") else { throw JSONFault(offset: index, reason: "a member name in quotes should stand here") }
            let name = try readString()
            // Which of two equal names counts differs between readers; a request must mean one thing.
            if members.count == Self.few { names = Set(members.map(\.name)) }
            let isNew = members.count < Self.few ? !members.contains { $0.name == name } : names.insert(name).inserted
            guard isNew else { throw JSONFault(offset: start, reason: "this member stands twice") }
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw JSONFault(offset: index, reason: "a colon should stand here") }
            skipBlanks()
            members.append(JSONValue.Member(name: name, value: try readValue(depth: depth + 1)))
            skipBlanks()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw JSONFault(offset: index, reason: "a comma or closing brace should stand here") }
        }
    }

    private mutating func readArray(depth: Int) throws(JSONFault) -> JSONValue {
        index += 1
        var elements: [JSONValue] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            skipBlanks()
            elements.append(try readValue(depth: depth + 1))
            skipBlanks()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(UInt8(ascii: ",")) else { throw JSONFault(offset: index, reason: "a comma or closing bracket should stand here") }
        }
    }

    private mutating func readString() throws(JSONFault) -> String {
        let start = index
        index += 1
        var text: [UInt8] = []
        var run = index
        while index < bytes.count {
            let octet = bytes[index]
            if octet == UInt8(ascii: "\"") {
                if !text.isEmpty { text.append(contentsOf: bytes[run..<index]) }
                // Nearly all texts have no escape and are copied once.
                let string = text.isEmpty ? String(validating: bytes[run..<index], as: UTF8.self) : String(validating: text, as: UTF8.self)
                index += 1
                guard let string else {
                    throw JSONFault(offset: start, reason: "the string is not UTF-8")
                }
                return string
            } else if octet == UInt8(ascii: "\\") {
                text.append(contentsOf: bytes[run..<index])
                try readEscape(into: &text)
                run = index
            } else if octet < 0x20 {
                throw JSONFault(offset: index, reason: "a control character must be escaped")
            } else {
                index += 1
            }
        }
        throw JSONFault(offset: start, reason: "the string does not end")
    }

    private mutating func readEscape(into text: inout [UInt8]) throws(JSONFault) {
        let start = index
        guard index + 1 < bytes.count else { throw JSONFault(offset: start, reason: "the text ends in an escape") }
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
                guard (0xDC00..<0xE000).contains(low) else { throw JSONFault(offset: start, reason: "half of a surrogate pair") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw JSONFault(offset: start, reason: "half of a surrogate pair") }
            text.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
        default: throw JSONFault(offset: start, reason: "there is no such escape")
        }
    }

    private mutating func readCodeUnit(_ start: Int) throws(JSONFault) -> UInt32 {
        guard index + 4 <= bytes.count else { throw JSONFault(offset: start, reason: "four hexadecimal digits should follow") }
        var code: UInt32 = 0
        for octet in bytes[index..<index + 4] {
            guard let digit = Character(Unicode.Scalar(octet)).hexDigitValue else {
                throw JSONFault(offset: start, reason: "four hexadecimal digits should follow")
            }
            code = code << 4 | UInt32(digit)
        }
        index += 4
        return code
    }

    /// RFC 8259 §6: int [frac] [exp], no leading zero.
    private mutating func readNumber() throws(JSONFault) -> String {
        let start = index
        _ = take(UInt8(ascii: "-"))
        let whole = try readDigits(from: start)
        if whole > 1, bytes[index - whole] == UInt8(ascii: "0") { throw JSONFault(offset: start, reason: "a number has no leading zero") }
        if take(UInt8(ascii: ".")) { _ = try readDigits(from: start) }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            _ = try readDigits(from: start)
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func readDigits(from start: Int) throws(JSONFault) -> Int {
        let first = index
        while let octet = peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) { index += 1 }
        guard index > first else { throw JSONFault(offset: start, reason: "the number lacks digits") }
        return index - first
    }

    private mutating func readWord(_ word: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        let length = word.utf8CodeUnitCount
        let text = String(describing: word)
        guard index + length <= bytes.count, bytes[index..<index + length].elementsEqual(text.utf8) else {
            throw JSONFault(offset: index, reason: "no value begins with this word")
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
