public import CAInterface
public import CertCli
import PKIFormats

/// `XCN_CRYPT_STRING_…`: the text form of bytes. Source: "EncodingType enumeration".
public struct EncodingType: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// 0: base64 between BEGIN and END CERTIFICATE lines.
    public static let base64Header = Self([])
    /// 1: bare base64, the usual default.
    public static let base64 = Self(rawValue: 1)
    /// 2: the bytes.
    public static let binary = Self(rawValue: 2)
    /// 3: base64 between BEGIN and END NEW CERTIFICATE REQUEST lines.
    public static let base64RequestHeader = Self(rawValue: 3)
    /// 4: pairs of digits in lines.
    public static let hex = Self(rawValue: 4)
    /// 5: pairs of digits and characters.
    public static let hexASCII = Self(rawValue: 5)
    /// 6, decoding only: 0, then 1.
    public static let base64Any = Self(rawValue: 6)
    /// 7, decoding only: 6, then 2.
    public static let any = Self(rawValue: 7)
    /// 8, decoding only: any of the hexadecimal forms.
    public static let hexAny = Self(rawValue: 8)
    /// 9: base64 between BEGIN and END X509 CRL lines.
    public static let base64X509CRLHeader = Self(rawValue: 9)
    /// 10: offsets and digits.
    public static let hexAddress = Self(rawValue: 10)
    /// 11: offsets, digits and characters.
    public static let hexASCIIAddress = Self(rawValue: 11)
    /// 12: digits without spaces.
    public static let hexRaw = Self(rawValue: 12)
    /// 255: the mask of the form.
    public static let encodeMask = Self(rawValue: 0xff)
    /// 0x40000000: no line breaks.
    public static let noCRLF = Self(rawValue: 0x4000_0000)
    /// 0x80000000: line feeds alone.
    public static let noCR = Self(rawValue: 0x8000_0000)

    /// - Throws: `CAError` with 0x80070057 for a form that is unknown or only for decoding.
    public func encode(_ bytes: [UInt8]) throws(CAError) -> EncodedBytes {
        guard [0, 1, 2, 3, 4, 5, 9, 10, 11, 12].contains(rawValue & 0xff) else {
            throw CAError(.malformed, status: .invalidArgument, "Encoding \(rawValue & 0xff) cannot be written. Use 0…5 or 9…12.")
        }
        return EncodedBytes(bytes, as: OutputFlags(rawValue: rawValue))
    }

    /// - Throws: `CAError` with 0x8007000D when the input is not in this form.
    public func decode(_ input: [UInt8]) throws(CAError) -> [UInt8] {
        let bytes: [UInt8]?
        switch rawValue & 0xff {
        case 0, 3, 9: bytes = Self.armoured(input)
        case 1: bytes = Self.base64(input)
        case 2: bytes = input
        case 6: bytes = Self.armoured(input) ?? Self.base64(input)
        case 7: bytes = Self.armoured(input) ?? Self.base64(input) ?? input
        case 4, 5, 8, 10, 11, 12: bytes = HexText.bytes(of: input)
        default: throw CAError(.malformed, status: .invalidArgument, "Encoding \(rawValue & 0xff) is unknown. Use 0…12.")
        }
        guard let bytes, !bytes.isEmpty else {
            throw CAError(
                .malformed,
                status: .invalidData,
                "The input is not in encoding \(rawValue & 0xff). Encoding 7 tries base64 and binary."
            )
        }
        return bytes
    }

    private static func armoured(_ input: [UInt8]) -> [UInt8]? {
        guard let text = EncodedInput.text(from: input) else { return nil }
        // A private key in the same file is neither a request nor an answer.
        return (try? PEMDocument.parse(text))?.first { !$0.isPrivateKey }?.bytes
    }

    private static func base64(_ input: [UInt8]) -> [UInt8]? {
        guard let text = EncodedInput.text(from: input), let bytes = try? Base64.decode(text), !bytes.isEmpty else { return nil }
        return bytes
    }
}

/// Reads the hexadecimal forms back: offsets before a tab and characters after the digits are skipped.
enum HexText {
    static func bytes(of input: [UInt8]) -> [UInt8]? {
        guard let text = EncodedInput.text(from: input) else { return nil }
        var bytes: [UInt8] = []
        for line in text.split(whereSeparator: \.isNewline) {
            var digits = line
            if let tab = digits.firstIndex(of: "\t") { digits = digits[digits.index(after: tab)...] }
            if let column = digits.firstRange(of: "   ") { digits = digits[..<column.lowerBound] }
            guard let octets = try? Hex.decode(String(digits)) else { return nil }
            bytes += octets
        }
        return bytes
    }
}
