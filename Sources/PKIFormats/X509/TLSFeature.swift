/// RFC 7633 §4
///
///     Features ::= SEQUENCE OF INTEGER
///
/// TLS extensions the server promises to answer; 5 (`status_request`) is the "must staple" of OCSP.
public struct TLSFeature: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.1.24
    public static let oid = OID.Extensions.tlsFeature

    /// The numbers of TLS extensions, 0 through 65,535.
    public let features: [Int]

    /// Whether the server promises a stapled OCSP response.
    public var requiresStapling: Bool { features.contains(5) }

    /// Creates the value.
    public init(_ features: [Int]) {
        self.features = features
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        var features: [Int] = []
        for member in try DERElement(parsing: value, structure: "Features", field: "feature").members() {
            let number = try member.integer()
            guard (0...0xFFFF).contains(number) else { throw member.fail("\(number) is no number of a TLS extension") }
            features.append(number)
        }
        self.features = features
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 16) { writer in
            writer.writeSequence { writer in
                for feature in features { writer.writeInteger(feature) }
            }
        }
    }
}
