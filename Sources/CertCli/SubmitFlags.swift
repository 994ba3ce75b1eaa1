public import CAInterface
import PKIFormats

/// `CR_IN_…`: the encoding and format of a request, and how it is sent. Values are the documented ones; unknown bits are kept.
///
/// Source: "ICertRequest::Submit"; certcli.h. One encoding (low byte), one format (second byte) and any options are joined.
public struct SubmitFlags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `CR_IN_BASE64HEADER` 0x0: base64 between BEGIN and END lines.
    public static let base64Header = SubmitFlags([])
    /// `CR_IN_BASE64` 0x1: base64 without lines.
    public static let base64 = SubmitFlags(rawValue: 0x1)
    /// `CR_IN_BINARY` 0x2: DER.
    public static let binary = SubmitFlags(rawValue: 0x2)
    /// `CR_IN_ENCODEANY` 0xff: every encoding is tried.
    public static let encodeAny = SubmitFlags(rawValue: 0xff)
    /// `CR_IN_ENCODEMASK` 0xff.
    public static let encodeMask = SubmitFlags(rawValue: 0xff)

    /// `CR_IN_FORMATANY` 0x0: the CA recognizes the format.
    public static let formatAny = SubmitFlags([])
    /// `CR_IN_PKCS10` 0x100.
    public static let pkcs10 = SubmitFlags(rawValue: 0x100)
    /// `CR_IN_KEYGEN` 0x200.
    public static let keygen = SubmitFlags(rawValue: 0x200)
    /// `CR_IN_PKCS7` 0x300.
    public static let pkcs7 = SubmitFlags(rawValue: 0x300)
    /// `CR_IN_CMC` 0x400.
    public static let cmc = SubmitFlags(rawValue: 0x400)
    /// `CR_IN_CHALLENGERESPONSE` 0x500: the answer to an attestation challenge. Not supported: 0x80004001.
    public static let challengeResponse = SubmitFlags(rawValue: 0x500)
    /// `CR_IN_SIGNEDCERTIFICATETIMESTAMPLIST` 0x600: the timestamps for a precertificate. The attribute `RequestId` names the request.
    public static let signedCertificateTimestampList = SubmitFlags(rawValue: 0x600)
    /// `CR_IN_FORMATMASK` 0xff00.
    public static let formatMask = SubmitFlags(rawValue: 0xff00)

    /// `CR_IN_SCEP` 0x10000: SCEP transport. Not supported: 0x80004001.
    public static let scep = SubmitFlags(rawValue: 0x1_0000)
    /// `CR_IN_RPC` 0x20000: the older RPC interface. There is only one transport here, so the flag changes nothing.
    public static let rpc = SubmitFlags(rawValue: 0x2_0000)
    /// `CR_IN_HTTP` 0x30000: HTTPS, which is always the transport here.
    public static let http = SubmitFlags(rawValue: 0x3_0000)
    /// `CR_IN_FULLRESPONSE` 0x40000: the CA answers with a CMC full response too.
    public static let fullResponse = SubmitFlags(rawValue: 0x4_0000)
    /// `CR_IN_CRLS` 0x80000: fetch the revocation lists of the chain with the answer.
    public static let crls = SubmitFlags(rawValue: 0x8_0000)
    /// `CR_IN_MACHINE` 0x100000: the machine's credential. Here the credential is chosen with the object, so the flag changes nothing.
    public static let machine = SubmitFlags(rawValue: 0x10_0000)
    /// `CR_IN_ROBO` 0x200000: renewal on behalf of another. The key of the certificate to be renewed, which signed the request, stands for its holder.
    public static let robo = SubmitFlags(rawValue: 0x20_0000)
    /// `CR_IN_CLIENTIDNONE` 0x400000: add no client identification attribute. None is ever added here.
    public static let clientIDNone = SubmitFlags(rawValue: 0x40_0000)
    /// `CR_IN_CONNECTONLY` 0x800000: reach the CA and send nothing; the disposition is `incomplete`.
    public static let connectOnly = SubmitFlags(rawValue: 0x80_0000)
    /// `CR_IN_RETURNCHALLENGE` 0x1000000. Not supported: 0x80004001.
    public static let returnChallenge = SubmitFlags(rawValue: 0x100_0000)
    /// `CR_IN_SCEPPOST` 0x2000000. Not supported: 0x80004001.
    public static let scepPost = SubmitFlags(rawValue: 0x200_0000)
    /// `CR_IN_CERTIFICATETRANSPARENCY` 0x4000000: a precertificate first; the certificate follows when its timestamps are submitted.
    public static let certificateTransparency = SubmitFlags(rawValue: 0x400_0000)
    /// `CR_IN_PRESIGN` 0x8000000: a certificate that a throw-away key signed first. The same request with the attribute `RequestId` confirms it.
    public static let presign = SubmitFlags(rawValue: 0x800_0000)
    /// `CR_IN_CLIENTFLAGSMASK`: the flags that a client removes before sending.
    public static let clientFlagsMask: SubmitFlags = [.encodeMask, .rpc, .machine, .clientIDNone, .connectOnly, .returnChallenge]

    /// The flag of a format.
    public init(format: RequestFormat) { self.init(rawValue: format.rawValue) }

    /// The encoding alone.
    public var encoding: SubmitFlags { intersection(.encodeMask) }

    /// The format alone; nil for a format that has no meaning here.
    public var format: RequestFormat? { RequestFormat(known: intersection(.formatMask).rawValue) }

    /// Whether the two-bit transport field is SCEP or SCEP over POST.
    var asksForSCEP: Bool { rawValue & 0x3_0000 == 0x1_0000 || contains(.scepPost) }

    /// Features that no CA behind this library has.
    var unsupported: [(flag: SubmitFlags, name: String)] {
        let table: [(SubmitFlags, String)] = [(.returnChallenge, "CR_IN_RETURNCHALLENGE")]
        var found = table.filter { contains($0.0) }.map { (flag: $0.0, name: $0.1) }
        if asksForSCEP { found.append((.scep, "CR_IN_SCEP")) }
        if format == nil { found.append((intersection(.formatMask), "the request format in the flags")) }
        return found
    }
}
