/// RFC 5280 §4.2.1.5
///
///     SEQUENCE { issuerDomainPolicy CertPolicyId, subjectDomainPolicy CertPolicyId }
///
/// A pair in ``PolicyMappings``, or of purposes in ``ApplicationPolicyMappings``.
public struct PolicyMapping: Hashable, Sendable {
    /// The policy as the issuer of the certificate calls it.
    public let issuerDomainPolicy: OID
    /// The policy as the subject of the certificate calls it.
    public let subjectDomainPolicy: OID

    /// Creates a pair.
    public init(issuerDomainPolicy: OID, subjectDomainPolicy: OID) {
        self.issuerDomainPolicy = issuerDomainPolicy
        self.subjectDomainPolicy = subjectDomainPolicy
    }

    /// `SEQUENCE SIZE (1..MAX) OF` pairs: the value of both extensions.
    static func readSequence(_ value: [UInt8], structure: String) throws(FormatError) -> [PolicyMapping] {
        let element = try DERElement(parsing: value, structure: structure)
        var mappings: [PolicyMapping] = []
        for member in try element.members() {
            var fields = try member.fields(of: "PolicyMapping")
            let issuer = try fields.next("issuerDomainPolicy").oid()
            let subject = try fields.next("subjectDomainPolicy").oid()
            try fields.finish()
            mappings.append(PolicyMapping(issuerDomainPolicy: issuer, subjectDomainPolicy: subject))
        }
        guard !mappings.isEmpty else { throw element.fail("it maps no policy") }
        return mappings
    }

    static func encode(_ mappings: [PolicyMapping]) -> [UInt8] {
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
