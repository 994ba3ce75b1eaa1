/// Which application policies of two hierarchies mean the same, 1.3.6.1.4.1.311.21.11: the syntax of policyMappings (RFC 5280 §4.2.1.5)
///
///     PolicyMappings ::= SEQUENCE SIZE (1..MAX) OF SEQUENCE {
///         issuerDomainPolicy   CertPolicyId,
///         subjectDomainPolicy  CertPolicyId }
public struct ApplicationPolicyMappings: CertificateExtensionValue {
    /// 1.3.6.1.4.1.311.21.11
    public static let oid = OID.Microsoft.applicationPolicyMappings

    /// A pair of purposes that count as one.
    public typealias Mapping = PolicyMapping

    /// The pairs, in order.
    public let mappings: [Mapping]

    /// Creates the value.
    public init(_ mappings: [Mapping]) {
        self.mappings = mappings
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        mappings = try PolicyMapping.readSequence(value, structure: "ApplicationPolicyMappings")
    }

    /// The DER of the value.
    public var value: [UInt8] { PolicyMapping.encode(mappings) }
}
