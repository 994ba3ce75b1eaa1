/// RFC 7633 §4
///
///     Features ::= SEQUENCE OF INTEGER
///
/// The TLS extensions that the server promises to answer; 5 (`status_request`) is the "must staple" of OCSP.
public struct TLSFeature: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.1.24
    public static let oid = OID.Extensions.tlsFeature

    /// The numbers of TLS extensions, 0 through 65,535.
    public let features: [Int]

    /// Whether the server promises a stapled OCSP response.
    public var requiresStapling: Bool { features.contains(5) }

    public init(_ features: [Int]) {
        self.features = features
    }

    public init(value: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: value, structure: "Features", field: "feature")
        features = try element.list { member throws(FormatError) in
            let number = try member.integer()
            guard (0...0xFFFF).contains(number) else { throw member.fail("\(number) is not the number of a TLS extension") }
            return number
        }
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 16) { writer in
            writer.writeSequence(of: features) { $1.writeInteger($0) }
        }
    }
}
