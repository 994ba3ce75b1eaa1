import Yams

/// Reads the part of YAML that template files have: several documents of texts, lists and members. Anchors, aliases, tags and keys that
/// occur twice are refused.
enum YAMLDocuments {
    /// - Parameter allowingLines: whether a value may have several lines.
    /// - Throws: a reason with its line.
    static func read(_ octets: [UInt8], allowingLines: Bool = false) throws(DocumentValueError) -> [YAMLValue] {
        let text = try YAMLScreen.text(of: octets)
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
        var documents: [YAMLValue] = []
        do {
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            while let root = try parser.nextRoot() {
                if case .scalar(let scalar) = root, scalar.string.isEmpty, scalar.style == .plain { continue }
                documents.append(try value(root, lines, after: 1, allowingLines))
            }
        } catch let error as DocumentValueError {
            throw error
        } catch {
            throw reason(error)
        }
        return documents
    }

    private static func value(_ node: Node, _ lines: [[Unicode.Scalar]], after line: Int, _ allowingLines: Bool) throws(DocumentValueError)
        -> YAMLValue
    {
        let mark = node.mark
        let line = mark?.line ?? line
        if let mark, lines.indices.contains(mark.line - 1), lines[mark.line - 1].indices.contains(mark.column - 1) {
            switch lines[mark.line - 1][mark.column - 1] {
            case "&", "*": throw DocumentValueError("anchors (&name) and aliases (*name) are not read; write the value itself", line: line)
            case "!": throw DocumentValueError("tags (!name) are not read; the key decides how its value is read", line: line)
            default: break
            }
        }
        switch node {
        case .scalar(let scalar):
            guard scalar.string.utf8.count <= YAMLScreen.longestText else {
                throw DocumentValueError("the value is longer than \(YAMLScreen.longestText) octets; shorten it", line: line)
            }
            let isHidden: (Unicode.Scalar) -> Bool = { $0.properties.generalCategory == .control && !(allowingLines && $0 == "\n") }
            if scalar.string.unicodeScalars.contains(where: isHidden) {
                throw DocumentValueError("the value has a line end or another control character; write it on one line", line: line)
            }
            return YAMLValue(line: line, content: .text(scalar.string))
        case .sequence(let sequence):
            var list: [YAMLValue] = []
            for element in sequence { list.append(try value(element, lines, after: line, allowingLines)) }
            return YAMLValue(line: line, content: .list(list))
        case .mapping(let mapping):
            var members: [YAMLValue.Member] = []
            for (key, element) in mapping {
                let key = try value(key, lines, after: line, allowingLines)
                guard case .text(let name) = key.content else {
                    throw DocumentValueError("a key is a word, not \(key.kind)", line: key.line)
                }
                members.append(
                    YAMLValue.Member(key: name, line: key.line, value: try value(element, lines, after: key.line, allowingLines))
                )
            }
            return YAMLValue(line: line, content: .members(members))
        case .alias(let alias):
            throw DocumentValueError("aliases (*name) are not read; write the value itself", line: alias.mark?.line ?? line)
        }
    }

    private static func reason(_ error: any Error) -> DocumentValueError {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            DocumentValueError("this is not YAML: \(problem)", line: max(mark.line, 1))
        case .duplicatedKeysInMapping(let duplicates, let context):
            DocumentValueError(
                "the key \(duplicates.joined(separator: ", ")) is there twice, first in this line; remove one",
                line: max(context.mark.line, 1)
            )
        case .reader(let problem, _, _, _): DocumentValueError("this is not YAML: \(problem)", line: 1)
        default: DocumentValueError("this is not YAML", line: 1)
        }
    }
}
