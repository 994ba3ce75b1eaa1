/// RFC 5280 §4.2.1.15 in certificates and §5.2.6 in revocation lists
///
///     FreshestCRL ::= CRLDistributionPoints
public struct FreshestCRL: CertificateExtensionValue {
    /// 2.5.29.46
    public static let oid = OID.Extensions.freshestCRL

    /// The points with the delta lists.
    public let points: [DistributionPoint]

    /// Where the delta lists can be fetched: the URIs of all points.
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
        points = try DistributionPoint.readSequence(value, structure: "FreshestCRL")
    }

    /// The DER of the value.
    public var value: [UInt8] { DistributionPoint.encode(points) }
}
