public import CAInterface
public import CertCli
import PKIFormats

extension EncodingType {
    private static let understood: Options = [.percentEscape, .strict, .noCRLF, .noCR]

    /// - Throws: `CAError` with 0x80070057 for a form that is unknown or only for decoding, and for options that no page describes.
    public func encode(_ bytes: [UInt8]) throws(CAError) -> EncodedBytes {
        try checkOptions()
        switch encoding {
        case .base64Header, .base64, .binary, .base64RequestHeader, .hex, .hexASCII, .base64X509CRLHeader, .hexAddress, .hexASCIIAddress,
            .hexRaw, .base64URI:
            return EncodedBytes(bytes, as: OutputFlags(rawValue: rawValue & ~Options.strict.rawValue))
        default: throw .badArgument("Encoding \(encoding.rawValue) cannot be written. Use 0…5 or 9…13.")
        }
    }

    /// - Throws: `CAError` with 0x8007000D when the input is not in this form, 0x80070057 for an unknown form and for options that no page describes.
    public func decode(_ input: [UInt8]) throws(CAError) -> [UInt8] {
        try checkOptions()
        var input = input
        if options.contains(.percentEscape), let text = EncodedInput.text(from: input), let plain = PercentEncoding.decode(text[...]) {
            input = Array(plain.utf8)
        }
        let bytes: [UInt8]?
        switch encoding {
        case .base64Header, .base64RequestHeader, .base64X509CRLHeader: bytes = armoured(input)
        case .base64: bytes = base64(input)
        case .binary: bytes = input
        case .base64Any: bytes = armoured(input) ?? base64(input)
        case .any: bytes = armoured(input) ?? base64(input) ?? input
        case .hex, .hexASCII, .hexAny, .hexAddress, .hexASCIIAddress: bytes = HexText.bytes(of: input)
        case .hexRaw: bytes = options.contains(.strict) && !Self.isUnbroken(input) ? nil : HexText.bytes(of: input)
        case .base64URI: bytes = Self.base64URI(input)
        default: throw .badArgument("Encoding \(encoding.rawValue) is unknown. Use 0…13.")
        }
        guard let bytes, !bytes.isEmpty else {
            throw CAError(
                .malformed,
                status: .invalidData,
                "The input is not in encoding \(encoding.rawValue). Encoding 7 tries base64 and binary."
            )
        }
        return bytes
    }

    private func checkOptions() throws(CAError) {
        guard Self.understood.isSuperset(of: options) else {
            throw .badArgument(
                "The encoding 0x\(String(rawValue, radix: 16)) has options that no page describes. Use noCRLF, noCR, strict and percentEscape."
            )
        }
    }

    private func armoured(_ input: [UInt8]) -> [UInt8]? {
        guard let text = EncodedInput.text(from: input) else { return nil }
        if options.contains(.strict) {
            let lines = text.split(whereSeparator: \.isNewline)
            guard lines.first?.hasPrefix("-----BEGIN ") == true, lines.last?.hasPrefix("-----END ") == true else { return nil }
            guard lines.count(where: { $0.hasPrefix("-----") }) == 2 else { return nil }
        }
        // A private key in the same file is neither a request nor an answer.
        return (try? PEMDocument.parse(text))?.first { !$0.isPrivateKey }?.bytes
    }

    private func base64(_ input: [UInt8]) -> [UInt8]? {
        guard let text = EncodedInput.text(from: input) else { return nil }
        if options.contains(.strict), text.contains(where: { $0.isWhitespace && !$0.isNewline }) { return nil }
        guard let bytes = try? Base64.decode(text), !bytes.isEmpty else { return nil }
        return bytes
    }

    private static func base64URI(_ input: [UInt8]) -> [UInt8]? {
        guard let text = EncodedInput.text(from: input) else { return nil }
        var digits = ""
        for character in text where !character.isNewline {
            switch character {
            case "-": digits.append("+")
            case "_": digits.append("/")
            case "+", "/": return nil
            case "=": continue
            default: digits.append(character)
            }
        }
        return try? Base64.decode(digits + String(repeating: "=", count: (4 - digits.utf8.count % 4) % 4))
    }

    private static func isUnbroken(_ input: [UInt8]) -> Bool {
        guard let text = EncodedInput.text(from: input) else { return false }
        return text.drop { !$0.isNewline }.allSatisfy(\.isNewline) && !text.contains { $0.isWhitespace && !$0.isNewline }
    }
}
