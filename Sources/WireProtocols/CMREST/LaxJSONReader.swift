/// Reads JSON with the liberties of published request bodies: a comma after the last element, and a byte order mark. Everything else is RFC 8259.
///
/// Limits: 32 levels, 10,000 values, 1 MiB of text; the caller may set a smaller size.
package struct LaxJSONReader {
    package static let deepest = 32
    package static let mostValues = 10_000
    package static let longest = 1 << 20

    private let bytes: [UInt8]
    private let part: String
    private var position = 0
    private var values = 0

    private init(_ bytes: [UInt8], part: String) {
        self.bytes = bytes
        self.part = part
    }

    /// - Parameter part: what the bytes are, for the error.
    package static func read(_ bytes: [UInt8], part: String = "body") throws(UnreadableInput) -> LaxJSON {
        guard bytes.count <= longest else { throw UnreadableInput(part, "\(bytes.count) bytes of JSON; at most \(longest) are read") }
        var reader = LaxJSONReader(bytes, part: part)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.position == bytes.count else { throw reader.failure("unexpected text after the value") }
        return value
    }

    private func failure(_ reason: String) -> UnreadableInput { UnreadableInput(part, "\(reason) at byte \(position); JSON expected") }

    private mutating func skipBlanks() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func value(depth: Int) throws(UnreadableInput) -> LaxJSON {
        guard depth < Self.deepest else { throw failure("more than \(Self.deepest) levels") }
        values += 1
        guard values <= Self.mostValues else { throw failure("more than \(Self.mostValues) values") }
        skipBlanks()
        guard let first = next else { throw failure("the text ends where a value should stand") }
        switch first {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        default: throw failure("unexpected character")
        }
    }

    private mutating func word(_ text: String, _ value: LaxJSON) throws(UnreadableInput) -> LaxJSON {
        guard bytes[position...].starts(with: text.utf8) else { throw failure("unexpected word") }
        position += text.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws(UnreadableInput) -> LaxJSON {
        position += 1
        var members: [LaxJSON.Member] = []
        while true {
            skipBlanks()
            if next == UInt8(ascii: "}") { break }
            guard next == UInt8(ascii: "\"") else { throw failure("a member name in double quotes is missing") }
            let name = try string()
            skipBlanks()
            guard next == UInt8(ascii: ":") else { throw failure("a colon is missing") }
            position += 1
            members.append(.init(name: name, value: try value(depth: depth + 1)))
            guard try another(before: UInt8(ascii: "}")) else { break }
        }
        position += 1
        return .object(members)
    }

    private mutating func array(depth: Int) throws(UnreadableInput) -> LaxJSON {
        position += 1
        var elements: [LaxJSON] = []
        while true {
            skipBlanks()
            if next == UInt8(ascii: "]") { break }
            elements.append(try value(depth: depth + 1))
            guard try another(before: UInt8(ascii: "]")) else { break }
        }
        position += 1
        return .array(elements)
    }

    /// After an element: true past a comma, false at the end mark.
    private mutating func another(before end: UInt8) throws(UnreadableInput) -> Bool {
        skipBlanks()
        if next == UInt8(ascii: ",") {
            position += 1
            return true
        }
        guard next == end else { throw failure("a comma or the end of the list is missing") }
        return false
    }

    private mutating func number() throws(UnreadableInput) -> String {
        let start = position
        func isDigit(_ byte: UInt8?) -> Bool { byte.map { (0x30...0x39).contains($0) } ?? false }
        if next == UInt8(ascii: "-") { position += 1 }
        guard isDigit(next) else { throw failure("a digit is missing") }
        if next == UInt8(ascii: "0") { position += 1 } else { while isDigit(next) { position += 1 } }
        if next == UInt8(ascii: ".") {
            position += 1
            guard isDigit(next) else { throw failure("a digit is missing") }
            while isDigit(next) { position += 1 }
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            position += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
            guard isDigit(next) else { throw failure("a digit is missing") }
            while isDigit(next) { position += 1 }
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func string() throws(UnreadableInput) -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let result = String(validating: text, as: UTF8.self) else { throw failure("the string is not UTF-8") }
                return result
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw failure("a control character stands in a string")
            default: text.append(byte)
            }
        }
        throw failure("the text ends inside a string")
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C,
        UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]

    private mutating func escape(into text: inout [UInt8]) throws(UnreadableInput) {
        guard let byte = next else { throw failure("the text ends inside a string") }
        position += 1
        if let plain = Self.escapes[byte] {
            text.append(plain)
            return
        }
        guard byte == UInt8(ascii: "u") else { throw failure("unknown escape") }
        var code = try codeUnit()
        if (0xD800..<0xDC00).contains(code) {
            guard bytes[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
                throw failure("half of a surrogate pair")
            }
            position += 2
            let low = try codeUnit()
            guard (0xDC00..<0xE000).contains(low) else { throw failure("half of a surrogate pair") }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw failure("half of a surrogate pair") }
        text += Array(String(Character(scalar)).utf8)
    }

    private mutating func codeUnit() throws(UnreadableInput) -> UInt32 {
        guard position + 4 <= bytes.count, let digits = String(validating: bytes[position..<position + 4], as: UTF8.self),
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x46).contains($0) || (0x61...0x66).contains($0) }),
            let code = UInt32(digits, radix: 16)
        else { throw failure("four hexadecimal digits are missing") }
        position += 4
        return code
    }
}
