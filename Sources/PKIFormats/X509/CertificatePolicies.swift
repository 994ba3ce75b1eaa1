/// RFC 5280 §4.2.1.4
///
///     certificatePolicies ::= SEQUENCE SIZE (1..MAX) OF PolicyInformation
///     PolicyInformation ::= SEQUENCE {
///         policyIdentifier  OBJECT IDENTIFIER,
///         policyQualifiers  SEQUENCE SIZE (1..MAX) OF PolicyQualifierInfo OPTIONAL }
public struct CertificatePolicies: CertificateExtensionValue {
    /// 2.5.29.32
    public static let oid = OID.Extensions.certificatePolicies

    /// One policy with its qualifiers.
    public struct PolicyInformation: Hashable, Sendable {
        /// Which policy.
        public let policy: OID
        /// The DER of `policyQualifiers`; `nil` when absent.
        public let qualifiers: [UInt8]?

        /// Creates one.
        public init(_ policy: OID, qualifiers: [UInt8]? = nil) {
            self.policy = policy
            self.qualifiers = qualifiers
        }
    }

    /// The policies with their qualifiers.
    public let information: [PolicyInformation]

    /// The policies alone.
    public var policies: [OID] { information.map(\.policy) }

    /// Creates the value from policies without qualifiers.
    public init(_ policies: [OID]) {
        information = policies.map { PolicyInformation($0) }
    }

    /// Creates the value.
    public init(information: [PolicyInformation]) {
        self.information = information
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        information = try Self.read(value, structure: "CertificatePolicies")
    }

    /// The DER of the value.
    public var value: [UInt8] { Self.encode(information) }

    static func read(_ value: [UInt8], structure: String) throws(FormatError) -> [PolicyInformation] {
        let element = try DERElement(parsing: value, structure: structure)
        var information: [PolicyInformation] = []
        for member in try element.members() {
            var fields = try member.fields(of: "PolicyInformation")
            let policy = try fields.next("policyIdentifier").oid()
            let qualifiers = fields.optional(.sequence, "policyQualifiers")?.encoded
            try fields.finish()
            information.append(PolicyInformation(policy, qualifiers: qualifiers))
        }
        guard !information.isEmpty else { throw element.fail("it names no policy") }
        return information
    }

    static func encode(_ information: [PolicyInformation]) -> [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                for item in information {
                    writer.writeSequence { writer in
                        writer.writeOID(item.policy)
                        if let qualifiers = item.qualifiers { writer.writeRaw(qualifiers) }
                    }
                }
            }
        }
    }
}
