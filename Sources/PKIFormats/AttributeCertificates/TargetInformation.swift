/// RFC 5755 §4.3.2
///
///     SEQUENCE OF Targets
///
/// Which services may accept the attribute certificate; others refuse it. Always critical.
public struct TargetInformation: CertificateExtensionValue {
    /// 2.5.29.55
    public static let oid = OID.AttributeCertificates.targetInformation

    /// The services, all lists in one: RFC 5755 lets issuers write one list and readers accept several.
    public var targets: [Target] { lists.flatMap(\.self) }

    /// The services in the lists as they stand.
    public let lists: [[Target]]

    /// Creates the value with one list.
    public init(_ targets: [Target]) {
        lists = [targets]
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        lists = try Target.readLists(value, structure: "TargetInformation")
    }

    /// The DER of the value.
    public var value: [UInt8] { Target.encode(lists) }
}
