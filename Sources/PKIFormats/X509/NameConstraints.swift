/// RFC 5280 §4.2.1.10
///
///     NameConstraints ::= SEQUENCE {
///         permittedSubtrees  [0] GeneralSubtrees OPTIONAL,
///         excludedSubtrees   [1] GeneralSubtrees OPTIONAL }
///     GeneralSubtrees ::= SEQUENCE SIZE (1..MAX) OF GeneralSubtree
///     GeneralSubtree ::= SEQUENCE {
///         base     GeneralName,
///         minimum  [0] BaseDistance DEFAULT 0,
///         maximum  [1] BaseDistance OPTIONAL }
///     BaseDistance ::= INTEGER (0..MAX)
public struct NameConstraints: CertificateExtensionValue {
    /// 2.5.29.30
    public static let oid = OID.Extensions.nameConstraints

    /// One part of a name space.
    public struct Subtree: Hashable, Sendable, DERWritable {
        /// The name at its top. A ``GeneralName/ipAddress(_:)`` has the address followed by the mask: 8 or 32 octets.
        public let base: GeneralName
        /// The number of levels below ``base`` at which it begins; RFC 5280 allows only 0.
        public let minimum: Int
        /// The number of levels below ``base`` at which it ends; RFC 5280 allows only `nil`, which means no end.
        public let maximum: Int?

        public init(_ base: GeneralName, minimum: Int = 0, maximum: Int? = nil) {
            self.base = base
            self.minimum = max(minimum, 0)
            self.maximum = maximum.map { max($0, 0) }
        }

        init(_ element: DERElement) throws(FormatError) {
            var fields = try element.fields(of: "GeneralSubtree")
            base = try GeneralName(fields.next("base"))
            minimum = try fields.optional(0, "minimum", Self.distance) ?? 0
            maximum = try fields.optional(1, "maximum", Self.distance)
            try fields.finish()
        }

        private static func distance(_ element: DERElement, _ tag: DERTag) throws(FormatError) -> Int {
            let distance = try element.integer(tag)
            guard distance >= 0 else { throw element.fail("the distance is negative") }
            return distance
        }

        func write(to writer: inout DERWriter) {
            writer.writeSequence { writer in
                base.write(to: &writer)
                if minimum != 0 { writer.writeInteger(minimum, tag: 0x80) }
                if let maximum { writer.writeInteger(maximum, tag: 0x81) }
            }
        }
    }

    /// The subtrees in which names of the kinds that occur here must lie; `nil` when the field is absent.
    public let permitted: [Subtree]?

    /// The subtrees in which no name may lie; `nil` when the field is absent.
    public let excluded: [Subtree]?

    /// Creates the value. An empty list is written like an absent one, since the type does not allow it.
    public init(permitted: [Subtree]? = nil, excluded: [Subtree]? = nil) {
        self.permitted = permitted?.isEmpty == true ? nil : permitted
        self.excluded = excluded?.isEmpty == true ? nil : excluded
    }

    /// Creates the value from the tops of the subtrees.
    public init(permitting permitted: [GeneralName] = [], excluding excluded: [GeneralName] = []) {
        self.init(permitted: permitted.map { Subtree($0) }, excluded: excluded.map { Subtree($0) })
    }

    /// Reads the value. Throws if it has neither field, which RFC 5280 §4.2.1.10 forbids.
    public init(value: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: value, structure: "NameConstraints")
        var fields = try element.fields()
        permitted = try fields.optional(0, "permittedSubtrees", Self.readSubtrees)
        excluded = try fields.optional(1, "excludedSubtrees", Self.readSubtrees)
        try fields.finish()
        guard permitted != nil || excluded != nil else { throw element.fail("it neither permits nor excludes anything") }
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                if let permitted { writer.writeSequence(of: permitted, tag: 0xA0) }
                if let excluded { writer.writeSequence(of: excluded, tag: 0xA1) }
            }
        }
    }

    private static func readSubtrees(_ element: DERElement, _ tag: DERTag) throws(FormatError) -> [Subtree] {
        try element.list(tag, ifEmpty: "GeneralSubtrees cannot be empty", of: Subtree.init)
    }
}
