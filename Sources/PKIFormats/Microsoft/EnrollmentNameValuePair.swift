/// One value of the attribute 1.3.6.1.4.1.311.13.2.1 (MS-WCCE 2.2.2.7.10): one pair, as clients write it, or a SEQUENCE OF pairs, as the
/// specification has it.
///
///     CHOICE { pair EnrollmentNameValuePair, pairs SEQUENCE OF EnrollmentNameValuePair }
public struct EnrollmentNameValuePairs: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.13.2.1
    public static let oid = OID.Microsoft.enrollmentNameValuePair

    /// The pairs, in order.
    public let pairs: [EnrollmentNameValuePair]

    /// The DER of the value, as it was read.
    public let derEncoded: [UInt8]

    /// Creates a value of one pair.
    public init(_ pair: EnrollmentNameValuePair) {
        pairs = [pair]
        derEncoded = pair.derEncoded
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        pairs = try EnrollmentNameValuePair.read(derEncoded)
        self.derEncoded = derEncoded
    }
}

/// A pair of name and value in a request, 1.3.6.1.4.1.311.13.2.1 (MS-WCCE 2.2.2.7.10).
///
///     EnrollmentNameValuePair ::= SEQUENCE { name BMPString, value BMPString }
///
/// The specification has a SEQUENCE OF such pairs as attribute value, but clients write one pair. Both forms are read; one pair is written.
public struct EnrollmentNameValuePair: Hashable, Sendable {
    /// The name, for example `CertificateTemplate`.
    public let name: String

    /// The value.
    public let value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    private init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields()
        name = try fields.next("name").anyString()
        value = try fields.next("value").anyString()
        try fields.finish()
    }

    /// Reads one attribute value: one pair, or a sequence of pairs.
    public static func read(_ value: [UInt8]) throws(FormatError) -> [EnrollmentNameValuePair] {
        let element = try DERElement(parsing: value, structure: "EnrollmentNameValuePair")
        let members = try element.members()
        guard members.allSatisfy({ $0.tag == .sequence }) else { return [try EnrollmentNameValuePair(element)] }
        var pairs: [EnrollmentNameValuePair] = []
        for member in members { pairs.append(try EnrollmentNameValuePair(member)) }
        return pairs
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 96) { writer in
            writer.writeSequence { writer in
                writer.writeBMPString(name)
                writer.writeBMPString(value)
            }
        }
    }
}
