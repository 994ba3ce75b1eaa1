/// Which certificate of a CA a cross certificate was made for, 1.3.6.1.4.1.311.21.22: the same numbers as ``CAVersion``.
public struct CrossCAVersion: CertificateExtensionValue {
    /// 1.3.6.1.4.1.311.21.22
    public static let oid = OID.Microsoft.crossCAVersion

    /// The indexes of certificate and key.
    public let version: CAVersion

    /// Creates the value.
    public init(_ version: CAVersion) {
        self.version = version
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        version = try CAVersion(value: value)
    }

    /// The DER of the value.
    public var value: [UInt8] { version.value }
}
