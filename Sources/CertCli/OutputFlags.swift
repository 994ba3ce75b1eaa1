/// `CR_OUT_…`: the form in which a certificate, chain or property is returned. Values are the documented ones.
///
/// Source: "ICertRequest::GetCertificate"; certcli.h.
public struct OutputFlags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `CR_OUT_BASE64HEADER` 0: base64 between BEGIN and END CERTIFICATE lines, for any content.
    public static let base64Header = OutputFlags([])
    /// `CR_OUT_BASE64` 1: bare base64 in lines.
    public static let base64 = OutputFlags(rawValue: 1)
    /// `CR_OUT_BINARY` 2: DER.
    public static let binary = OutputFlags(rawValue: 2)
    /// `CR_OUT_BASE64REQUESTHEADER` 3: base64 between BEGIN and END NEW CERTIFICATE REQUEST lines.
    public static let base64RequestHeader = OutputFlags(rawValue: 3)
    /// `CR_OUT_HEX` 4: pairs of digits, sixteen on a line.
    public static let hex = OutputFlags(rawValue: 4)
    /// `CR_OUT_HEXASCII` 5: with a column of characters.
    public static let hexASCII = OutputFlags(rawValue: 5)
    /// `CR_OUT_BASE64X509CRLHEADER` 9: base64 between BEGIN and END X509 CRL lines.
    public static let base64X509CRLHeader = OutputFlags(rawValue: 9)
    /// `CR_OUT_HEXADDR` 10: pairs of digits after the offset of the line.
    public static let hexAddress = OutputFlags(rawValue: 10)
    /// `CR_OUT_HEXASCIIADDR` 11: offset, digits and characters.
    public static let hexASCIIAddress = OutputFlags(rawValue: 11)
    /// `CR_OUT_HEXRAW` 12: digits without spaces, on one line.
    public static let hexRaw = OutputFlags(rawValue: 12)
    /// `CR_OUT_ENCODEMASK` 0xff.
    public static let encodeMask = OutputFlags(rawValue: 0xff)
    /// `CR_OUT_CHAIN` 0x100: a certs-only PKCS #7 of the certificate and its issuers.
    public static let chain = OutputFlags(rawValue: 0x100)
    /// `CR_OUT_CRLS` 0x200: with the revocation lists too.
    public static let crls = OutputFlags(rawValue: 0x200)
    /// `CR_OUT_NOCRLF` 0x40000000: no line breaks.
    public static let noCRLF = OutputFlags(rawValue: 0x4000_0000)
    /// `CR_OUT_NOCR` 0x80000000: lines end in a line feed alone.
    public static let noCR = OutputFlags(rawValue: 0x8000_0000)

    /// `CR_OUT_BASE64HEADER | CR_OUT_CHAIN`.
    public static let pkcs7Chain: OutputFlags = [.base64Header, .chain]

    /// The encoding alone.
    public var encoding: OutputFlags { intersection(.encodeMask) }
}
