import PKIFormats

/// The result for one place of an input: its kind, its fields as JSON, its faults, and the grammar that names the fields in the tree.
struct DumpedStructure: Sendable {
    /// One of the kinds listed in docs/certreq-dump.md.
    let kind: String
    /// The members after `kind`, in printing order.
    var members: JSONMembers
    /// `code: sentence`, without repetitions.
    private(set) var warnings: [String] = []
    /// Unreadable parts, with offsets from the start of the structure.
    var faults: [FormatError] = []
    var bytes: [UInt8]
    var grammar: Grammar
    /// True if the bytes are ASN.1 and their fields can be listed.
    var hasFields = true

    init(_ kind: String, _ members: JSONMembers, bytes: [UInt8], grammar: Grammar) {
        self.kind = kind
        self.members = members
        self.bytes = bytes
        self.grammar = grammar
    }

    mutating func warn(_ code: String, _ sentence: String) {
        let warning = "\(code): \(sentence)"
        if !warnings.contains(warning) { warnings.append(warning) }
    }

    /// Adds one warning for many places. The first ones are named and the others counted, because a list can have millions of entries.
    /// - Parameter more: how many there are beyond `sentences`.
    mutating func warn(_ code: String, each sentences: [String], more: Int = 0) {
        for sentence in sentences.prefix(20) { warn(code, sentence) }
        let rest = max(0, sentences.count - 20) + more
        if rest > 0 { warn(code, "\(rest) more of these") }
    }

    mutating func warn(_ more: [Weakness]) {
        for item in more { warn(item.code, item.sentence) }
    }

    /// Adds the findings about a structure inside this one.
    mutating func adopt(_ inner: DumpedStructure, as place: String) {
        for warning in inner.warnings {
            let parts = warning.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { warn(String(parts[0]), "\(place):\(parts[1])") }
        }
        let base = OctetSearch.firstOffset(ofElement: inner.bytes, in: bytes)
        for fault in inner.faults {
            let offset: Int? = if let base, let offset = fault.offset { base + offset } else { nil }
            faults.append(
                FormatError(structure: fault.structure, field: fault.field, offset: offset, reason: "\(fault.reason) (in \(place))")
            )
        }
    }

    /// `kind`, the fields, `warnings` and, if there are any, `errors`.
    var json: JSONValue {
        var object: JSONMembers = ["kind": .string(kind)]
        for member in members.members { object[member.name] = member.value }
        object["warnings"] = .strings(warnings)
        if !faults.isEmpty { object["errors"] = .array(faults.map(Self.json)) }
        return .object(object)
    }

    static func json(_ fault: FormatError) -> JSONValue {
        [
            "structure": .string(fault.structure), "field": .string(fault.field), "offset": fault.offset.map(JSONValue.int) ?? .null,
            "reason": .string(fault.reason),
        ]
    }
}

/// The offset of some octets inside others.
extension OctetSearch {
    /// The offset of an element whose tag there may be an implicit one.
    static func firstOffset(ofElement element: [UInt8], in haystack: [UInt8]) -> Int? {
        firstOffset(of: element, in: haystack) ?? firstOffset(of: Array(element.dropFirst()), in: haystack).map { $0 - 1 }
    }
}
