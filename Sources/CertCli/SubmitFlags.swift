public import CAInterface
public import PKIFormats

/// `CR_IN_…`: the encoding and format of a request, and how it is sent. Values are the documented ones; unknown bits are kept.
///
/// The word has three fields of several bits, of which each holds one value, and a set of options:
///
/// | Bits | Field |
/// |---|---|
/// | 0x000000ff | ``encoding-swift.property`` |
/// | 0x0000ff00 | ``format`` |
/// | 0x00030000 | ``transport-swift.property`` |
/// | 0xfffc0000 | ``options-swift.property`` |
///
/// Source: "ICertRequest::Submit"; certcli.h.
public struct SubmitFlags: RawRepresentable, Hashable, Sendable {
    /// The word as certcli.h writes it, for example 0x40100 for PKCS #10 between BEGIN and END lines with a full response.
    public var rawValue: UInt32

    /// Every word is accepted; `submit` refuses formats and options that it does not know.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// - Parameters:
    ///   - encoding: by default every encoding is tried.
    ///   - format: by default the CA recognizes the format.
    ///   - transport: there is only one here, so the value changes nothing, except that SCEP is refused.
    public init(
        _ encoding: Encoding = .any,
        _ format: RequestFormat = .any,
        _ options: Options = [],
        transport: Transport = .standard
    ) {
        rawValue =
            encoding.rawValue & Self.encodeMask | format.rawValue & Self.formatMask | transport.rawValue & Self.transportMask
            | options.rawValue & Self.optionsMask
    }

    /// `CR_IN_ENCODEMASK` 0xff.
    public static let encodeMask: UInt32 = 0xff
    /// `CR_IN_FORMATMASK` 0xff00.
    public static let formatMask: UInt32 = 0xff00
    /// The bits of the transport; certcli.h has no name for them.
    public static let transportMask: UInt32 = 0x3_0000
    /// The bits of the options.
    public static let optionsMask: UInt32 = 0xfffc_0000
    /// `CR_IN_CLIENTFLAGSMASK`: the bits that a client removes before sending.
    public static let clientFlagsMask: UInt32 =
        encodeMask | Transport.rpc.rawValue | (Options.machine.union([.clientIDNone, .connectOnly, .returnChallenge])).rawValue

    /// `CR_IN_BASE64HEADER`, and nothing else.
    public static let base64Header = SubmitFlags(.base64Header)
    /// `CR_IN_BASE64`, and nothing else.
    public static let base64 = SubmitFlags(.base64)
    /// `CR_IN_BINARY`, and nothing else.
    public static let binary = SubmitFlags(.binary)
    /// `CR_IN_ENCODEANY`, and nothing else.
    public static let encodeAny = SubmitFlags(.any)

    /// The form in which the caller gives the request.
    public var encoding: Encoding {
        get { Encoding(rawValue: rawValue & Self.encodeMask) }
        set { rawValue = rawValue & ~Self.encodeMask | newValue.rawValue & Self.encodeMask }
    }

    /// The kind of request.
    public var format: RequestFormat {
        get { RequestFormat(rawValue: rawValue & Self.formatMask) }
        set { rawValue = rawValue & ~Self.formatMask | newValue.rawValue & Self.formatMask }
    }

    /// The way to the CA.
    public var transport: Transport {
        get { Transport(rawValue: rawValue & Self.transportMask) }
        set { rawValue = rawValue & ~Self.transportMask | newValue.rawValue & Self.transportMask }
    }

    /// Everything else.
    public var options: Options {
        get { Options(rawValue: rawValue & Self.optionsMask) }
        set { rawValue = rawValue & ~Self.optionsMask | newValue.rawValue & Self.optionsMask }
    }

    /// The same flags with more options.
    public func adding(_ options: Options) -> SubmitFlags { SubmitFlags(rawValue: rawValue | options.rawValue & Self.optionsMask) }

    /// The encoding of a request's text; certcli.h calls other numbers nothing.
    public struct Encoding: OpenCode {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// `CR_IN_BASE64HEADER` 0: base64 between BEGIN and END lines.
        public static let base64Header = Self(rawValue: 0)
        /// `CR_IN_BASE64` 1: base64 without lines.
        public static let base64 = Self(rawValue: 1)
        /// `CR_IN_BINARY` 2: DER.
        public static let binary = Self(rawValue: 2)
        /// `CR_IN_ENCODEANY` 0xff: every encoding is tried.
        public static let any = Self(rawValue: 0xff)

        public static let names: KeyValuePairs<Self, String> = [
            .base64Header: "base64Header", .base64: "base64", .binary: "binary", .any: "any",
        ]
    }

    /// The two bits of the transport.
    public struct Transport: OpenCode {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// 0: the usual way, which is HTTPS here.
        public static let standard = Self(rawValue: 0)
        /// `CR_IN_SCEP` 0x10000. Not supported: 0x80004001.
        public static let scep = Self(rawValue: 0x1_0000)
        /// `CR_IN_RPC` 0x20000: the older RPC interface.
        public static let rpc = Self(rawValue: 0x2_0000)
        /// `CR_IN_HTTP` 0x30000: HTTPS.
        public static let http = Self(rawValue: 0x3_0000)

        public static let names: KeyValuePairs<Self, String> = [
            .standard: "standard", .scep: "scep", .rpc: "rpc", .http: "http",
        ]
    }

    /// The options that may be joined.
    public struct Options: OptionSet, Hashable, Sendable {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// `CR_IN_FULLRESPONSE` 0x40000: the CA answers with a CMC full response too.
        public static let fullResponse = Options(rawValue: 0x4_0000)
        /// `CR_IN_CRLS` 0x80000: fetch the revocation lists of the chain with the answer.
        public static let crls = Options(rawValue: 0x8_0000)
        /// `CR_IN_MACHINE` 0x100000: the machine's credential. Here the credential is chosen with the object, so the flag changes nothing.
        public static let machine = Options(rawValue: 0x10_0000)
        /// `CR_IN_ROBO` 0x200000: renewal on behalf of another. The key of the certificate to be renewed, which signed the request, stands
        /// for its holder.
        public static let robo = Options(rawValue: 0x20_0000)
        /// `CR_IN_CLIENTIDNONE` 0x400000: add no client identification attribute. None is ever added here.
        public static let clientIDNone = Options(rawValue: 0x40_0000)
        /// `CR_IN_CONNECTONLY` 0x800000: reach the CA and send nothing; the disposition is `incomplete`.
        public static let connectOnly = Options(rawValue: 0x80_0000)
        /// `CR_IN_RETURNCHALLENGE` 0x1000000: hand an attestation challenge to the caller. This library never answers one itself, so the flag
        /// changes nothing: a challenge is in the full response.
        public static let returnChallenge = Options(rawValue: 0x100_0000)
        /// `CR_IN_SCEPPOST` 0x2000000. Not supported: 0x80004001.
        public static let scepPost = Options(rawValue: 0x200_0000)
        /// `CR_IN_CERTIFICATETRANSPARENCY` 0x4000000: a precertificate first; the certificate follows when its timestamps are submitted.
        public static let certificateTransparency = Options(rawValue: 0x400_0000)
        /// `CR_IN_PRESIGN` 0x8000000: a certificate that a throw-away key signed first. The same request with the attribute `RequestId`
        /// confirms it.
        public static let presign = Options(rawValue: 0x800_0000)
    }
}

extension SubmitFlags {
    /// The first feature in these flags that no CA behind this library has; nil when there is none.
    var unsupported: String? {
        if transport == .scep { return "CR_IN_SCEP" }
        if options.contains(.scepPost) { return "CR_IN_SCEPPOST" }
        let unknown = options.subtracting(.known).rawValue
        if unknown != 0 { return "The option 0x\(String(unknown, radix: 16)) in the flags" }
        return RequestFormat(known: format.rawValue) == nil
            ? "The request format 0x\(String(format.rawValue, radix: 16)) in the flags" : nil
    }
}

extension SubmitFlags.Options {
    fileprivate static let known: Self = [
        .fullResponse, .crls, .machine, .robo, .clientIDNone, .connectOnly, .returnChallenge, .scepPost, .certificateTransparency, .presign,
    ]
}
