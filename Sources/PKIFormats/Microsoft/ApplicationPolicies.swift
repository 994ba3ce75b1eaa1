/// Microsoft's application policies, 1.3.6.1.4.1.311.21.10: the syntax of certificatePolicies with key purposes as policies
/// (MS-WCCE 2.2.2.7.7.3).
public struct ApplicationPolicies: CertificateExtensionValue {
    /// 1.3.6.1.4.1.311.21.10
    public static let oid = OID.Microsoft.applicationPolicies

    /// The purposes (see ``OID/KeyPurpose``).
    public let policies: [OID]

    /// Creates the value.
    public init(_ policies: [OID]) {
        self.policies = policies
    }

    /// Reads the value; qualifiers are skipped.
    public init(value: [UInt8]) throws(FormatError) {
        policies = try CertificatePolicies.read(value, structure: "ApplicationPolicies").map(\.policy)
    }

    /// The DER of the value.
    public var value: [UInt8] {
        CertificatePolicies.encode(policies.map { CertificatePolicies.PolicyInformation($0) })
    }
}
