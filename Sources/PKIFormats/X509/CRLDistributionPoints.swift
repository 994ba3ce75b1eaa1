/// RFC 5280 §4.2.1.13
///
///     CRLDistributionPoints ::= SEQUENCE SIZE (1..MAX) OF DistributionPoint
///
/// Reading gathers the URIs of all points. Writing makes one point with all URIs, as Microsoft's CA does.
public struct CRLDistributionPoints: CertificateExtensionValue {
    /// 2.5.29.31
    public static let oid = OID.Extensions.crlDistributionPoints

    /// Where the list can be fetched.
    public let uris: [String]

    /// Creates the value.
    public init(uris: [String]) {
        self.uris = uris
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        var uris: [String] = []
        for member in try DERElement(parsing: value, structure: "CRLDistributionPoints").members() {
            for case .uri(let uri) in try DistributionPoint(member).fullName { uris.append(uri) }
        }
        self.uris = uris
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                writer.writeSequence { DistributionPoint.writeName(uris.map(GeneralName.uri), to: &$0) }
            }
        }
    }
}
