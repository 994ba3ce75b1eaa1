/// RFC 5755 §4.3.2
///
///     SEQUENCE OF Targets
///
/// The services that may accept the attribute certificate; others refuse it. Always critical.
public struct TargetInformation: CertificateExtensionValue {
    /// 2.5.29.55
    public static let oid = OID.AttributeCertificates.targetInformation

    /// The services of all lists. RFC 5755 lets issuers write only one list and asks readers to accept several.
    public var targets: [Target] { lists.flatMap(\.self) }

    /// The lists as they were read.
    public let lists: [[Target]]

    /// Creates the value with one list.
    public init(_ targets: [Target]) {
        lists = [targets]
    }

    public init(value: [UInt8]) throws(FormatError) {
        lists = try Target.readLists(value, structure: "TargetInformation")
    }

    public var value: [UInt8] { Target.encode(lists) }
}

/// RFC 5755 §7.2
///
///     ProxyInfo ::= SEQUENCE OF Targets
///
/// The services that may pass the attribute certificate on. Each list is a set of services that may pass it to each other. Always critical.
public struct ProxyInformation: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.1.10
    public static let oid = OID.AttributeCertificates.proxying

    /// The sets of services.
    public let proxySets: [[Target]]

    public init(_ proxySets: [[Target]]) {
        self.proxySets = proxySets
    }

    public init(value: [UInt8]) throws(FormatError) {
        proxySets = try Target.readLists(value, structure: "ProxyInfo")
    }

    public var value: [UInt8] { Target.encode(proxySets) }
}

/// RFC 5755 §4.3.2
///
///     Targets ::= SEQUENCE OF Target
///     Target ::= CHOICE {
///         targetName   [0] GeneralName,
///         targetGroup  [1] GeneralName,
///         targetCert   [2] TargetCert }
///
/// A service for which an attribute certificate is meant, or through which it may be passed on. GeneralName is a CHOICE, so the first two
/// tags are explicit.
public enum Target: Hashable, Sendable, DERWritable {
    /// A service by its name.
    case name(GeneralName)
    /// A group of services.
    case group(GeneralName)
    /// A service by its certificate: the whole element. RFC 5755 forbids this form.
    case certificate([UInt8])

    init(_ element: DERElement) throws(FormatError) {
        switch element.tag {
        case .context(0): self = .name(try GeneralName(element.explicitContent(0)))
        case .context(1): self = .group(try GeneralName(element.explicitContent(1)))
        case .context(2):
            _ = try element.fields(.context(2), of: "TargetCert")
            self = .certificate(element.encoded)
        default: throw element.fail("expected [0] to [2] of Target, found \(element.tag.name)")
        }
    }

    func write(to writer: inout DERWriter) {
        switch self {
        case .name(let name): writer.writeExplicit(0) { name.write(to: &$0) }
        case .group(let name): writer.writeExplicit(1) { name.write(to: &$0) }
        case .certificate(let element): writer.writeRaw(element)
        }
    }

    /// `SEQUENCE OF Targets`, as two extensions have it.
    static func readLists(_ value: [UInt8], structure: String) throws(FormatError) -> [[Target]] {
        try DERElement(parsing: value, structure: structure).list { targets throws(FormatError) in try targets.list(of: Target.init) }
    }

    static func encode(_ lists: [[Target]]) -> [UInt8] {
        DERWriter.encode(capacity: 96) { writer in
            writer.writeSequence(of: lists) { $1.writeSequence(of: $0) }
        }
    }
}
