import CAInterface
public import PKIFormats

/// A policy with its qualifiers. Source: "ICertificatePolicy interface".
public final class X509CertificatePolicy {
    private var state = InitializedOnce<OID>("The policy")
    /// The qualifiers. Source: "ICertificatePolicy::get_PolicyQualifiers".
    public private(set) var policyQualifiers = X509PolicyQualifiers()

    /// An object without a policy: call ``initialize(_:)``.
    public init() {}

    /// The object for a plain policy.
    /// - Throws: `CAError` with 0x8009310B when its qualifiers cannot be read.
    public convenience init(_ information: CertificatePolicies.PolicyInformation) throws {
        self.init()
        try state.initialize(information.policy)
        do {
            policyQualifiers = X509PolicyQualifiers(try information.policyQualifiers())
        } catch {
            throw CAError.unreadable("The qualifiers of the policy \(information.policy.nameOrDotted)", error)
        }
    }

    /// - Throws: `CAError` with 0x800704DF the second time.
    public func initialize(_ objectId: ObjectId) throws { try state.initialize(try objectId.oid) }

    /// The policy. Source: "ICertificatePolicy::get_ObjectId".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var objectId: ObjectId { get throws { ObjectId(try state.value(for: "objectId")) } }

    /// The plain policy.
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var value: CertificatePolicies.PolicyInformation {
        get throws { .init(try state.value(for: "value"), policyQualifiers: try policyQualifiers.values) }
    }
}
