/// Microsoft's application policies, 1.3.6.1.4.1.311.21.10: the syntax of certificatePolicies with key purposes as policies
/// (MS-WCCE 2.2.2.7.7.3).
public struct ApplicationPolicies: CertificateExtensionValue {
    /// 1.3.6.1.4.1.311.21.10
    public static let oid = OID.Microsoft.applicationPolicies

    /// The purposes with their qualifiers.
    public let information: [CertificatePolicies.PolicyInformation]

    /// The purposes alone (see ``OID/KeyPurpose``).
    public var policies: [OID] { information.map(\.policy) }

    /// Creates the value from purposes without qualifiers.
    public init(_ policies: [OID]) {
        information = policies.map { CertificatePolicies.PolicyInformation($0) }
    }

    /// Creates the value.
    public init(information: [CertificatePolicies.PolicyInformation]) {
        self.information = information
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        information = try CertificatePolicies.read(value, structure: "ApplicationPolicies")
    }

    /// The DER of the value.
    public var value: [UInt8] { CertificatePolicies.encode(information) }
}
