public import PKIFormats

/// The format of a request's bytes; raw values are the request-type byte of the wire word.
///
/// Source: MS-WCCE §3.2.1.4.3.1.1; "ICertRequest::Submit".
public struct RequestFormat: OpenCode {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The CA recognizes the format.
    public static let any = Self(rawValue: 0x000)
    public static let pkcs10 = Self(rawValue: 0x100)
    public static let keygen = Self(rawValue: 0x200)
    public static let pkcs7 = Self(rawValue: 0x300)
    public static let cmc = Self(rawValue: 0x400)
    /// Not a request, but the answer to the challenge of a key attestation: CMS EnvelopedData with the secret, for the CA exchange certificate. The attribute
    /// `RequestId` names the request.
    public static let challengeResponse = Self(rawValue: 0x500)
    /// Not a request, but the signed certificate timestamps for a precertificate: a SignedCertificateTimestampList as TLS carries it (RFC 6962 §3.3). The attribute
    /// `RequestId` names the request.
    public static let timestampList = Self(rawValue: 0x600)

    public static let names: KeyValuePairs<Self, String> = [
        .any: "any", .pkcs10: "pkcs10", .keygen: "keygen", .pkcs7: "pkcs7", .cmc: "cmc",
        .challengeResponse: "challengeResponse", .timestampList: "sctList",
    ]

    /// The word of `/api/v1`: `pkcs10`, `keygen`, `pkcs7`, `cmc`, `challengeResponse`, `sctList`; nil for `any`.
    public var name: String? { self == .any ? nil : description }

    public init?(name: String) {
        guard let format = RequestFormat.known.first(where: { $0.name?.lowercased() == name.lowercased() }) else { return nil }
        self = format
    }
}
