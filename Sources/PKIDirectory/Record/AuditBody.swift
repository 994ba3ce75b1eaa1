import PortableFoundation

/// Writes the exact bytes of an audit record: the version octet, then a JSON object with its members in the order in which they are set.
///
/// It is written by hand because the hashes of the bytes are permanent, so no encoder's habits may change them, and because it runs on
/// every request. Values go directly into the bytes; nothing is collected or sorted first.
struct AuditBody {
    private(set) var bytes: [UInt8] = []

    init(version: UInt8) {
        bytes.reserveCapacity(1024)
        bytes.append(version)
        bytes.append(UInt8(ascii: "{"))
    }

    /// Closes the object; no member can be set afterwards.
    mutating func finish() { bytes.append(UInt8(ascii: "}")) }

    /// A member that is omitted when its value is nil.
    mutating func set(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        begin(name)
        append(text)
    }

    mutating func set(_ name: StaticString, _ identifier: UUID?) {
        guard let identifier else { return }
        begin(name)
        append(identifier)
    }

    mutating func set(_ name: StaticString, _ number: Int?) {
        guard let number else { return }
        begin(name)
        bytes.append(contentsOf: String(number).utf8)
    }

    /// Milliseconds since 1970, as the store's columns keep instants.
    mutating func set(_ name: StaticString, _ when: Date?) {
        guard let when else { return }
        set(name, AuditRecord.milliseconds(when))
    }

    mutating func set(_ name: StaticString, flag: Bool) {
        begin(name)
        bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    }

    mutating func set(_ name: StaticString, _ texts: [String]) {
        begin(name)
        bytes.append(UInt8(ascii: "["))
        for text in texts {
            separate()
            append(text)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// An array of objects, one for each value.
    mutating func set<Value>(_ name: StaticString, _ values: [Value], _ write: (Value, inout AuditBody) -> Void) {
        begin(name)
        bytes.append(UInt8(ascii: "["))
        for value in values {
            separate()
            bytes.append(UInt8(ascii: "{"))
            write(value, &self)
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(UInt8(ascii: "]"))
    }

    // MARK: Parts

    private mutating func begin(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    /// A comma, unless a bracket was just opened. A text cannot be mistaken for one: it ends with a quotation mark.
    private mutating func separate() {
        let last = bytes[bytes.count - 1]
        if last != UInt8(ascii: "{"), last != UInt8(ascii: "[") { bytes.append(UInt8(ascii: ",")) }
    }

    /// A JSON string: quotation marks, backslashes and control characters escaped, all else UTF-8 (RFC 8259 §7).
    private mutating func append(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        // Nearly all texts have nothing to escape and are copied whole.
        var text = text
        let isPlain = text.withUTF8 { octets in
            guard octets.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) else { return false }
            bytes.append(contentsOf: octets)
            return true
        }
        if !isPlain { appendEscaped(text) }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaped(_ text: String) {
        for octet in text.utf8 {
            switch octet {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(octet)
            case 0..<0x20:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(Self.hexDigit(octet >> 4))
                bytes.append(Self.hexDigit(octet & 0xF))
            default:
                bytes.append(octet)
            }
        }
    }

    /// In upper case, as `uuidString` writes it; that has the C library print it, which costs as much as the rest of the record.
    private mutating func append(_ identifier: UUID) {
        bytes.append(UInt8(ascii: "\""))
        withUnsafeBytes(of: identifier.uuid) { octets in
            for (index, octet) in octets.enumerated() {
                if index == 4 || index == 6 || index == 8 || index == 10 { bytes.append(UInt8(ascii: "-")) }
                bytes.append(Self.hexDigit(octet >> 4, letters: "A"))
                bytes.append(Self.hexDigit(octet & 0xF, letters: "A"))
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func hexDigit(_ value: UInt8, letters: Unicode.Scalar = "a") -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: letters) + value - 10
    }
}
