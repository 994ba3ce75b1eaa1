/// Where a revocation list itself is published, 1.3.6.1.4.1.311.21.14, also called CRL self CDP: the syntax of cRLDistributionPoints
/// (RFC 5280 §4.2.1.13), in revocation lists, never critical.
public struct PublishedCRLLocations: CertificateExtensionValue {
    /// 1.3.6.1.4.1.311.21.14
    public static let oid = OID.Microsoft.publishedCRLLocations

    /// The points.
    public let points: [DistributionPoint]

    /// The URIs of all points.
    public var uris: [String] { points.uris }

    /// Creates the value with one point that has all URIs.
    public init(uris: [String]) {
        points = [DistributionPoint(fullName: uris.map(GeneralName.uri))]
    }

    /// Creates the value.
    public init(points: [DistributionPoint]) {
        self.points = points
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        points = try DistributionPoint.readSequence(value, structure: "PublishedCRLLocations")
    }

    /// The DER of the value.
    public var value: [UInt8] { DistributionPoint.encode(points) }
}
