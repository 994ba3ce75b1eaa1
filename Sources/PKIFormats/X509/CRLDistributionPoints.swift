/// RFC 5280 §4.2.1.13
///
///     CRLDistributionPoints ::= SEQUENCE SIZE (1..MAX) OF DistributionPoint
public struct CRLDistributionPoints: CertificateExtensionValue {
    /// 2.5.29.31
    public static let oid = OID.Extensions.crlDistributionPoints

    /// The points, each with a list of its own.
    public let points: [DistributionPoint]

    /// Where the lists can be fetched: the URIs of all points.
    public var uris: [String] { points.uris }

    /// Creates the value with one point that has all URIs, as Microsoft's CA does.
    public init(uris: [String]) {
        points = [DistributionPoint(fullName: uris.map(GeneralName.uri))]
    }

    /// Creates the value.
    public init(points: [DistributionPoint]) {
        self.points = points
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        points = try DistributionPoint.readSequence(value, structure: "CRLDistributionPoints")
    }

    /// The DER of the value.
    public var value: [UInt8] { DistributionPoint.encode(points) }
}
