/// RFC 5755 §4.4.6
///
///     Clearance ::= SEQUENCE {
///         policyId            OBJECT IDENTIFIER,
///         classList           ClassList DEFAULT {unclassified},
///         securityCategories  SET OF SecurityCategory OPTIONAL }
///     SecurityCategory ::= SEQUENCE { type [0] OBJECT IDENTIFIER, value [1] EXPLICIT ANY DEFINED BY type }
///
/// The documents that the holder may read. RFC 3281 gave the three fields the tags `[0]` to `[2]`; that form is read but never written.
public struct Clearance: RequestAttributeValue {
    /// 2.5.4.55
    public static let oid = OID.AttributeCertificates.clearance

    /// A part of the classification that only its policy knows.
    public struct SecurityCategory: Hashable, Sendable {
        /// The identifier of the category.
        public let type: OID
        /// The DER of the category's value.
        public let value: [UInt8]

        public init(type: OID, value: [UInt8]) {
            self.type = type
            self.value = value
        }

        init(_ element: DERElement) throws(FormatError) {
            var fields = try element.fields(of: "SecurityCategory")
            type = try fields.next("type").oid(.context(0))
            value = try fields.next("value").explicitContent(1).encoded
            try fields.finish()
        }

        fileprivate var derEncoded: [UInt8] {
            DERWriter.encode(capacity: 32) { writer in
                writer.writeSequence { writer in
                    writer.writeOID(type, tag: 0x80)
                    writer.writeExplicit(1) { $0.writeRaw(value) }
                }
            }
        }
    }

    /// The policy that defines the levels.
    public let policy: OID
    /// The levels.
    public let classList: ClassList
    /// The categories; empty when absent.
    public let securityCategories: [SecurityCategory]

    /// Creates the value; the categories are put in the order of DER.
    public init(policy: OID, classList: ClassList = .unclassified, securityCategories: [SecurityCategory] = []) {
        self.policy = policy
        self.classList = classList
        self.securityCategories = securityCategories.inSetOrder(\.derEncoded)
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: derEncoded, structure: "Clearance").fields()
        let first = try fields.next("policyId")
        let isOld = first.tag == .context(0)
        policy = try first.oid(isOld ? .context(0) : .objectIdentifier)
        let (levels, categories): (DERTag, DERTag) = isOld ? (.context(1), .context(2)) : (.bitString, .set)
        classList =
            try fields.optional(levels, "classList") { element throws(FormatError) in try ClassList(element, levels) } ?? .unclassified
        securityCategories =
            try fields.optional(categories, "securityCategories") { element throws(FormatError) in
                try element.list(categories, of: SecurityCategory.init)
            } ?? []
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                writer.writeOID(policy)
                if classList != .unclassified { classList.write(to: &writer) }
                guard !securityCategories.isEmpty else { return }
                writer.writeMembers(securityCategories.map(\.derEncoded))
            }
        }
    }
}

/// RFC 5755 §4.4.6
///
///     ClassList ::= BIT STRING { unmarked (0), unclassified (1), restricted (2), confidential (3), secret (4), topSecret (5) }
///
/// A policy may define bits from 6 on. The raw value has bit *n* of the specification at `1 << n`.
public struct ClassList: OptionSet, Hashable, Sendable {
    /// Bit *n* of the specification is `1 << n`.
    public let rawValue: UInt64

    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// Not classified, without a statement about it.
    public static let unmarked = ClassList(rawValue: 1 << 0)
    /// Declared free.
    public static let unclassified = ClassList(rawValue: 1 << 1)
    /// Restricted.
    public static let restricted = ClassList(rawValue: 1 << 2)
    /// Confidential.
    public static let confidential = ClassList(rawValue: 1 << 3)
    /// Secret.
    public static let secret = ClassList(rawValue: 1 << 4)
    /// Top secret.
    public static let topSecret = ClassList(rawValue: 1 << 5)

    /// Throws for a level beyond bit 63, since leaving it out would change the clearance.
    init(_ element: DERElement, _ tag: DERTag) throws(FormatError) {
        guard try element.bitString(tag).bytes.dropFirst(8).allSatisfy({ $0 == 0 }) else {
            throw element.fail("a bit beyond the 64th is set")
        }
        self.init(rawValue: try element.namedBits(tag))
    }

    func write(to writer: inout DERWriter) { writer.writeNamedBits(rawValue) }
}
