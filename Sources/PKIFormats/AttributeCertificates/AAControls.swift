/// RFC 5755 §7.4
///
///     AAControls ::= SEQUENCE {
///         pathLenConstraint  INTEGER (0..MAX) OPTIONAL,
///         permittedAttrs     [0] AttrSpec OPTIONAL,
///         excludedAttrs      [1] AttrSpec OPTIONAL,
///         permitUnSpecified  BOOLEAN DEFAULT TRUE }
///     AttrSpec ::= SEQUENCE OF OBJECT IDENTIFIER
///
/// Stands in the certificate of an attribute authority, and says which attributes it may grant.
public struct AAControls: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.1.6
    public static let oid = OID.AttributeCertificates.aaControls

    /// How many certificates may stand between this one and the authority's; `nil` for no limit.
    public let pathLength: Int?
    /// The attributes it may grant; `nil` when there is no such list.
    public let permitted: [OID]?
    /// The attributes it may not grant; `nil` when there is no such list.
    public let excluded: [OID]?
    /// Whether it may grant what stands in neither list.
    public let permitsUnspecified: Bool

    /// Creates the value.
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
        if let element = fields.optional(.integer, "pathLenConstraint") {
            let length = try element.integer()
            guard length >= 0 else { throw element.fail("a length of a path cannot be negative") }
            pathLength = length
        } else {
            pathLength = nil
        }
        permitted = try fields.optional(context: 0, "permittedAttrs").map(Self.readAttributes)
        excluded = try fields.optional(context: 1, "excludedAttrs").map(Self.readAttributes)
        permitsUnspecified = try fields.optional(.boolean, "permitUnSpecified")?.boolean() ?? true
        try fields.finish()
    }

    private static func readAttributes(_ element: DERElement) throws(FormatError) -> [OID] {
        var attributes: [OID] = []
        for member in try element.members(element.tag) { attributes.append(try member.oid()) }
        return attributes
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                if let pathLength { writer.writeInteger(pathLength) }
                for case (let number, let attributes?) in [(UInt8(0), permitted), (1, excluded)] {
                    writer.writeExplicit(number) { writer in
                        for attribute in attributes { writer.writeOID(attribute) }
                    }
                }
                if !permitsUnspecified { writer.writeBoolean(false) }
            }
        }
    }
}
