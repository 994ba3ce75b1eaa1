/// RFC 5755 §4.3.1
///
///     auditIdentity: OCTET STRING
///
/// The octets that a service writes into its log instead of the holder's name, for privacy. 1 to 20 octets, always critical.
public struct AuditIdentity: CertificateExtensionValue, OctetStringValue {
    /// 1.3.6.1.5.5.7.1.4
    public static let oid = OID.AttributeCertificates.auditIdentity
    public static let grammarName = "auditIdentity"

    /// The octets. The issuer can tell whom they mean.
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }
}

/// RFC 5755 §4.3.6; RFC 9608 allows it in certificates of keys as well
///
///     noRevAvail: NULL
///
/// Revocation information about the certificate does not exist and never will.
public struct NoRevocationAvailable: NullValue {
    /// 2.5.29.56
    public static let oid = OID.AttributeCertificates.noRevocationAvailable
    public static let grammarName = "noRevAvail"

    public init() {}
}

/// RFC 5755 §7.4
///
///     AAControls ::= SEQUENCE {
///         pathLenConstraint  INTEGER (0..MAX) OPTIONAL,
///         permittedAttrs     [0] AttrSpec OPTIONAL,
///         excludedAttrs      [1] AttrSpec OPTIONAL,
///         permitUnSpecified  BOOLEAN DEFAULT TRUE }
///     AttrSpec ::= SEQUENCE OF OBJECT IDENTIFIER
///
/// In the certificate of an attribute authority: the attributes that the authority may grant.
public struct AAControls: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.1.6
    public static let oid = OID.AttributeCertificates.aaControls

    /// The number of certificates allowed between this one and the authority's; `nil` for no limit.
    public let pathLength: Int?
    /// The attributes that it may grant; `nil` when the list is absent.
    public let permitted: [OID]?
    /// The attributes that it may not grant; `nil` when the list is absent.
    public let excluded: [OID]?
    /// Whether it may grant attributes that are in neither list.
    public let permitsUnspecified: Bool

    public init(pathLength: Int? = nil, permitted: [OID]? = nil, excluded: [OID]? = nil, permitsUnspecified: Bool = true) {
        self.pathLength = pathLength
        self.permitted = permitted
        self.excluded = excluded
        self.permitsUnspecified = permitsUnspecified
    }

    /// Whether the authority may grant this attribute.
    public func permits(_ attribute: OID) -> Bool {
        if excluded?.contains(attribute) ?? false { return false }
        return permitted?.contains(attribute) ?? false || permitsUnspecified
    }

    /// Reads the value. A written `permitUnSpecified TRUE` is accepted.
    public init(value: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: value, structure: "AAControls").fields()
        pathLength = try fields.optional(.integer, "pathLenConstraint") { element throws(FormatError) in
            let length = try element.integer()
            guard length >= 0 else { throw element.fail("a length of a path cannot be negative") }
            return length
        }
        permitted = try fields.optional(0, "permittedAttrs", Self.readAttributes)
        excluded = try fields.optional(1, "excludedAttrs", Self.readAttributes)
        permitsUnspecified = try fields.optional(.boolean, "permitUnSpecified")?.boolean() ?? true
        try fields.finish()
    }

    private static func readAttributes(_ element: DERElement, _ tag: DERTag) throws(FormatError) -> [OID] {
        try element.list(tag, of: OID.init)
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                if let pathLength { writer.writeInteger(pathLength) }
                if let permitted { writer.writeSequence(of: permitted, tag: 0xA0) { $1.writeOID($0) } }
                if let excluded { writer.writeSequence(of: excluded, tag: 0xA1) { $1.writeOID($0) } }
                if !permitsUnspecified { writer.writeBoolean(false) }
            }
        }
    }
}
