/// RFC 5280 §4.2.1.5
///
///     PolicyMappings ::= SEQUENCE SIZE (1..MAX) OF SEQUENCE {
///         issuerDomainPolicy   CertPolicyId,
///         subjectDomainPolicy  CertPolicyId }
public struct PolicyMappings: CertificateExtensionValue {
    /// 2.5.29.33
    public static let oid = OID.Extensions.policyMappings

    /// A pair of policies that the issuing CA declares equal.
    public struct Mapping: Hashable, Sendable {
        /// The policy as the issuer of the certificate calls it.
        public let issuerDomainPolicy: OID
        /// The policy as the subject of the certificate calls it.
        public let subjectDomainPolicy: OID

        /// Creates a pair.
        public init(issuerDomainPolicy: OID, subjectDomainPolicy: OID) {
            self.issuerDomainPolicy = issuerDomainPolicy
            self.subjectDomainPolicy = subjectDomainPolicy
        }
    }

    /// The pairs, in order.
    public let mappings: [Mapping]

    /// Creates the value.
    public init(_ mappings: [Mapping]) {
        self.mappings = mappings
    }

    /// Reads the value. A mapping from or to anyPolicy, which RFC 5280 forbids, is read; path validation refuses it.
    public init(value: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: value, structure: "PolicyMappings")
        var mappings: [Mapping] = []
        for member in try element.members() {
            var fields = try member.fields(of: "PolicyMapping")
            let issuer = try fields.next("issuerDomainPolicy").oid()
            let subject = try fields.next("subjectDomainPolicy").oid()
            try fields.finish()
            mappings.append(Mapping(issuerDomainPolicy: issuer, subjectDomainPolicy: subject))
        }
        guard !mappings.isEmpty else { throw element.fail("it maps no policy") }
        self.mappings = mappings
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                for mapping in mappings {
                    writer.writeSequence { writer in
                        writer.writeOID(mapping.issuerDomainPolicy)
                        writer.writeOID(mapping.subjectDomainPolicy)
                    }
                }
            }
        }
    }
}
