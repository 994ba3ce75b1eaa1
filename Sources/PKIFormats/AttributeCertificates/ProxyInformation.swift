/// RFC 5755 §7.2
///
///     ProxyInfo ::= SEQUENCE OF Targets
///
/// Through which services the attribute certificate may be passed on: each list is one set of services among which it may. Always critical.
public struct ProxyInformation: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.1.10
    public static let oid = OID.AttributeCertificates.proxying

    /// The sets of services.
    public let proxySets: [[Target]]

    /// Creates the value.
    public init(_ proxySets: [[Target]]) {
        self.proxySets = proxySets
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        proxySets = try Target.readLists(value, structure: "ProxyInfo")
    }

    /// The DER of the value.
    public var value: [UInt8] { Target.encode(proxySets) }
}
