import PKIFormats

/// What was found in one place of an input: its kind, its fields as JSON, what is wrong with it, and the grammar by which the tree of
/// fields names them.
struct DumpedStructure: Sendable {
    /// One of the words of docs/certreq-dump.md.
    let kind: String
    /// The members after `kind`, in the order in which they are printed.
    var members: JSONMembers
    /// `code: sentence`, each once.
    private(set) var warnings: [String] = []
    /// Parts that cannot be read, with offsets from the start of the structure.
    var faults: [FormatError] = []
    var bytes: [UInt8]
    var grammar: Grammar
    /// Whether the bytes are ASN.1 and their fields can be listed.
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

    /// The same warning of many places. The first are named and the others counted: a list can have millions of entries.
    mutating func warn(_ code: String, each sentences: [String]) {
        for sentence in sentences.prefix(20) { warn(code, sentence) }
        if sentences.count > 20 { warn(code, "\(sentences.count - 20) more of these") }
    }

    mutating func warn(_ more: [Weakness]) {
        for item in more { warn(item.code, item.sentence) }
    }

    /// Takes over what was found out about a structure inside.
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

    /// `kind`, the fields, `warnings` and, when there are any, `errors`.
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

/// Where octets stand in others.
extension OctetSearch {
    /// Where an element stands, whose tag may be an implicit one there.
    static func firstOffset(ofElement element: [UInt8], in haystack: [UInt8]) -> Int? {
        firstOffset(of: element, in: haystack) ?? firstOffset(of: Array(element.dropFirst()), in: haystack).map { $0 - 1 }
    }
}
