public import PKIFormats

/// `CR_OUT_…`: the form in which a certificate, chain or property is returned. Values are the documented ones; unknown bits are kept.
///
/// The low byte is the ``encoding-swift.property``, one value; the other bits are ``options-swift.property``, which may be joined.
///
/// Source: "ICertRequest::GetCertificate"; certcli.h.
public struct OutputFlags: RawRepresentable, Hashable, Sendable {
    /// The word as certcli.h writes it, for example 0x40000001 for base64 without line breaks.
    public var rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public init(_ encoding: Encoding, _ options: Options = []) {
        rawValue = encoding.rawValue & Self.encodeMask | options.rawValue & ~Self.encodeMask
    }

    /// `CR_OUT_ENCODEMASK` 0xff.
    public static let encodeMask: UInt32 = 0xff

    /// The form of the bytes.
    public var encoding: Encoding {
        get { Encoding(rawValue: rawValue & Self.encodeMask) }
        set { rawValue = rawValue & ~Self.encodeMask | newValue.rawValue & Self.encodeMask }
    }

    /// Everything else.
    public var options: Options {
        get { Options(rawValue: rawValue & ~Self.encodeMask) }
        set { rawValue = rawValue & Self.encodeMask | newValue.rawValue & ~Self.encodeMask }
    }

    /// The same form with more options.
    public func adding(_ options: Options) -> OutputFlags { OutputFlags(rawValue: rawValue | options.rawValue & ~Self.encodeMask) }

    /// `CR_OUT_BASE64HEADER`, and nothing else.
    public static let base64Header = OutputFlags(.base64Header)
    /// `CR_OUT_BASE64`, and nothing else.
    public static let base64 = OutputFlags(.base64)
    /// `CR_OUT_BINARY`, and nothing else.
    public static let binary = OutputFlags(.binary)
    /// `CR_OUT_BASE64REQUESTHEADER`, and nothing else.
    public static let base64RequestHeader = OutputFlags(.base64RequestHeader)
    /// `CR_OUT_HEX`, and nothing else.
    public static let hex = OutputFlags(.hex)
    /// `CR_OUT_HEXASCII`, and nothing else.
    public static let hexASCII = OutputFlags(.hexASCII)
    /// `CR_OUT_BASE64X509CRLHEADER`, and nothing else.
    public static let base64X509CRLHeader = OutputFlags(.base64X509CRLHeader)
    /// `CR_OUT_HEXADDR`, and nothing else.
    public static let hexAddress = OutputFlags(.hexAddress)
    /// `CR_OUT_HEXASCIIADDR`, and nothing else.
    public static let hexASCIIAddress = OutputFlags(.hexASCIIAddress)
    /// `CR_OUT_HEXRAW`, and nothing else.
    public static let hexRaw = OutputFlags(.hexRaw)
    /// `CR_OUT_BASE64HEADER | CR_OUT_CHAIN`.
    public static let pkcs7Chain = OutputFlags(.base64Header, .chain)

    /// The form of the bytes.
    public struct Encoding: OpenCode {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// `CR_OUT_BASE64HEADER` 0: base64 between BEGIN and END CERTIFICATE lines, for any content.
        public static let base64Header = Self(rawValue: 0)
        /// `CR_OUT_BASE64` 1: bare base64 in lines.
        public static let base64 = Self(rawValue: 1)
        /// `CR_OUT_BINARY` 2: DER.
        public static let binary = Self(rawValue: 2)
        /// `CR_OUT_BASE64REQUESTHEADER` 3: base64 between BEGIN and END NEW CERTIFICATE REQUEST lines.
        public static let base64RequestHeader = Self(rawValue: 3)
        /// `CR_OUT_HEX` 4: pairs of digits, sixteen on a line.
        public static let hex = Self(rawValue: 4)
        /// `CR_OUT_HEXASCII` 5: with a column of characters.
        public static let hexASCII = Self(rawValue: 5)
        /// `CR_OUT_BASE64X509CRLHEADER` 9: base64 between BEGIN and END X509 CRL lines.
        public static let base64X509CRLHeader = Self(rawValue: 9)
        /// `CR_OUT_HEXADDR` 10: pairs of digits after the offset of the line.
        public static let hexAddress = Self(rawValue: 10)
        /// `CR_OUT_HEXASCIIADDR` 11: offset, digits and characters.
        public static let hexASCIIAddress = Self(rawValue: 11)
        /// `CR_OUT_HEXRAW` 12: digits without spaces, on one line.
        public static let hexRaw = Self(rawValue: 12)

        public static let names: KeyValuePairs<Self, String> = [
            .base64Header: "base64Header", .base64: "base64", .binary: "binary", .base64RequestHeader: "base64RequestHeader", .hex: "hex",
            .hexASCII: "hexASCII", .base64X509CRLHeader: "base64X509CRLHeader", .hexAddress: "hexAddress",
            .hexASCIIAddress: "hexASCIIAddress", .hexRaw: "hexRaw",
        ]
    }

    /// The options that may be joined.
    public struct Options: OptionSet, Hashable, Sendable {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// `CR_OUT_CHAIN` 0x100: a certs-only PKCS #7 of the certificate and its issuers.
        public static let chain = Options(rawValue: 0x100)
        /// `CR_OUT_CRLS` 0x200: with the revocation lists too.
        public static let crls = Options(rawValue: 0x200)
        /// `CR_OUT_NOCRLF` 0x40000000: no line breaks.
        public static let noCRLF = Options(rawValue: 0x4000_0000)
        /// `CR_OUT_NOCR` 0x80000000: lines end in a line feed alone.
        public static let noCR = Options(rawValue: 0x8000_0000)
    }
}
