/// RFC 5280 §4.2.1.5
///
///     PolicyMappings ::= SEQUENCE SIZE (1..MAX) OF SEQUENCE {
///         issuerDomainPolicy   CertPolicyId,
///         subjectDomainPolicy  CertPolicyId }
public struct PolicyMappings: CertificateExtensionValue {
    /// 2.5.29.33
    public static let oid = OID.Extensions.policyMappings

    /// A pair of policies that the issuing CA declares equal.
    public typealias Mapping = PolicyMapping

    /// The pairs, in order.
    public let mappings: [Mapping]

    /// Creates the value.
    public init(_ mappings: [Mapping]) {
        self.mappings = mappings
    }

    /// Reads the value. A mapping from or to anyPolicy, which RFC 5280 forbids, is read; path validation refuses it.
    public init(value: [UInt8]) throws(FormatError) {
        mappings = try PolicyMapping.readSequence(value, structure: "PolicyMappings")
    }

    /// The DER of the value.
    public var value: [UInt8] { PolicyMapping.encode(mappings) }
}
