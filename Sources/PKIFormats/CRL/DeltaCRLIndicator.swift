/// RFC 5280 §5.2.4
///
///     BaseCRLNumber ::= CRLNumber
///
/// Makes a list a delta: it holds the changes since the complete list with this number. Always critical.
public struct DeltaCRLIndicator: CertificateExtensionValue {
    /// 2.5.29.27
    public static let oid = OID.Extensions.deltaCRLIndicator

    /// The number of the complete list the changes count from.
    public let baseNumber: CRLNumber

    /// Creates the value.
    public init(baseNumber: CRLNumber) {
        self.baseNumber = baseNumber
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        baseNumber = try CRLNumber(value: value)
    }

    /// The DER of the value.
    public var value: [UInt8] { baseNumber.value }
}
