/// Which application policies of two hierarchies mean the same, 1.3.6.1.4.1.311.21.11: the syntax of policyMappings (RFC 5280 §4.2.1.5)
///
///     PolicyMappings ::= SEQUENCE SIZE (1..MAX) OF SEQUENCE {
///         issuerDomainPolicy   CertPolicyId,
///         subjectDomainPolicy  CertPolicyId }
public struct ApplicationPolicyMappings: CertificateExtensionValue {
    /// 1.3.6.1.4.1.311.21.11
    public static let oid = OID.Microsoft.applicationPolicyMappings

    /// A pair of purposes that count as one.
    public struct Mapping: Hashable, Sendable {
        /// The purpose where the issuer lives.
        public let issuerDomainPolicy: OID
        /// The purpose where the subject lives.
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

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: value, structure: "ApplicationPolicyMappings")
        var mappings: [Mapping] = []
        for member in try element.members() {
            var fields = try member.fields()
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
