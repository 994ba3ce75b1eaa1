/// RFC 5280 §5.3.1
///
///     CRLReason ::= ENUMERATED { unspecified (0), keyCompromise (1), cACompromise (2), affiliationChanged (3), superseded (4),
///                                cessationOfOperation (5), certificateHold (6), removeFromCRL (8), privilegeWithdrawn (9), aACompromise (10) }
public enum CRLReason: Int, CertificateExtensionValue, CaseIterable, Codable {
    case unspecified = 0
    case keyCompromise = 1
    case caCompromise = 2
    case affiliationChanged = 3
    case superseded = 4
    case cessationOfOperation = 5
    case certificateHold = 6
    case removeFromCRL = 8
    case privilegeWithdrawn = 9
    case aaCompromise = 10

    /// 2.5.29.21
    public static let oid = OID.Extensions.reasonCode

    /// Reads the value of the reason code extension.
    public init(value: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: value, structure: "CRLReason")
        let number = try element.integer(.enumerated)
        guard let reason = CRLReason(rawValue: number) else { throw element.fail("\(number) is no reason code") }
        self = reason
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 4) { $0.writeEnumerated(rawValue) }
    }

    /// The name in the specification, for example `keyCompromise`.
    public var name: String {
        switch self {
        case .caCompromise: "cACompromise"
        case .aaCompromise: "aACompromise"
        default: String(describing: self)
        }
    }
}
