/// RFC 5280 §4.2.1.11
///
///     PolicyConstraints ::= SEQUENCE {
///         requireExplicitPolicy  [0] SkipCerts OPTIONAL,
///         inhibitPolicyMapping   [1] SkipCerts OPTIONAL }
///     SkipCerts ::= INTEGER (0..MAX)
public struct PolicyConstraints: CertificateExtensionValue {
    /// 2.5.29.36
    public static let oid = OID.Extensions.policyConstraints

    /// After how many further certificates the path needs an acceptable policy; `nil` when the extension does not demand one.
    public let requireExplicitPolicy: Int?

    /// After how many further certificates policies may no longer be mapped; `nil` when they may.
    public let inhibitPolicyMapping: Int?

    /// Creates the value; RFC 5280 wants at least one of the two.
    public init(requireExplicitPolicy: Int? = nil, inhibitPolicyMapping: Int? = nil) {
        self.requireExplicitPolicy = requireExplicitPolicy.map { max($0, 0) }
        self.inhibitPolicyMapping = inhibitPolicyMapping.map { max($0, 0) }
    }

    /// Reads the value. An empty one, which RFC 5280 forbids CAs to issue and leaves to the reader, is refused.
    public init(value: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: value, structure: "PolicyConstraints")
        var fields = try element.fields()
        requireExplicitPolicy = try fields.optional(context: 0, "requireExplicitPolicy").map(Self.skip)
        inhibitPolicyMapping = try fields.optional(context: 1, "inhibitPolicyMapping").map(Self.skip)
        try fields.finish()
        guard requireExplicitPolicy != nil || inhibitPolicyMapping != nil else { throw element.fail("it constrains nothing") }
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

    private static func skip(_ element: DERElement) throws(FormatError) -> Int {
        let count = try element.integer(.context(element.tag.number))
        guard count >= 0 else { throw element.fail("the count of certificates is negative") }
        return count
    }
}
