/// The places where cross certificates can be fetched, 1.3.6.1.4.1.311.10.9.1 (wincrypt.h, CROSS_CERT_DIST_POINTS_INFO).
///
///     CrossCertDistPoints ::= SEQUENCE {
///         syncDeltaTime           INTEGER (0..4294967295) OPTIONAL,
///         crossCertDistPointNames  SEQUENCE OF GeneralNames }
public struct CrossCertificateDistributionPoints: CertificateExtensionValue {
    /// 1.3.6.1.4.1.311.10.9.1
    public static let oid = OID.Microsoft.crossCertificateDistributionPoints

    /// The number of seconds between two synchronizations; `nil` for the verifier's own choice.
    public let synchronizationInterval: Int?

    /// The points, each with names for the same place.
    public let points: [[GeneralName]]

    /// Creates the value; the interval is 0 through 4,294,967,295 seconds.
    public init(synchronizationInterval: Int? = nil, points: [[GeneralName]]) {
        self.synchronizationInterval = synchronizationInterval.map { min(max($0, 0), 4_294_967_295) }
        self.points = points
    }

    public init(value: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: value, structure: "CrossCertDistPoints").fields()
        synchronizationInterval = try fields.optional(.integer, "syncDeltaTime") { element throws(FormatError) in
            let interval = try element.integer()
            guard (0...4_294_967_295).contains(interval) else { throw element.fail("the interval is outside 0…4294967295") }
            return interval
        }
        points = try fields.next("crossCertDistPointNames").list { element throws(FormatError) in try GeneralName.readSequence(element) }
        try fields.finish()
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                if let synchronizationInterval { writer.writeInteger(synchronizationInterval) }
                writer.writeSequence(of: points) { $1.writeSequence(of: $0) }
            }
        }
    }
}
