import PKIFormats

/// A dump for people: first the kind and the faults, then every field with its offset.
struct TextRendering {
    let memberLimit: Int?
    private(set) var output = ""

    init(memberLimit: Int?) { self.memberLimit = memberLimit }

    mutating func heading(_ source: DumpSource, _ structure: DumpedStructure) {
        heading(source.file, structure.kind, source.form, source.bytes.count)
    }

    mutating func heading(_ file: String, _ kind: String, _ form: String, _ count: Int) {
        line(0, "\(ControlText.visible(file)): \(kind) (\(form), \(count) octets)")
    }

    mutating func render(_ structure: DumpedStructure) {
        for member in structure.members.members where !Self.inTreeOnly.contains(member.name) {
            write(member.value, name: member.name, indent: 1)
        }
        for warning in structure.warnings { line(1, "warning: " + ControlText.visible(warning)) }
        line(0, "")
        guard structure.hasFields,
            let tree = try? Annotation(memberLimit: memberLimit).tree(of: structure.bytes, structure.grammar, label: structure.kind)
        else { return }
        line(0, "offset length  field")
        write(tree, depth: 0)
        line(0, "")
    }

    /// As much of the tree as possible for unreadable bytes.
    mutating func render(unreadable source: DumpSource, _ error: FormatError) {
        line(0, "\(ControlText.visible(source.file)): unreadable (\(source.form), \(source.bytes.count) octets)")
        line(1, "error: \(error)")
        line(0, "")
        guard let root = try? ASN1Node(source.bytes, at: 0, isLenient: true) else { return }
        let guess = Recognition.guess(source)
        line(0, "offset length  field")
        write(
            Annotation(memberLimit: memberLimit).node(
                root,
                guess.flatMap { Remains.grammars[$0] } ?? .any,
                label: guess ?? "",
                definedBy: nil,
                depth: 0
            ),
            depth: 0
        )
        line(0, "")
    }

    /// The text rendered since the last call.
    mutating func take() -> String {
        defer { output = "" }
        return output
    }

    /// The heading of the tree of fields, for a tree that comes in pieces.
    mutating func treeHeading() { line(0, "offset length  field") }

    mutating func blank() { line(0, "") }

    // MARK: Summary

    /// Members that add nothing to the tree of fields.
    private static let inTreeOnly: Set = ["extensions", "attributes", "subjectAttributes", "issuerAttributes", "decoded"]

    private mutating func write(_ value: JSONValue, name: String, indent: Int) {
        switch value {
        case .null: break
        case .bool, .number, .string: line(indent, "\(name): \(Self.scalar(value))")
        case .array(let values):
            if values.isEmpty { return }
            if values.allSatisfy({ Self.isScalar($0) }) {
                line(indent, "\(name): " + values.map(Self.scalar).joined(separator: ", "))
                return
            }
            for (number, item) in values.prefix(memberLimit ?? .max).enumerated() {
                write(item, name: "\(name)[\(number)]", indent: indent)
            }
            if let limit = memberLimit, values.count > limit { line(indent, "\(name): … \(values.count - limit) more") }
        case .object(let object):
            if let short = Self.short(object) {
                line(indent, "\(name): \(short)")
                return
            }
            line(indent, "\(name):")
            for member in object.members where !Self.inTreeOnly.contains(member.name) {
                write(member.value, name: member.name, indent: indent + 1)
            }
        }
    }

    /// Objects with a name, or with few members, fit on one line.
    private static func short(_ object: JSONMembers) -> String? {
        let scalars = object.members.filter { $0.value != .null }
        guard !scalars.isEmpty, scalars.count <= 5, scalars.allSatisfy({ isScalar($0.value) }) else { return nil }
        if case .string(let name)? = object["name"], case .string(let oid)? = object["oid"], scalars.count <= 3 {
            return "\(name) (\(oid))"
        }
        if scalars.count == 1, case .string(let oid)? = object["oid"] { return oid }
        return scalars.map { "\($0.name) \(scalar($0.value))" }.joined(separator: ", ")
    }

    private static func isScalar(_ value: JSONValue) -> Bool {
        switch value {
        case .array, .object: false
        default: true
        }
    }

    private static func scalar(_ value: JSONValue) -> String {
        switch value {
        case .bool(let flag): flag ? "yes" : "no"
        case .number(let digits): digits
        case .string(let text): ControlText.visible(text)
        default: ""
        }
    }

    // MARK: Tree

    mutating func write(_ node: FieldNode, depth: Int) {
        var text = Self.pad(node.offset) + " " + Self.pad(node.offset == nil ? nil : node.length) + "  "
        text += String(repeating: "  ", count: depth)
        text += [node.label, node.type, node.value].filter { !$0.isEmpty }.joined(separator: " ")
        line(0, text)
        for child in node.children { write(child, depth: depth + 1) }
    }

    private static func pad(_ number: Int?) -> String {
        let digits = number.map { String($0) } ?? ""
        return String(repeating: " ", count: max(6 - digits.count, 0)) + digits
    }

    private mutating func line(_ indent: Int, _ text: String) {
        output += String(repeating: "  ", count: indent) + text + "\n"
    }
}
