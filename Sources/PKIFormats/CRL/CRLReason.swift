/// RFC 5280 §5.3.1
///
///     CRLReason ::= ENUMERATED { unspecified (0), keyCompromise (1), cACompromise (2), affiliationChanged (3), superseded (4),
///                                cessationOfOperation (5), certificateHold (6), removeFromCRL (8), privilegeWithdrawn (9), aACompromise (10) }
public struct CRLReason: OpenCode, CertificateExtensionValue, Codable {
    /// The number.
    public let rawValue: Int

    /// Any number, known or not.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// 0.
    public static let unspecified = Self(rawValue: 0)
    /// 1.
    public static let keyCompromise = Self(rawValue: 1)
    /// 2.
    public static let caCompromise = Self(rawValue: 2)
    /// 3.
    public static let affiliationChanged = Self(rawValue: 3)
    /// 4.
    public static let superseded = Self(rawValue: 4)
    /// 5.
    public static let cessationOfOperation = Self(rawValue: 5)
    /// 6.
    public static let certificateHold = Self(rawValue: 6)
    /// 8.
    public static let removeFromCRL = Self(rawValue: 8)
    /// 9.
    public static let privilegeWithdrawn = Self(rawValue: 9)
    /// 10.
    public static let aaCompromise = Self(rawValue: 10)

    /// Every value above with its name.
    public static let names: KeyValuePairs<Self, String> = [
        .unspecified: "unspecified",
        .keyCompromise: "keyCompromise",
        .caCompromise: "caCompromise",
        .affiliationChanged: "affiliationChanged",
        .superseded: "superseded",
        .cessationOfOperation: "cessationOfOperation",
        .certificateHold: "certificateHold",
        .removeFromCRL: "removeFromCRL",
        .privilegeWithdrawn: "privilegeWithdrawn",
        .aaCompromise: "aaCompromise",
    ]

    /// The reason with a number of RFC 5280; `nil` for others. Long lists use it, so it looks only at the number.
    public init?(known number: Int) {
        guard 0...10 ~= number, number != 7 else { return nil }
        rawValue = number
    }

    /// 2.5.29.21
    public static let oid = OID.Extensions.reasonCode

    /// Reads the value of the reason code extension.
    public init(value: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: value, structure: "CRLReason")
        let number = try element.integer(.enumerated)
        guard let reason = CRLReason(known: number) else { throw element.fail("\(number) is not a reason code") }
        self = reason
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 4) { $0.writeEnumerated(rawValue) }
    }

    /// The name in the specification, for example `keyCompromise`.
    public var name: String {
        switch self {
        case .caCompromise: "cACompromise"
        case .aaCompromise: "aACompromise"
        default: description
        }
    }
}
