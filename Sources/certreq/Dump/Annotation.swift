import PKIFormats

/// Gives the elements of an encoding the names from a grammar.
struct Annotation {
    /// The most members of one list to show; `nil` for all.
    let memberLimit: Int?

    func tree(of bytes: [UInt8], _ grammar: Grammar, label: String) throws(FormatError) -> FieldNode {
        node(try ASN1Node(bytes, at: 0), grammar, label: label, definedBy: nil, depth: 0)
    }

    /// Several elements one after the other.
    func node(_ element: ASN1Node, _ grammar: Grammar, label: String, definedBy: OID?, depth: Int) -> FieldNode {
        var line = FieldNode(
            label: label,
            offset: element.offset,
            length: element.end - element.offset,
            type: element.typeName,
            value: "",
            children: []
        )
        guard depth < 2 * ASN1Node.maximumDepth else {
            line.value = "nested too deep to be shown"
            return line
        }
        switch grammar {
        case .deferred(let definition):
            return node(element, definition(), label: label, definedBy: definedBy, depth: depth + 1)
        case .defined(let table):
            return node(element, definedBy.flatMap(table) ?? .any, label: label, definedBy: definedBy, depth: depth + 1)
        case .secret:
            line.value = "secret, not shown (\(element.content.count) octets)"
            return line
        case .choice(let alternatives):
            guard let match = alternatives.first(where: { $0.tag.fits(element) }) else {
                return node(element, .any, label: label, definedBy: nil, depth: depth + 1)
            }
            var result = node(element, match.grammar, label: label, definedBy: definedBy, depth: depth + 1)
            result.label = label.isEmpty ? match.name : "\(label): \(match.name)"
            return result
        case .value(let words):
            guard !element.isConstructed || element.isUniversal else { break }
            let text = element.isUniversal ? FieldValue.text(of: element) : ""
            let note = words(element) ?? ""
            line.value = text.isEmpty || note.isEmpty ? text + note : text == note ? text : "\(text) = \(note)"
            if line.value.isEmpty { line.value = FieldValue.text(of: element) }
            return line
        case .words(let words) where !element.isConstructed:
            line.value = words(element)
            return line
        case .fields(let fields) where element.isConstructed:
            line.children = named(element, fields, definedBy: definedBy, depth: depth)
            return line
        case .list(let name, let member) where element.isConstructed:
            line.children = members(of: element, name, member, definedBy: definedBy, depth: depth)
            return line
        case .explicit(let inner) where element.isConstructed:
            line.children = children(of: element) { self.node($0, inner, label: "", definedBy: definedBy, depth: depth + 1) }
            return line
        case .containing(let inner) where !element.isConstructed:
            guard let content = encapsulated(element) else { break }
            line.children = content.map { node($0, inner, label: "", definedBy: definedBy, depth: depth + 1) }
            return line
        default: break
        }
        return generic(line, element, depth: depth)
    }

    // MARK: Parts

    private func named(_ element: ASN1Node, _ fields: [Grammar.Field], definedBy: OID?, depth: Int) -> [FieldNode] {
        var next = 0
        var last = definedBy
        return children(of: element) { member in
            let oid = member.isUniversal(6) ? member.oid : nil
            defer { if let oid { last = oid } }
            for index in next..<max(next, fields.count) where fields[index].tag.fits(member) {
                next = index + 1
                return self.node(member, fields[index].grammar, label: fields[index].name, definedBy: last, depth: depth + 1)
            }
            return self.node(member, .any, label: "", definedBy: nil, depth: depth + 1)
        }
    }

    private func members(of element: ASN1Node, _ name: String, _ grammar: Grammar, definedBy: OID?, depth: Int) -> [FieldNode] {
        var number = 0
        return children(of: element) { member in
            defer { number += 1 }
            return self.node(member, grammar, label: "\(name)[\(number)]", definedBy: definedBy, depth: depth + 1)
        }
    }

    private func generic(_ line: FieldNode, _ element: ASN1Node, depth: Int) -> FieldNode {
        var line = line
        if element.isConstructed {
            line.children = children(of: element) { self.node($0, .any, label: "", definedBy: nil, depth: depth + 1) }
        } else if element.isUniversal(4) || element.isUniversal(3), let content = encapsulated(element), content.first?.isUniversal == true
        {
            line.value = "holds an encoding"
            line.children = content.map { node($0, .any, label: "", definedBy: nil, depth: depth + 1) }
        } else {
            line.value = FieldValue.text(of: element)
        }
        return line
    }

    private func children(of element: ASN1Node, _ make: (ASN1Node) -> FieldNode) -> [FieldNode] {
        do {
            let shown = try element.members(memberLimit ?? .max)
            var lines = shown.map(make)
            if let last = shown.last, last.end < element.content.upperBound {
                let count = try element.memberCount()
                lines.append(
                    FieldNode(
                        label: "",
                        offset: last.end,
                        length: element.content.upperBound - last.end,
                        type: "",
                        value: "… \(count - shown.count) more of \(count); --all shows them",
                        children: []
                    )
                )
            }
            return lines
        } catch {
            return [FieldNode(label: "", offset: error.offset, length: 0, type: "", value: "unreadable: \(error.reason)", children: [])]
        }
    }

    /// The elements that fill an OCTET STRING or, after the count of unused bits, a BIT STRING; `nil` when something else does.
    private func encapsulated(_ element: ASN1Node) -> [ASN1Node]? {
        var range = element.content
        if element.isUniversal(3) {
            guard element.contentBytes.first == 0 else { return nil }
            range = (range.lowerBound + 1)..<range.upperBound
        }
        guard range.count >= 2, let elements = try? ASN1Node.elements(of: element.bytes, in: range), elements.count == 1,
            (try? elements[0].checkWhole()) != nil
        else { return nil }
        return elements
    }
}
