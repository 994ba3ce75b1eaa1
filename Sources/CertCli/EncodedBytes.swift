import PKIFormats

/// Bytes in the encoding that a caller asked for, as the documented interfaces put them into a BSTR.
///
/// ``text`` is the value that a script sees for the text encodings; ``bytes`` are the DER itself in every encoding.
public struct EncodedBytes: Sendable, Hashable, CustomStringConvertible {
    /// The DER.
    public let bytes: [UInt8]
    /// The encoding that the caller asked for.
    public let encoding: OutputFlags

    public init(_ bytes: [UInt8], as flags: OutputFlags) {
        self.bytes = bytes
        encoding = flags
    }

    /// The value as text. For `binary`, which has no text, base64 without lines. The form 13 and the option 0x08000000 are those of the
    /// enrollment objects: base64 for addresses (RFC 4648 §5), and `%XX` for characters that addresses do not have.
    public var text: String {
        let text = encoding.rawValue & 0xFF == 13 ? base64URI : plainText
        return encoding.rawValue & 0x0800_0000 == 0 ? text : PercentEncoding.encode(text)
    }

    private var base64URI: String {
        String(Base64.encode(bytes).compactMap { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 == "=" ? nil : $0 })
    }

    private var plainText: String {
        let end = encoding.options.contains(.noCRLF) ? "" : encoding.options.contains(.noCR) ? "\n" : "\r\n"
        return switch encoding.encoding {
        case .base64: base64(end)
        case .binary: Base64.encode(bytes)
        case .base64RequestHeader: armoured("NEW CERTIFICATE REQUEST", end)
        case .hex: HexDump(bytes, lineEnd: end).text
        case .hexASCII: HexDump(bytes, characters: true, lineEnd: end).text
        case .base64X509CRLHeader: armoured("X509 CRL", end)
        case .hexAddress: HexDump(bytes, addresses: true, lineEnd: end).text
        case .hexASCIIAddress: HexDump(bytes, addresses: true, characters: true, lineEnd: end).text
        case .hexRaw: Hex.encode(bytes) + end
        default: armoured("CERTIFICATE", end)
        }
    }

    /// The content of a file: DER for `binary`, the text otherwise.
    public var fileContents: [UInt8] { encoding.encoding == .binary ? bytes : Array(text.utf8) }

    public var description: String { text }

    private func base64(_ end: String) -> String {
        end.isEmpty ? Base64.encode(bytes) : Base64.encode(bytes, lineLength: 64, lineEnd: end)
    }

    /// Even without line breaks, the BEGIN and END lines stay separate lines, because nobody could find them otherwise.
    private func armoured(_ label: String, _ end: String) -> String {
        let body = end.isEmpty ? Base64.encode(bytes) + "\n" : base64(end)
        let end = end.isEmpty ? "\n" : end
        return "-----BEGIN \(label)-----\(end)\(body)-----END \(label)-----\(end)"
    }
}

/// Hexadecimal in lines of sixteen octets, in certutil's layout.
struct HexDump {
    let text: String

    init(_ bytes: [UInt8], addresses: Bool = false, characters: Bool = false, lineEnd: String) {
        var text = ""
        // Without line breaks the lines are joined by a space, so that octets stay apart.
        let separator = lineEnd.isEmpty ? " " : lineEnd
        var start = 0
        while start < bytes.count {
            let line = bytes[start..<min(start + 16, bytes.count)]
            if start > 0 { text += separator }
            if addresses { text += Self.padded(String(start, radix: 16), to: 4) + "\t" }
            var digits = ""
            for (index, octet) in line.enumerated() {
                if index > 0 { digits += index == 8 ? "  " : " " }
                digits += Self.padded(String(octet, radix: 16), to: 2)
            }
            text += digits
            if characters {
                text += String(repeating: " ", count: 48 - digits.count + 3)
                text += String(decoding: line.map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: ".") }, as: UTF8.self)
            }
            start += 16
        }
        self.text = bytes.isEmpty ? "" : text + lineEnd
    }

    private static func padded(_ digits: String, to width: Int) -> String {
        String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
