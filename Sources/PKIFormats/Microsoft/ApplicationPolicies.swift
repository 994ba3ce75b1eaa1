/// Microsoft's application policies, 1.3.6.1.4.1.311.21.10: the syntax of certificatePolicies with key purposes as policies
/// (MS-WCCE 2.2.2.7.7.3).
public struct ApplicationPolicies: PolicyInformationValue {
    /// 1.3.6.1.4.1.311.21.10
    public static let oid = OID.Microsoft.applicationPolicies

    /// The purposes (see ``OID/KeyPurpose``) with their qualifiers.
    public let information: [CertificatePolicies.PolicyInformation]

    public init(information: [CertificatePolicies.PolicyInformation]) {
        self.information = information
    }
}

/// Pairs of application policies of two hierarchies that mean the same, 1.3.6.1.4.1.311.21.11: the syntax of policyMappings (RFC 5280 §4.2.1.5)
///
///     PolicyMappings ::= SEQUENCE SIZE (1..MAX) OF SEQUENCE {
///         issuerDomainPolicy   CertPolicyId,
///         subjectDomainPolicy  CertPolicyId }
public struct ApplicationPolicyMappings: PolicyMappingsValue {
    /// 1.3.6.1.4.1.311.21.11
    public static let oid = OID.Microsoft.applicationPolicyMappings

    public let mappings: [PolicyMapping]

    public init(_ mappings: [PolicyMapping]) {
        self.mappings = mappings
    }
}

/// The constraints of application policies on the certificates below, 1.3.6.1.4.1.311.21.12: the syntax of policyConstraints (RFC 5280 §4.2.1.11)
///
///     PolicyConstraints ::= SEQUENCE {
///         requireExplicitPolicy  [0] INTEGER (0..MAX) OPTIONAL,
///         inhibitPolicyMapping   [1] INTEGER (0..MAX) OPTIONAL }
public struct ApplicationPolicyConstraints: CertificateExtensionValue {
    /// 1.3.6.1.4.1.311.21.12
    public static let oid = OID.Microsoft.applicationPolicyConstraints

    /// The number of further certificates after which an explicit policy is needed; `nil` when the extension does not demand one.
    public let requireExplicitPolicy: Int?

    /// The number of further certificates after which policies may no longer be mapped; `nil` when they may.
    public let inhibitPolicyMapping: Int?

    /// Creates the value; both numbers count from 0.
    public init(requireExplicitPolicy: Int? = nil, inhibitPolicyMapping: Int? = nil) {
        self.requireExplicitPolicy = requireExplicitPolicy.map { max($0, 0) }
        self.inhibitPolicyMapping = inhibitPolicyMapping.map { max($0, 0) }
    }

    public init(value: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: value, structure: "ApplicationPolicyConstraints").fields()
        requireExplicitPolicy = try fields.optional(0, "requireExplicitPolicy", DERElement.certificateCount)
        inhibitPolicyMapping = try fields.optional(1, "inhibitPolicyMapping", DERElement.certificateCount)
        try fields.finish()
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 16) { writer in
            writer.writeSequence { writer in
                if let requireExplicitPolicy { writer.writeInteger(requireExplicitPolicy, tag: 0x80) }
                if let inhibitPolicyMapping { writer.writeInteger(inhibitPolicyMapping, tag: 0x81) }
            }
        }
    }
}
