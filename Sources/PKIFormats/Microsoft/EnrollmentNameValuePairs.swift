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

    /// Reads the value.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        pairs = try EnrollmentNameValuePair.read(derEncoded)
        self.derEncoded = derEncoded
    }
}
