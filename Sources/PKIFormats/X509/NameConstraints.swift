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
    public struct Subtree: Hashable, Sendable {
        /// The name at its top. An ``GeneralName/ipAddress(_:)`` has the address followed by the mask: 8 or 32 octets.
        public let base: GeneralName
        /// How many levels below ``base`` it begins; RFC 5280 allows only 0.
        public let minimum: Int
        /// How many levels below ``base`` it ends; `nil` for none, which is all RFC 5280 allows.
        public let maximum: Int?

        /// Creates one.
        public init(_ base: GeneralName, minimum: Int = 0, maximum: Int? = nil) {
            self.base = base
            self.minimum = max(minimum, 0)
            self.maximum = maximum.map { max($0, 0) }
        }

        init(_ element: DERElement) throws(FormatError) {
            var fields = try element.fields(of: "GeneralSubtree")
            base = try GeneralName(fields.next("base"))
            minimum = try fields.optional(context: 0, "minimum").map(Self.distance) ?? 0
            maximum = try fields.optional(context: 1, "maximum").map(Self.distance)
            try fields.finish()
        }

        private static func distance(_ element: DERElement) throws(FormatError) -> Int {
            let distance = try element.integer(.context(element.tag.number))
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

    /// Where names have to lie, of each kind that occurs here; `nil` when the field is absent.
    public let permitted: [Subtree]?

    /// Where no name may lie; `nil` when the field is absent.
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

    /// Reads the value. RFC 5280 §4.2.1.10 forbids a value that says nothing; it is refused.
    public init(value: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: value, structure: "NameConstraints")
        var fields = try element.fields()
        permitted = try fields.optional(context: 0, "permittedSubtrees").map(Self.readSubtrees)
        excluded = try fields.optional(context: 1, "excludedSubtrees").map(Self.readSubtrees)
        try fields.finish()
        guard permitted != nil || excluded != nil else { throw element.fail("it neither permits nor excludes anything") }
    }

    /// The DER of the value.
    public var value: [UInt8] {
        DERWriter.encode(capacity: 128) { writer in
            writer.writeSequence { writer in
                Self.write(permitted, tag: 0xA0, to: &writer)
                Self.write(excluded, tag: 0xA1, to: &writer)
            }
        }
    }

    private static func readSubtrees(_ element: DERElement) throws(FormatError) -> [Subtree] {
        var subtrees: [Subtree] = []
        for member in try element.members(.context(element.tag.number)) { subtrees.append(try Subtree(member)) }
        guard !subtrees.isEmpty else { throw element.fail("GeneralSubtrees cannot be empty") }
        return subtrees
    }

    private static func write(_ subtrees: [Subtree]?, tag: UInt8, to writer: inout DERWriter) {
        guard let subtrees else { return }
        writer.writeElement(tag: tag) { writer in
            for subtree in subtrees { subtree.write(to: &writer) }
        }
    }
}
