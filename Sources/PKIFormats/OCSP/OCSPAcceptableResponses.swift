/// RFC 6960 §4.4.3
///
///     AcceptableResponses ::= SEQUENCE OF OBJECT IDENTIFIER
///
/// The response types a client understands.
public struct OCSPAcceptableResponses: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.48.1.4
    public static let oid = OID.OCSP.acceptableResponses

    /// The types, in order.
    public let types: [OID]

    /// Creates the value.
    public init(_ types: [OID] = [OID.OCSP.basicResponse]) {
        self.types = types
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        var types: [OID] = []
        for member in try DERElement(parsing: value, structure: "AcceptableResponses").members() { types.append(try member.oid()) }
        self.types = types
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 24) { writer in
            writer.writeSequence { writer in
                for type in types { writer.writeOID(type) }
            }
        }
    }
}
