/// How application policies bind the certificates below, 1.3.6.1.4.1.311.21.12: the syntax of policyConstraints (RFC 5280 §4.2.1.11)
///
///     PolicyConstraints ::= SEQUENCE {
///         requireExplicitPolicy  [0] INTEGER (0..MAX) OPTIONAL,
///         inhibitPolicyMapping   [1] INTEGER (0..MAX) OPTIONAL }
public struct ApplicationPolicyConstraints: CertificateExtensionValue {
    /// 1.3.6.1.4.1.311.21.12
    public static let oid = OID.Microsoft.applicationPolicyConstraints

    /// Certificates that may follow before an explicit policy is needed; `nil` when none is.
    public let requireExplicitPolicy: Int?

    /// Certificates that may follow before mapping is forbidden; `nil` when it is not.
    public let inhibitPolicyMapping: Int?

    /// Creates the value; both numbers count from 0.
    public init(requireExplicitPolicy: Int? = nil, inhibitPolicyMapping: Int? = nil) {
        self.requireExplicitPolicy = requireExplicitPolicy.map { max($0, 0) }
        self.inhibitPolicyMapping = inhibitPolicyMapping.map { max($0, 0) }
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: value, structure: "ApplicationPolicyConstraints").fields()
        requireExplicitPolicy = try Self.count(fields.optional(context: 0, "requireExplicitPolicy"), 0)
        inhibitPolicyMapping = try Self.count(fields.optional(context: 1, "inhibitPolicyMapping"), 1)
        try fields.finish()
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 16) { writer in
            writer.writeSequence { writer in
                if let requireExplicitPolicy { writer.writeInteger(requireExplicitPolicy, tag: 0x80) }
                if let inhibitPolicyMapping { writer.writeInteger(inhibitPolicyMapping, tag: 0x81) }
            }
        }
    }

    private static func count(_ element: DERElement?, _ number: UInt8) throws(FormatError) -> Int? {
        guard let element else { return nil }
        let count = try element.integer(.context(number))
        guard count >= 0 else { throw element.fail("the number is negative") }
        return count
    }
}
