package import PKIFormats

/// One document of a YAML file as texts, lists and keys. Somebody who knows its keys says what its texts are.
package struct YAMLTree: Sendable {
    /// The name of the file, as messages show it.
    package let file: String
    /// The scalars are texts.
    package let json: JSONValue
    /// By the keys and positions from the outside.
    private let lines: [[String]: Int]

    /// - Throws: why the file is not read. Anchors, aliases, tags and keys that occur twice are refused.
    package static func read(_ octets: [UInt8], file: String) throws(TemplateDocumentError) -> [YAMLTree] {
        do throws(DocumentValueError) {
            return try YAMLDocuments.read(octets, allowingLines: true).map { YAMLTree($0, file: file) }
        } catch {
            throw TemplateDocumentError([DocumentFault(file: file, line: error.line ?? 1, key: "", reason: error.reason)])
        }
    }

    private init(_ value: YAMLValue, file: String) {
        var lines: [[String]: Int] = [:]
        self.file = file
        json = Self.json(of: value, [], &lines)
        self.lines = lines
    }

    private static func json(of value: YAMLValue, _ path: [String], _ lines: inout [[String]: Int]) -> JSONValue {
        if lines[path] == nil { lines[path] = value.line }
        switch value.content {
        case .text(let text): return .string(text)
        case .list(let list): return .array(list.enumerated().map { json(of: $1, path + ["\($0)"], &lines) })
        case .members(let members):
            return .object(
                JSONMembers(
                    members.map { member in
                        lines[path + [member.key]] = member.line
                        return JSONMembers.Member(name: member.key, value: json(of: member.value, path + [member.key], &lines))
                    }
                )
            )
        }
    }

    /// A fault at a place of this document; of a place that is absent, at what surrounds it.
    package func fault(at path: [String], _ reason: String) -> DocumentFault {
        var place = path
        while lines[place] == nil, !place.isEmpty { place.removeLast() }
        return DocumentFault(file: file, line: lines[place] ?? 1, key: path.joined(separator: "."), reason: reason)
    }

    /// Writes documents: the same text for the same documents every time.
    /// - Parameters:
    ///   - head: comments at the beginning.
    ///   - comment: explains a key, in the first document only.
    package static func text(_ documents: [JSONValue], head: [String], comment: (_ path: [String]) -> String?) -> String {
        var lines = head.map { "# " + $0 }
        for (index, document) in documents.enumerated() {
            lines.append("---")
            lines += self.lines(of: document, indent: "", path: [], comment: index == 0 ? comment : { _ in nil })
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Columns of a line; a longer list has one element on each line.
    private static let width = 100

    private static func lines(of value: JSONValue, indent: String, path: [String], comment: ([String]) -> String?) -> [String] {
        guard case .object(let members) = value else { return [indent + inline(value)] }
        return members.flatMap { member in
            let path = path + [member.name]
            let explanation = comment(path).map { ["\(indent)# \($0)"] } ?? []
            return explanation + self.member(member, indent: indent, path: path, comment: comment)
        }
    }

    private static func member(_ member: JSONMembers.Member, indent: String, path: [String], comment: ([String]) -> String?) -> [String] {
        let key = indent + YAMLText.quoted(member.name) + ":"
        switch member.value {
        case .object(let members) where !members.isEmpty:
            return [key] + lines(of: member.value, indent: indent + "  ", path: path, comment: comment)
        case .array(let elements) where !elements.isEmpty:
            let hasScalars = elements.allSatisfy { if case .object = $0 { false } else { true } }
            let line = key + " " + inline(member.value)
            if hasScalars, line.count <= width { return [line] }
            return [key]
                + elements.flatMap { element in
                    var block = lines(of: element, indent: indent + "    ", path: path + ["*"], comment: { _ in nil })
                    if case .object(let members) = element, members.isEmpty { block = [indent + "    {}"] }
                    block[0] = indent + "  - " + block[0].dropFirst(indent.count + 4)
                    return block
                }
        default: return [key + " " + inline(member.value)]
        }
    }

    private static func inline(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let flag): "\(flag)"
        case .number(let digits): digits
        case .string(let text): YAMLText.quoted(text)
        case .array(let elements): "[\(elements.map(inline).joined(separator: ", "))]"
        case .object(let members):
            "{\(members.map { "\(YAMLText.quoted($0.name)): \(inline($0.value))" }.joined(separator: ", "))}"
        }
    }
}
