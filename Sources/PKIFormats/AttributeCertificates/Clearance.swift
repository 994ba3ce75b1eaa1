/// RFC 5755 §4.4.6
///
///     Clearance ::= SEQUENCE {
///         policyId            OBJECT IDENTIFIER,
///         classList           ClassList DEFAULT {unclassified},
///         securityCategories  SET OF SecurityCategory OPTIONAL }
///     SecurityCategory ::= SEQUENCE { type [0] OBJECT IDENTIFIER, value [1] EXPLICIT ANY DEFINED BY type }
///
/// What the holder may read. RFC 3281 had the three fields under the tags `[0]` to `[2]`; that form is read and never written.
public struct Clearance: RequestAttributeValue {
    /// 2.5.4.55
    public static let oid = OID.AttributeCertificates.clearance

    /// A part of the classification that only its policy knows.
    public struct SecurityCategory: Hashable, Sendable {
        /// Which category.
        public let type: OID
        /// The DER of the value.
        public let value: [UInt8]

        /// Creates a category.
        public init(type: OID, value: [UInt8]) {
            self.type = type
            self.value = value
        }
    }

    /// The policy that says what the levels mean.
    public let policy: OID
    /// The levels.
    public let classList: ClassList
    /// The categories; empty when absent.
    public let securityCategories: [SecurityCategory]

    /// Creates the value; the categories are put in the order of DER.
    public init(policy: OID, classList: ClassList = .unclassified, securityCategories: [SecurityCategory] = []) {
        self.policy = policy
        self.classList = classList
        self.securityCategories = securityCategories.inSetOrder(Self.encode)
    }

    /// Reads the DER of the value; nothing may follow it.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "Clearance").fields()
        let first = try fields.next("policyId")
        let isOld = first.tag == .context(0)
        policy = try first.oid(isOld ? .context(0) : .objectIdentifier)
        let (levels, categories): (DERTag, DERTag) = isOld ? (.context(1), .context(2)) : (.bitString, .set)
        let list = fields.optional(levels, "classList")
        classList = try list.map { element throws(FormatError) in try ClassList(element, levels) } ?? .unclassified
        var found: [SecurityCategory] = []
        if let set = fields.optional(categories, "securityCategories") {
            for member in try set.members(categories) {
                var parts = try member.fields(of: "SecurityCategory")
                let type = try parts.next("type").oid(.context(0))
                let value = try parts.next("value").explicitContent(1).encoded
                try parts.finish()
                found.append(SecurityCategory(type: type, value: value))
            }
        }
        securityCategories = found
        try fields.finish()
    }

    /// The DER of the value.
    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                writer.writeOID(policy)
                if classList != .unclassified { classList.write(to: &writer) }
                guard !securityCategories.isEmpty else { return }
                writer.writeMembers(securityCategories.map(Self.encode))
            }
        }
    }

    private static func encode(_ category: SecurityCategory) -> [UInt8] {
        DERWriter.encode(capacity: 32) { writer in
            writer.writeSequence { writer in
                writer.writeOID(category.type, tag: 0x80)
                writer.writeExplicit(1) { $0.writeRaw(category.value) }
            }
        }
    }
}
