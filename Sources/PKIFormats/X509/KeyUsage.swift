/// RFC 5280 §4.2.1.3
///
///     KeyUsage ::= BIT STRING { digitalSignature (0), nonRepudiation (1), keyEncipherment (2), dataEncipherment (3), keyAgreement (4),
///                               keyCertSign (5), cRLSign (6), encipherOnly (7), decipherOnly (8) }
///
/// The raw value has bit *n* of the specification at `1 << n`.
public struct KeyUsage: OptionSet, CertificateExtensionValue, Codable {
    /// 2.5.29.15
    public static let oid = OID.Extensions.keyUsage

    /// Bit *n* of the specification is `1 << n`.
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue & 0x1FF
    }

    /// Signatures other than on certificates and CRLs.
    public static let digitalSignature = KeyUsage(rawValue: 1 << 0)
    /// Signatures that the signer cannot disown, also called contentCommitment.
    public static let nonRepudiation = KeyUsage(rawValue: 1 << 1)
    /// Encrypting keys.
    public static let keyEncipherment = KeyUsage(rawValue: 1 << 2)
    /// Encrypting data directly.
    public static let dataEncipherment = KeyUsage(rawValue: 1 << 3)
    /// Agreeing on keys.
    public static let keyAgreement = KeyUsage(rawValue: 1 << 4)
    /// Signing certificates.
    public static let keyCertSign = KeyUsage(rawValue: 1 << 5)
    /// Signing revocation lists.
    public static let cRLSign = KeyUsage(rawValue: 1 << 6)
    /// With key agreement: enciphering only.
    public static let encipherOnly = KeyUsage(rawValue: 1 << 7)
    /// With key agreement: deciphering only.
    public static let decipherOnly = KeyUsage(rawValue: 1 << 8)

    /// Reads the value. Bits beyond decipherOnly are ignored.
    public init(value: [UInt8]) throws(FormatError) {
        let bits = try DERElement(parsing: value, structure: "KeyUsage").namedBits()
        self.init(rawValue: UInt16(truncatingIfNeeded: bits))
    }

    public var value: [UInt8] { DERWriter.encode(capacity: 8) { $0.writeNamedBits(UInt64(rawValue)) } }

    /// The names of the bits that are set, in the order of the specification.
    public var names: [String] {
        Self.bitNames.enumerated().filter { rawValue & (1 << $0.offset) != 0 }.map(\.element)
    }

    private static let bitNames = [
        "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign", "cRLSign",
        "encipherOnly", "decipherOnly",
    ]
}
