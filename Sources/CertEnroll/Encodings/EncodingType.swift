/// `XCN_CRYPT_STRING_…`: the text form of bytes. Source: "EncodingType enumeration".
///
/// The low byte is the ``encoding-swift.property``, one value; the other bits are ``options-swift.property``, which may be joined:
/// `EncodingType(.base64, .noCRLF)`.
public struct EncodingType: RawRepresentable, Hashable, Sendable {
    /// The word as certenroll.h writes it, for example 0x40000001 for base64 without line breaks. Unknown bits are kept, and refused when used.
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public init(_ encoding: Encoding, _ options: Options = []) {
        rawValue = encoding.rawValue & Self.encodeMask | options.rawValue & ~Self.encodeMask
    }

    /// `XCN_CRYPT_STRING_ENCODEMASK` 0xff: the bits of the form.
    public static let encodeMask: UInt32 = 0xff

    /// The form of the bytes.
    public var encoding: Encoding { Encoding(rawValue: rawValue & Self.encodeMask) }

    /// Everything else.
    public var options: Options { Options(rawValue: rawValue & ~Self.encodeMask) }

    /// The same form with more options.
    public func adding(_ options: Options) -> EncodingType { EncodingType(encoding, self.options.union(options)) }

    /// 0: base64 between BEGIN and END CERTIFICATE lines.
    public static let base64Header = Self(.base64Header)
    /// 1: bare base64, the usual default.
    public static let base64 = Self(.base64)
    /// 2: the bytes.
    public static let binary = Self(.binary)
    /// 3: base64 between BEGIN and END NEW CERTIFICATE REQUEST lines.
    public static let base64RequestHeader = Self(.base64RequestHeader)
    /// 4: pairs of digits in lines.
    public static let hex = Self(.hex)
    /// 5: pairs of digits and characters.
    public static let hexASCII = Self(.hexASCII)
    /// 6, decoding only: 0, then 1.
    public static let base64Any = Self(.base64Any)
    /// 7, decoding only: 6, then 2.
    public static let any = Self(.any)
    /// 8, decoding only: any of the hexadecimal forms.
    public static let hexAny = Self(.hexAny)
    /// 9: base64 between BEGIN and END X509 CRL lines.
    public static let base64X509CRLHeader = Self(.base64X509CRLHeader)
    /// 10: offsets and digits.
    public static let hexAddress = Self(.hexAddress)
    /// 11: offsets, digits and characters.
    public static let hexASCIIAddress = Self(.hexASCIIAddress)
    /// 12: digits without spaces.
    public static let hexRaw = Self(.hexRaw)
    /// 13: base64 for addresses.
    public static let base64URI = Self(.base64URI)
}

extension EncodingType {
    /// The form: the low byte.
    public struct Encoding: EnrollmentEnumeration {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// `XCN_CRYPT_STRING_BASE64HEADER` 0: base64 between BEGIN and END CERTIFICATE lines.
        public static let base64Header = Self(rawValue: 0)
        /// `XCN_CRYPT_STRING_BASE64` 1: bare base64 in lines.
        public static let base64 = Self(rawValue: 1)
        /// `XCN_CRYPT_STRING_BINARY` 2: the bytes.
        public static let binary = Self(rawValue: 2)
        /// `XCN_CRYPT_STRING_BASE64REQUESTHEADER` 3: base64 between BEGIN and END NEW CERTIFICATE REQUEST lines.
        public static let base64RequestHeader = Self(rawValue: 3)
        /// `XCN_CRYPT_STRING_HEX` 4: pairs of digits in lines.
        public static let hex = Self(rawValue: 4)
        /// `XCN_CRYPT_STRING_HEXASCII` 5: pairs of digits and characters.
        public static let hexASCII = Self(rawValue: 5)
        /// `XCN_CRYPT_STRING_BASE64_ANY` 6, decoding only: 0, then 1.
        public static let base64Any = Self(rawValue: 6)
        /// `XCN_CRYPT_STRING_ANY` 7, decoding only: 6, then 2.
        public static let any = Self(rawValue: 7)
        /// `XCN_CRYPT_STRING_HEX_ANY` 8, decoding only: any of the hexadecimal forms.
        public static let hexAny = Self(rawValue: 8)
        /// `XCN_CRYPT_STRING_BASE64X509CRLHEADER` 9: base64 between BEGIN and END X509 CRL lines.
        public static let base64X509CRLHeader = Self(rawValue: 9)
        /// `XCN_CRYPT_STRING_HEXADDR` 10: offsets and digits.
        public static let hexAddress = Self(rawValue: 10)
        /// `XCN_CRYPT_STRING_HEXASCIIADDR` 11: offsets, digits and characters.
        public static let hexASCIIAddress = Self(rawValue: 11)
        /// `XCN_CRYPT_STRING_HEXRAW` 12: digits without spaces.
        public static let hexRaw = Self(rawValue: 12)
        /// `XCN_CRYPT_STRING_BASE64URI` 13: base64 with the alphabet for addresses, without padding and lines (RFC 4648 §5).
        public static let base64URI = Self(rawValue: 13)

        public static let documented: [(name: String, value: Self)] = [
            ("XCN_CRYPT_STRING_BASE64HEADER", .base64Header),
            ("XCN_CRYPT_STRING_BASE64", .base64),
            ("XCN_CRYPT_STRING_BINARY", .binary),
            ("XCN_CRYPT_STRING_BASE64REQUESTHEADER", .base64RequestHeader),
            ("XCN_CRYPT_STRING_HEX", .hex),
            ("XCN_CRYPT_STRING_HEXASCII", .hexASCII),
            ("XCN_CRYPT_STRING_BASE64_ANY", .base64Any),
            ("XCN_CRYPT_STRING_ANY", .any),
            ("XCN_CRYPT_STRING_HEX_ANY", .hexAny),
            ("XCN_CRYPT_STRING_BASE64X509CRLHEADER", .base64X509CRLHeader),
            ("XCN_CRYPT_STRING_HEXADDR", .hexAddress),
            ("XCN_CRYPT_STRING_HEXASCIIADDR", .hexASCIIAddress),
            ("XCN_CRYPT_STRING_HEXRAW", .hexRaw),
            ("XCN_CRYPT_STRING_BASE64URI", .base64URI),
        ]
    }

    /// The options: all other bits.
    public struct Options: OptionSet, EnrollmentEnumeration {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// `XCN_CRYPT_STRING_CHAIN` 0x100. Its page has no text, so it is refused.
        public static let chain = Self(rawValue: 0x100)
        /// `XCN_CRYPT_STRING_TEXT` 0x200. Its page has no text, so it is refused.
        public static let text = Self(rawValue: 0x200)
        /// `XCN_CRYPT_STRING_PERCENTESCAPE` 0x08000000: characters that addresses do not have are written as %XX.
        public static let percentEscape = Self(rawValue: 0x0800_0000)
        /// `XCN_CRYPT_STRING_HASHDATA` 0x10000000. Its page has no text, so it is refused.
        public static let hashData = Self(rawValue: 0x1000_0000)
        /// `XCN_CRYPT_STRING_STRICT` 0x20000000: decoding accepts nothing but the form: no text around BEGIN and END lines, no white space within
        /// base64 or bare digits other than the ends of lines.
        public static let strict = Self(rawValue: 0x2000_0000)
        /// `XCN_CRYPT_STRING_NOCRLF` 0x40000000: no line breaks.
        public static let noCRLF = Self(rawValue: 0x4000_0000)
        /// `XCN_CRYPT_STRING_NOCR` 0x80000000: line feeds alone.
        public static let noCR = Self(rawValue: 0x8000_0000)

        public static let documented: [(name: String, value: Self)] = [
            ("XCN_CRYPT_STRING_CHAIN", .chain),
            ("XCN_CRYPT_STRING_TEXT", .text),
            ("XCN_CRYPT_STRING_PERCENTESCAPE", .percentEscape),
            ("XCN_CRYPT_STRING_HASHDATA", .hashData),
            ("XCN_CRYPT_STRING_STRICT", .strict),
            ("XCN_CRYPT_STRING_NOCRLF", .noCRLF),
            ("XCN_CRYPT_STRING_NOCR", .noCR),
        ]
    }
}
