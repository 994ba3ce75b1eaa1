/// RFC 5280 §4.2.1.11
///
///     PolicyConstraints ::= SEQUENCE {
///         requireExplicitPolicy  [0] SkipCerts OPTIONAL,
///         inhibitPolicyMapping   [1] SkipCerts OPTIONAL }
///     SkipCerts ::= INTEGER (0..MAX)
public struct PolicyConstraints: CertificateExtensionValue {
    /// 2.5.29.36
    public static let oid = OID.Extensions.policyConstraints

    /// The number of further certificates after which the path needs an acceptable policy; `nil` when the extension does not demand one.
    public let requireExplicitPolicy: Int?

    /// The number of further certificates after which policies may no longer be mapped; `nil` when they may.
    public let inhibitPolicyMapping: Int?

    /// Creates the value; RFC 5280 demands at least one of the two numbers.
    public init(requireExplicitPolicy: Int? = nil, inhibitPolicyMapping: Int? = nil) {
        self.requireExplicitPolicy = requireExplicitPolicy.map { max($0, 0) }
        self.inhibitPolicyMapping = inhibitPolicyMapping.map { max($0, 0) }
    }

    /// Reads the value. Throws for an empty one: RFC 5280 forbids CAs to issue it and lets readers choose.
    public init(value: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: value, structure: "PolicyConstraints")
        var fields = try element.fields()
        requireExplicitPolicy = try fields.optional(0, "requireExplicitPolicy", DERElement.certificateCount)
        inhibitPolicyMapping = try fields.optional(1, "inhibitPolicyMapping", DERElement.certificateCount)
        try fields.finish()
        guard requireExplicitPolicy != nil || inhibitPolicyMapping != nil else { throw element.fail("it constrains nothing") }
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 16) { writer in
            writer.writeSequence { writer in
                if let requireExplicitPolicy { writer.writeInteger(requireExplicitPolicy, tag: 0x80) }
                if let inhibitPolicyMapping { writer.writeInteger(inhibitPolicyMapping, tag: 0x81) }
            }
        }
    }
}

/// RFC 5280 §4.2.1.14
///
///     InhibitAnyPolicy ::= SkipCerts
///     SkipCerts ::= INTEGER (0..MAX)
public struct InhibitAnyPolicy: CertificateExtensionValue {
    /// 2.5.29.54
    public static let oid = OID.Extensions.inhibitAnyPolicy

    /// The number of further certificates after which anyPolicy no longer means every policy.
    public let skipCertificates: Int

    public init(_ skipCertificates: Int) {
        self.skipCertificates = max(skipCertificates, 0)
    }

    public init(value: [UInt8]) throws(FormatError) {
        skipCertificates = try DERElement(parsing: value, structure: "InhibitAnyPolicy").certificateCount()
    }

    public var value: [UInt8] { DERWriter.encode(capacity: 8) { $0.writeInteger(skipCertificates) } }
}

extension DERElement {
    /// `SkipCerts`.
    func certificateCount(_ tag: DERTag = .integer) throws(FormatError) -> Int {
        let count = try integer(tag)
        guard count >= 0 else { throw fail("the count of certificates is negative") }
        return count
    }
}
