/// Appends JSON to a byte array. It is the writer of the hot answers, because a general one costs more than the rest of the answer
/// (docs/decisions/0020).
package struct JSONWriter {
    package private(set) var bytes: [UInt8] = []
    /// Whether a comma must precede the next member or element of the innermost value.
    private var needsComma = false

    package init(capacity: Int = 256) { bytes.reserveCapacity(capacity) }

    package mutating func object(_ members: (inout JSONWriter) -> Void) { nested(UInt8(ascii: "{"), UInt8(ascii: "}"), members) }
    package mutating func array(_ elements: (inout JSONWriter) -> Void) { nested(UInt8(ascii: "["), UInt8(ascii: "]"), elements) }

    package mutating func member(_ name: StaticString, _ value: String) {
        key(name)
        quoted(value)
    }

    package mutating func member(_ name: StaticString, _ value: String?) {
        if let value { member(name, value) }
    }

    package mutating func member(_ name: StaticString, _ value: Int) {
        key(name)
        bytes.append(contentsOf: String(value).utf8)
    }

    package mutating func member(_ name: StaticString, object members: (inout JSONWriter) -> Void) {
        key(name)
        needsComma = false
        object(members)
    }

    package mutating func member(_ name: StaticString, array elements: (inout JSONWriter) -> Void) {
        key(name)
        needsComma = false
        array(elements)
    }

    /// A value that already is JSON.
    package mutating func member(_ name: StaticString, json value: [UInt8]) {
        key(name)
        bytes.append(contentsOf: value)
    }

    /// The bytes as one line of base64.
    package mutating func member(_ name: StaticString, base64 value: [UInt8]) {
        key(name)
        bytes.append(UInt8(ascii: "\""))
        base64(value, wrapped: false)
        bytes.append(UInt8(ascii: "\""))
    }

    /// The bytes as a PEM block (RFC 7468) in a string.
    package mutating func member(_ name: StaticString, pem label: StaticString, _ value: [UInt8]) {
        key(name)
        pemString(label, value)
    }

    package mutating func element(pem label: StaticString, _ value: [UInt8]) {
        separate()
        pemString(label, value)
    }

    private mutating func nested(_ open: UInt8, _ close: UInt8, _ content: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(open)
        needsComma = false
        content(&self)
        bytes.append(close)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        append(name)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func quoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        // Nearly all texts have nothing to escape and are copied whole.
        var text = text
        let isPlain = text.withUTF8 { octets in
            guard octets.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) else { return false }
            bytes.append(contentsOf: octets)
            return true
        }
        if isPlain { return }
        for octet in text.utf8 {
            switch octet {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(octet)
            case 0x0A: append("\\n")
            case 0x0D: append("\\r")
            case 0x09: append("\\t")
            case 0..<0x20:
                append("\\u00")
                bytes.append(Self.hex[Int(octet >> 4)])
                bytes.append(Self.hex[Int(octet & 15)])
            default: bytes.append(octet)
            }
        }
    }

    private mutating func pemString(_ label: StaticString, _ value: [UInt8]) {
        append("\"-----BEGIN ")
        append(label)
        append("-----\\n")
        base64(value, wrapped: true)
        append("-----END ")
        append(label)
        append("-----\\n\"")
    }

    /// 48 octets make a line of 64 characters; a wrapped line ends in an escaped line feed.
    ///
    /// The octets are written directly into their place: the three certificates of every answer make this the largest part of it.
    private mutating func base64(_ value: [UInt8], wrapped: Bool) {
        let characters = (value.count + 2) / 3 * 4
        let lines = wrapped ? (value.count + 47) / 48 : 0
        let text = [UInt8](unsafeUninitializedCapacity: characters + lines * 2) { output, written in
            value.withUnsafeBufferPointer { value in
                Self.alphabet.withUnsafeBufferPointer { alphabet in
                    var index = 0
                    var place = 0
                    while index < value.count {
                        let count = min(3, value.count - index)
                        var group = UInt32(value[index]) << 16
                        if count > 1 { group |= UInt32(value[index + 1]) << 8 }
                        if count > 2 { group |= UInt32(value[index + 2]) }
                        output[place] = alphabet[Int(group >> 18)]
                        output[place + 1] = alphabet[Int(group >> 12 & 63)]
                        output[place + 2] = count > 1 ? alphabet[Int(group >> 6 & 63)] : UInt8(ascii: "=")
                        output[place + 3] = count > 2 ? alphabet[Int(group & 63)] : UInt8(ascii: "=")
                        index += count
                        place += 4
                        if wrapped, index % 48 == 0 || index == value.count {
                            output[place] = UInt8(ascii: "\\")
                            output[place + 1] = UInt8(ascii: "n")
                            place += 2
                        }
                    }
                    written = place
                }
            }
        }
        bytes.append(contentsOf: text)
    }

    private static let hex = Array("0123456789abcdef".utf8)
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
