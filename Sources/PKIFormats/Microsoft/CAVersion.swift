/// The numbers of a CA's certificate and key, 1.3.6.1.4.1.311.21.1: an INTEGER with the key index in the high and the certificate index in
/// the low 16 bits (MS-WCCE, szOID_CERTSRV_CA_VERSION).
public struct CAVersion: CertificateExtensionValue {
    /// 1.3.6.1.4.1.311.21.1
    public static let oid = OID.Microsoft.caVersion

    /// The number of renewals of the CA certificate.
    public let certificateIndex: Int

    /// The certificate index at which the key first appeared.
    public let keyIndex: Int

    /// Creates the value; both indexes are 0 through 65,535.
    public init(certificateIndex: Int, keyIndex: Int) {
        self.certificateIndex = certificateIndex & 0xFFFF
        self.keyIndex = keyIndex & 0xFFFF
    }

    public init(value: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: value, structure: "CAVersion")
        let number = try element.integer()
        guard (0...0xFFFF_FFFF).contains(number) else { throw element.fail("the version is outside 0…4294967295") }
        self.init(certificateIndex: number & 0xFFFF, keyIndex: number >> 16)
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 8) { $0.writeInteger(keyIndex << 16 | certificateIndex) }
    }
}

/// The certificate of a CA for which a cross certificate was made, 1.3.6.1.4.1.311.21.22: the same numbers as ``CAVersion``.
public struct CrossCAVersion: CertificateExtensionValue {
    /// 1.3.6.1.4.1.311.21.22
    public static let oid = OID.Microsoft.crossCAVersion

    /// The indexes of certificate and key.
    public let version: CAVersion

    public init(_ version: CAVersion) {
        self.version = version
    }

    public init(value: [UInt8]) throws(FormatError) { version = try CAVersion(value: value) }

    public var value: [UInt8] { version.value }
}
