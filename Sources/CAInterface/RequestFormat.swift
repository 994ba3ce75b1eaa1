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

    public static let names: KeyValuePairs<Self, String> = [
        .any: "any", .pkcs10: "pkcs10", .keygen: "keygen", .pkcs7: "pkcs7", .cmc: "cmc",
    ]

    /// The word of `/api/v1`: `pkcs10`, `keygen`, `pkcs7`, `cmc`; nil for `any`.
    public var name: String? { self == .any ? nil : description }

    public init?(name: String) {
        guard let format = RequestFormat.known.first(where: { $0.name == name.lowercased() }) else { return nil }
        self = format
    }
}
