package import FoundationEssentials
import PKICrypto

/// Writes the exact bytes of an audit record: the version octet, then a JSON object with its keys in order.
///
/// Written by hand because the bytes are hashed for ever: no encoder's habits may change them, and it stands on the path of every request.
package struct AuditBody: Sendable {
    private enum Value: Sendable {
        case text(String)
        case identifier(UUID)
        case number(Int)
        case flag(Bool)
    }

    private var fields: [(name: String, value: Value)] = []

    package init() { fields.reserveCapacity(20) }

    /// A field that is left out when there is nothing to say.
    package mutating func set(_ name: String, _ text: String?) {
        if let text { fields.append((name, .text(text))) }
    }

    package mutating func set(_ name: String, _ identifier: UUID) {
        fields.append((name, .identifier(identifier)))
    }

    package mutating func set(_ name: String, _ number: Int?) {
        if let number { fields.append((name, .number(number))) }
    }

    package mutating func set(_ name: String, flag: Bool) {
        fields.append((name, .flag(flag)))
    }

    /// The finished record.
    package consuming func record(event: String, actor: String, when: Date) -> AuditRecord {
        fields.append(("actor", .text(actor)))
        fields.append(("event", .text(event)))
        fields.append(("when", .number(Int(when.timeIntervalSince1970))))
        fields.sort { $0.name < $1.name }
        // The leaf hash covers 0x00 and the record: the prefix is written first, so that no second buffer is needed.
        var leaf: [UInt8] = []
        leaf.reserveCapacity(1024)
        leaf.append(0x00)
        leaf.append(AuditRecord.formVersion)
        leaf.append(UInt8(ascii: "{"))
        for (index, field) in fields.enumerated() {
            if index > 0 { leaf.append(UInt8(ascii: ",")) }
            Self.append(field.name, to: &leaf)
            leaf.append(UInt8(ascii: ":"))
            switch field.value {
            case .text(let text): Self.append(text, to: &leaf)
            case .identifier(let identifier): Self.append(identifier, to: &leaf)
            case .number(let number): leaf.append(contentsOf: String(number).utf8)
            case .flag(let flag): leaf.append(contentsOf: (flag ? "true" : "false").utf8)
            }
        }
        leaf.append(UInt8(ascii: "}"))
        let hash = Digest.sha256(leaf)
        leaf.removeFirst()
        return AuditRecord(when: when, actor: actor, event: event, bytes: leaf, leafHash: hash)
    }

    /// A JSON string: quotation marks, backslashes and control characters escaped, all else UTF-8 (RFC 8259 §7).
    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        // Nearly all texts need no escape and are copied whole.
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
            case 0..<0x20:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(hexDigit(octet >> 4))
                bytes.append(hexDigit(octet & 0xF))
            default:
                bytes.append(octet)
            }
        }
    }

    /// As `uuidString` writes it, in upper case; that has the C library print it, which costs as much as the rest of the record.
    private static func append(_ identifier: UUID, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        withUnsafeBytes(of: identifier.uuid) { octets in
            for (index, octet) in octets.enumerated() {
                if index == 4 || index == 6 || index == 8 || index == 10 { bytes.append(UInt8(ascii: "-")) }
                bytes.append(hexDigit(octet >> 4, letters: "A"))
                bytes.append(hexDigit(octet & 0xF, letters: "A"))
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func hexDigit(_ value: UInt8, letters: Unicode.Scalar = "a") -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: letters) + value - 10
    }
}
