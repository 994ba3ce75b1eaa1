/// RFC 5280 §4.2.1.5
///
///     PolicyMappings ::= SEQUENCE SIZE (1..MAX) OF SEQUENCE {
///         issuerDomainPolicy   CertPolicyId,
///         subjectDomainPolicy  CertPolicyId }
///
/// A mapping from or to anyPolicy, which RFC 5280 forbids, is read; path validation refuses it.
public struct PolicyMappings: PolicyMappingsValue {
    /// 2.5.29.33
    public static let oid = OID.Extensions.policyMappings

    public let mappings: [PolicyMapping]

    public init(_ mappings: [PolicyMapping]) {
        self.mappings = mappings
    }
}

/// RFC 5280 §4.2.1.5
///
///     SEQUENCE { issuerDomainPolicy CertPolicyId, subjectDomainPolicy CertPolicyId }
///
/// A pair in ``PolicyMappings``, or of purposes in ``ApplicationPolicyMappings``.
public struct PolicyMapping: Hashable, Sendable, DERWritable {
    /// The policy by the issuer's name for it.
    public let issuerDomainPolicy: OID
    /// The policy by the subject's name for it.
    public let subjectDomainPolicy: OID

    public init(issuerDomainPolicy: OID, subjectDomainPolicy: OID) {
        self.issuerDomainPolicy = issuerDomainPolicy
        self.subjectDomainPolicy = subjectDomainPolicy
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "PolicyMapping")
        issuerDomainPolicy = try fields.next("issuerDomainPolicy").oid()
        subjectDomainPolicy = try fields.next("subjectDomainPolicy").oid()
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeOID(issuerDomainPolicy)
            writer.writeOID(subjectDomainPolicy)
        }
    }
}

/// An extension that is `SEQUENCE SIZE (1..MAX) OF` pairs: ``PolicyMappings`` and ``ApplicationPolicyMappings``.
public protocol PolicyMappingsValue: ShapedValue, CertificateExtensionValue {
    /// The pairs that the issuing CA declares equal, in order.
    var mappings: [PolicyMapping] { get }

    /// Creates the value.
    init(_ mappings: [PolicyMapping])
}

extension PolicyMappingsValue {
    /// One pair.
    public typealias Mapping = PolicyMapping

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        self.init(
            try Self.read(value) { element throws(FormatError) in
                try element.list(ifEmpty: "it maps no policy", of: PolicyMapping.init)
            }
        )
    }

    /// The DER of the value.
    public var value: [UInt8] { DERWriter.encode(capacity: 64) { $0.writeSequence(of: mappings) } }
}
