/// RFC 5280 §4.2.1.4
///
///     certificatePolicies ::= SEQUENCE SIZE (1..MAX) OF PolicyInformation
///     PolicyInformation ::= SEQUENCE {
///         policyIdentifier  OBJECT IDENTIFIER,
///         policyQualifiers  SEQUENCE SIZE (1..MAX) OF PolicyQualifierInfo OPTIONAL }
public struct CertificatePolicies: PolicyInformationValue {
    /// 2.5.29.32
    public static let oid = OID.Extensions.certificatePolicies

    public let information: [PolicyInformation]

    public init(information: [PolicyInformation]) {
        self.information = information
    }
}

/// An extension that is `SEQUENCE SIZE (1..MAX) OF PolicyInformation`: ``CertificatePolicies`` and ``ApplicationPolicies``.
public protocol PolicyInformationValue: ShapedValue, CertificateExtensionValue {
    /// The policies with their qualifiers.
    var information: [CertificatePolicies.PolicyInformation] { get }

    /// Creates the value.
    init(information: [CertificatePolicies.PolicyInformation])
}

extension PolicyInformationValue {
    /// The policies alone.
    public var policies: [OID] { information.map(\.policy) }

    /// Creates the value from policies without qualifiers.
    public init(_ policies: [OID]) {
        self.init(information: policies.map { CertificatePolicies.PolicyInformation($0) })
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        self.init(
            information: try Self.read(value) { element throws(FormatError) in
                try element.list(ifEmpty: "it names no policy", of: CertificatePolicies.PolicyInformation.init)
            }
        )
    }

    /// The DER of the value.
    public var value: [UInt8] { DERWriter.encode(capacity: 64) { $0.writeSequence(of: information) } }
}

extension CertificatePolicies {
    /// One policy with its qualifiers.
    public struct PolicyInformation: Hashable, Sendable, DERWritable {
        /// The policy.
        public let policy: OID
        /// The DER of `policyQualifiers`; `nil` when absent.
        public let qualifiers: [UInt8]?

        public init(_ policy: OID, qualifiers: [UInt8]? = nil) {
            self.policy = policy
            self.qualifiers = qualifiers
        }

        init(_ element: DERElement) throws(FormatError) {
            var fields = try element.fields(of: "PolicyInformation")
            policy = try fields.next("policyIdentifier").oid()
            qualifiers = fields.optional(.sequence, "policyQualifiers")?.encoded
            try fields.finish()
        }

        func write(to writer: inout DERWriter) {
            writer.writeSequence { writer in
                writer.writeOID(policy)
                if let qualifiers { writer.writeRaw(qualifiers) }
            }
        }
    }
}

extension CertificatePolicies.PolicyInformation {
    /// Creates the information with qualifiers.
    public init(_ policy: OID, policyQualifiers: [PolicyQualifier]) {
        let encoded = DERWriter.encode(capacity: 64) { $0.writeSequence(of: policyQualifiers) }
        self.init(policy, qualifiers: policyQualifiers.isEmpty ? nil : encoded)
    }

    /// The qualifiers; empty when absent. A qualifier that this library does not know is returned as it is. One that it knows and cannot
    /// read throws here and not when the extension is read, since no decision depends on it.
    public func policyQualifiers() throws(FormatError) -> [PolicyQualifier] {
        guard let qualifiers else { return [] }
        let element = try DERElement(parsing: qualifiers, structure: "PolicyInformation", field: "policyQualifiers")
        return try element.list(ifEmpty: "it holds no qualifier", of: PolicyQualifier.init)
    }
}

/// RFC 5280 §4.2.1.4
///
///     PolicyQualifierInfo ::= SEQUENCE { policyQualifierId OBJECT IDENTIFIER, qualifier ANY DEFINED BY policyQualifierId }
///     CPSuri ::= IA5String
public enum PolicyQualifier: Hashable, Sendable, DERWritable {
    /// The URI of the certification practice statement (1.3.6.1.5.5.7.2.1).
    case practiceStatement(String)
    /// A text to show to the relying party (1.3.6.1.5.5.7.2.2).
    case userNotice(UserNotice)
    /// Another qualifier; the value is the DER of `qualifier`, or `nil` when it is missing.
    case other(OID, value: [UInt8]?)

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "PolicyQualifierInfo")
        let oid = try fields.next("policyQualifierId").oid()
        switch oid {
        case OID.Extensions.cpsQualifier: self = .practiceStatement(try fields.next("cPSuri").ia5String())
        case OID.Extensions.userNoticeQualifier: self = .userNotice(try UserNotice(fields.next("userNotice")))
        default: self = .other(oid, value: fields.isAtEnd ? nil : try fields.next("qualifier").encoded)
        }
        try fields.finish()
    }

    /// The identifier of the kind of qualifier.
    public var oid: OID {
        switch self {
        case .practiceStatement: OID.Extensions.cpsQualifier
        case .userNotice: OID.Extensions.userNoticeQualifier
        case .other(let oid, _): oid
        }
    }

    /// The DER of `qualifier`; `nil` when it is missing.
    public var value: [UInt8]? {
        switch self {
        case .practiceStatement(let uri): DERWriter.encode(capacity: 64) { $0.writeIA5String(uri) }
        case .userNotice(let notice): DERWriter.encode(capacity: 64) { notice.write(to: &$0) }
        case .other(_, let value): value
        }
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeOID(oid)
            if let value { writer.writeRaw(value) }
        }
    }
}

/// RFC 5280 §4.2.1.4
///
///     UserNotice ::= SEQUENCE { noticeRef NoticeReference OPTIONAL, explicitText DisplayText OPTIONAL }
///     NoticeReference ::= SEQUENCE { organization DisplayText, noticeNumbers SEQUENCE OF INTEGER }
///     DisplayText ::= CHOICE { ia5String, visibleString, bmpString, utf8String, each SIZE (1..200) }
///
/// Certificates with longer texts exist; they are read.
public struct UserNotice: Hashable, Sendable {
    /// Texts that an organization keeps under numbers.
    public struct Reference: Hashable, Sendable {
        /// The organization.
        public let organization: AttributeText
        /// The numbers of its texts.
        public let numbers: [Int]

        public init(organization: AttributeText, numbers: [Int]) {
            self.organization = organization
            self.numbers = numbers
        }

        init(_ element: DERElement) throws(FormatError) {
            var fields = try element.fields(of: "NoticeReference")
            organization = try fields.next("organization").displayText()
            numbers = try fields.next("noticeNumbers").list { element throws(FormatError) in try element.integer() }
            try fields.finish()
        }
    }

    /// The place where the text can be found.
    public let reference: Reference?

    /// The text itself.
    public let explicitText: AttributeText?

    public init(reference: Reference? = nil, explicitText: AttributeText? = nil) {
        self.reference = reference
        self.explicitText = explicitText
    }

    /// Creates a notice with a UTF8String, which RFC 5280 prefers.
    public init(_ text: String) {
        self.init(explicitText: AttributeText(utf8: text))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "UserNotice")
        reference = try fields.optional(.sequence, "noticeRef", Reference.init)
        explicitText = fields.isAtEnd ? nil : try fields.next("explicitText").displayText()
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            if let reference {
                writer.writeSequence { writer in
                    writer.writeRaw(reference.organization.derEncoded)
                    writer.writeSequence(of: reference.numbers) { $1.writeInteger($0) }
                }
            }
            if let explicitText { writer.writeRaw(explicitText.derEncoded) }
        }
    }
}

extension DERElement {
    /// A DisplayText of any string type.
    fileprivate func displayText() throws(FormatError) -> AttributeText {
        let text = try AttributeText(self)
        guard text.kind != .other else { throw fail("expected a string, found \(tag.name)") }
        return text
    }
}
