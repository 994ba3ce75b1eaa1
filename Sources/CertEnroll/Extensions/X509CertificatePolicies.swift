import CAInterface
public import PKIFormats

/// Policies in an order. Source: "ICertificatePolicies interface".
public final class X509CertificatePolicies: ObjectCollection<X509CertificatePolicy> {
    /// An empty collection.
    public init() { super.init() }

    /// The collection of these policies.
    /// - Throws: `CAError` with 0x8009310B when a qualifier cannot be read.
    public init(_ values: [CertificatePolicies.PolicyInformation]) throws {
        super.init(try values.map { try X509CertificatePolicy($0) })
    }

    /// The policies as plain values.
    public var values: [CertificatePolicies.PolicyInformation] { get throws { try map { try $0.value } } }

    func requiredValues() throws -> [CertificatePolicies.PolicyInformation] {
        guard !isEmpty else { throw CAError.empty("The extension needs a policy. Add one, or leave the extension out.") }
        return try values
    }

    override func accept(_ element: X509CertificatePolicy) throws { _ = try element.objectId }
}
