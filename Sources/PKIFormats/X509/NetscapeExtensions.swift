/// Netscape's certificate type, which old certificates carry beside or instead of key usage.
///
///     NetscapeCertType ::= BIT STRING { SSLClient (0), SSLServer (1), SMIME (2), objectSigning (3), reserved (4),
///                                       SSLCA (5), SMIMECA (6), objectSigningCA (7) }
///
/// The raw value has bit *n* of the specification at `1 << n`.
public struct NetscapeCertificateType: OptionSet, CertificateExtensionValue {
    /// 2.16.840.1.113730.1.1
    public static let oid = OID.Extensions.netscapeCertificateType

    /// Bit *n* of the specification is `1 << n`.
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// TLS clients.
    public static let sslClient = NetscapeCertificateType(rawValue: 1 << 0)
    /// TLS servers.
    public static let sslServer = NetscapeCertificateType(rawValue: 1 << 1)
    /// Secure mail.
    public static let smime = NetscapeCertificateType(rawValue: 1 << 2)
    /// Signed programs.
    public static let objectSigning = NetscapeCertificateType(rawValue: 1 << 3)
    /// CAs for TLS.
    public static let sslCA = NetscapeCertificateType(rawValue: 1 << 5)
    /// CAs for secure mail.
    public static let smimeCA = NetscapeCertificateType(rawValue: 1 << 6)
    /// CAs for signed programs.
    public static let objectSigningCA = NetscapeCertificateType(rawValue: 1 << 7)

    /// Reads the value. Bits beyond the last one are ignored.
    public init(value: [UInt8]) throws(FormatError) {
        let bits = try DERElement(parsing: value, structure: "NetscapeCertType").namedBits()
        self.init(rawValue: UInt8(truncatingIfNeeded: bits))
    }

    public var value: [UInt8] { DERWriter.encode(capacity: 4) { $0.writeNamedBits(UInt64(rawValue)) } }

    /// The names of the bits that are set, in the order of the specification.
    public var names: [String] {
        Self.bitNames.enumerated().filter { rawValue & (1 << $0.offset) != 0 }.map(\.element)
    }

    private static let bitNames = ["sslClient", "sslServer", "smime", "objectSigning", "reserved", "sslCA", "smimeCA", "objectSigningCA"]
}

/// Netscape's comment, which `openssl ca` writes in its default settings.
///
///     NetscapeComment ::= IA5String
public struct NetscapeComment: CertificateExtensionValue {
    /// 2.16.840.1.113730.1.13
    public static let oid = OID.Extensions.netscapeComment

    /// The text.
    public let text: String

    /// Creates the value. Text that is not ASCII makes the value unreadable.
    public init(_ text: String) {
        self.text = text
    }

    public init(value: [UInt8]) throws(FormatError) {
        text = try DERElement(parsing: value, structure: "NetscapeComment").ia5String()
    }

    public var value: [UInt8] { DERWriter.encode(capacity: 64) { $0.writeIA5String(text) } }
}
