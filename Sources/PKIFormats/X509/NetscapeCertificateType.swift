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

    /// Creates a set from its bits.
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

    /// Reads the value. Bits beyond the last one are ignored, trailing zero bits accepted.
    public init(value: [UInt8]) throws(FormatError) {
        let octet = try DERElement(parsing: value, structure: "NetscapeCertType").bitString().bytes.first ?? 0
        var raw: UInt8 = 0
        for bit in 0..<8 where octet & (0x80 >> bit) != 0 { raw |= 1 << bit }
        self.init(rawValue: raw)
    }

    /// The DER of the value, without trailing zero bits.
    public var value: [UInt8] {
        var octet: UInt8 = 0
        for bit in 0..<8 where rawValue & (1 << bit) != 0 { octet |= 0x80 >> bit }
        return DERWriter.encode(capacity: 4) {
            $0.writeBitString(octet == 0 ? [] : [octet], unusedBits: octet == 0 ? 0 : UInt8(octet.trailingZeroBitCount))
        }
    }

    /// The names of the bits that are set, in the order of the specification.
    public var names: [String] {
        Self.bitNames.enumerated().filter { rawValue & (1 << $0.offset) != 0 }.map(\.element)
    }

    private static let bitNames = ["sslClient", "sslServer", "smime", "objectSigning", "reserved", "sslCA", "smimeCA", "objectSigningCA"]
}
