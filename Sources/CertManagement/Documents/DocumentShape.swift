import CAInterface
package import PKIFormats

/// The kinds of values that a document has, so that one table says how a profile template is read from JSON and from YAML, and what it is
/// without a key.
package indirect enum DocumentShape: Sendable {
    case flag
    case number(ClosedRange<Int>)
    /// At most so many characters.
    case text(Int)
    /// One of these words.
    case word([String])
    /// An account or a group: its name, `DOMAIN\name`, or its SID.
    case trustee
    /// `target`, `originator`, `approvers`, `managers`, or a mail address.
    case recipient
    case list(DocumentShape)
    /// Words of the writer's choice, each with a value.
    case table(DocumentShape)
    case keys([DocumentKey])
    /// Null, or a value.
    case optional(DocumentShape)

    /// The longest list and table.
    static let mostElements = 200
}

/// One key of a document.
package struct DocumentKey: Sendable {
    package let name: String
    package let shape: DocumentShape
    /// The value without the key; nil when the key is needed.
    package let standard: JSONValue?
    /// What the value says, in one sentence.
    package let meaning: String

    init(_ name: String, _ shape: DocumentShape, _ standard: JSONValue?, _ meaning: String) {
        self.name = name
        self.shape = shape
        self.standard = standard
        self.meaning = meaning
    }
}

/// A place in a document whose value cannot be read.
package struct DocumentKeyFault: Hashable, Sendable {
    /// The keys and positions from the outside, such as `policies`, `enroll`, `dataItems`, `0`, `name`.
    package let path: [String]
    /// A phrase that says what is wrong and what to do.
    package let reason: String

    package var field: String { path.isEmpty ? "document" : path.joined(separator: ".") }

    package init(path: [String], reason: String) {
        self.path = path
        self.reason = reason
    }
}

extension DocumentShape {
    /// The value with its types, and its keys in the order of the table.
    /// - Parameters:
    ///   - isText: every scalar is a text, and this table says what it is, as in YAML.
    ///   - faults: gets every place that cannot be read.
    package func typed(_ value: JSONValue, isText: Bool, path: [String] = [], faults: inout [DocumentKeyFault]) -> JSONValue {
        func fault(_ reason: String) -> JSONValue {
            faults.append(DocumentKeyFault(path: path, reason: reason))
            return .null
        }
        switch (self, value) {
        case (.optional, .null): return .null
        case (.optional(let shape), _): return shape.typed(value, isText: isText, path: path, faults: &faults)
        case (.flag, .bool): return value
        case (.flag, .string("true")) where isText: return true
        case (.flag, .string("false")) where isText: return false
        case (.flag, _): return fault("is true or false, not \(Self.shown(value))")
        case (.number(let range), .number(let digits)): return number(digits, in: range) ?? fault(Self.range(range, value))
        case (.number(let range), .string(let digits)) where isText: return number(digits, in: range) ?? fault(Self.range(range, value))
        case (.number(let range), _): return fault(Self.range(range, value))
        case (.text(let most), .string(let text)):
            if text.count > most { return fault("has \(text.count) characters; at most \(most) are kept, so shorten it") }
            if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control && $0 != "\n" }) {
                return fault("has a control character; leave it out")
            }
            return value
        case (.text, _): return fault("is a text, not \(Self.shown(value))")
        case (.word(let words), .string(let word)):
            if words.contains(word) { return value }
            let meant = Nearest.to(word, among: words)
            return fault(meant.map { "did you mean \($0)?" } ?? "is one of \(words.joined(separator: ", ")), not \(Self.shown(value))")
        case (.word(let words), _): return fault("is one of \(words.joined(separator: ", ")), not \(Self.shown(value))")
        case (.trustee, .string(let text)), (.recipient, .string(let text)):
            return text.isEmpty || text.count > 256 ? fault("is a name of 1 to 256 characters, not \(Self.shown(value))") : value
        case (.trustee, _): return fault("is the name or the SID of an account or a group, not \(Self.shown(value))")
        case (.recipient, _): return fault("is target, originator, approvers, managers or an address, not \(Self.shown(value))")
        case (.list(let shape), .array(let elements)):
            guard elements.count <= Self.mostElements else {
                return fault("has \(elements.count) elements; at most \(Self.mostElements) are kept, so shorten the list")
            }
            var result: [JSONValue] = []
            for (index, element) in elements.enumerated() {
                result.append(shape.typed(element, isText: isText, path: path + ["\(index)"], faults: &faults))
            }
            return .array(result)
        case (.list, _): return fault("is a list, not \(Self.shown(value))")
        case (.table(let shape), .object(let members)):
            guard members.count <= Self.mostElements else {
                return fault("has \(members.count) keys; at most \(Self.mostElements) are kept, so leave some out")
            }
            var result = JSONMembers()
            for member in members {
                let isPlain = member.name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
                guard isPlain, (1...256).contains(member.name.count) else {
                    return fault("has a key that is no word; use 1 to 256 letters")
                }
                result[member.name] = shape.typed(member.value, isText: isText, path: path + [member.name], faults: &faults)
            }
            return .object(result)
        case (.keys(let keys), .object(let members)): return typed(members, keys, isText, path, &faults)
        case (.table, _), (.keys, _): return fault("is a set of keys, not \(Self.shown(value))")
        }
    }

    private func typed(
        _ members: JSONMembers,
        _ keys: [DocumentKey],
        _ isText: Bool,
        _ path: [String],
        _ faults: inout [DocumentKeyFault]
    ) -> JSONValue {
        for member in members where !keys.contains(where: { $0.name == member.name }) {
            let names = keys.map(\.name)
            let hint =
                Nearest.to(member.name, among: names).map { "did you mean \($0)?" } ?? "the keys are \(names.joined(separator: ", "))"
            faults.append(DocumentKeyFault(path: path + [member.name], reason: "there is no such key; \(hint)"))
        }
        var result = JSONMembers()
        for key in keys {
            if let value = members[key.name] {
                result[key.name] = key.shape.typed(value, isText: isText, path: path + [key.name], faults: &faults)
            } else if key.standard == nil {
                faults.append(DocumentKeyFault(path: path, reason: "lacks \(key.name), which is needed"))
            }
        }
        return .object(result)
    }

    /// The value without the keys that have their standard value.
    package func withoutStandards(_ value: JSONValue) -> JSONValue {
        switch (self, value) {
        case (.optional(let shape), _) where value != .null: return shape.withoutStandards(value)
        case (.list(let shape), .array(let elements)): return .array(elements.map(shape.withoutStandards))
        case (.table(let shape), .object(let members)):
            return .object(JSONMembers(members.map { .init(name: $0.name, value: shape.withoutStandards($0.value)) }))
        case (.keys(let keys), .object(let members)):
            var result = JSONMembers()
            for key in keys {
                guard let value = members[key.name], value != key.standard else { continue }
                result[key.name] = key.shape.withoutStandards(value)
            }
            return .object(result)
        default: return value
        }
    }

    /// The value with every key that it lacks.
    func completed(_ value: JSONValue) -> JSONValue {
        switch (self, value) {
        case (.optional(let shape), _) where value != .null: return shape.completed(value)
        case (.list(let shape), .array(let elements)): return .array(elements.map(shape.completed))
        case (.table(let shape), .object(let members)):
            return .object(JSONMembers(members.map { .init(name: $0.name, value: shape.completed($0.value)) }))
        case (.keys(let keys), .object(let members)):
            var result = JSONMembers()
            for key in keys { result[key.name] = members[key.name].map(key.shape.completed) ?? key.standard ?? .null }
            return .object(result)
        default: return value
        }
    }

    /// The value with every scalar of one shape replaced.
    func replacing(_ value: JSONValue, path: [String] = [], _ replace: (DocumentShape, JSONValue, [String]) -> JSONValue) -> JSONValue {
        switch (self, value) {
        case (.optional(let shape), _) where value != .null: return shape.replacing(value, path: path, replace)
        case (.list(let shape), .array(let elements)):
            return .array(elements.enumerated().map { shape.replacing($1, path: path + ["\($0)"], replace) })
        case (.table(let shape), .object(let members)):
            return .object(
                JSONMembers(
                    members.map { .init(name: $0.name, value: shape.replacing($0.value, path: path + [$0.name], replace)) }
                )
            )
        case (.keys(let keys), .object(let members)):
            var result = JSONMembers()
            for key in keys {
                if let value = members[key.name] { result[key.name] = key.shape.replacing(value, path: path + [key.name], replace) }
            }
            return .object(result)
        default: return replace(self, value, path)
        }
    }

    private func number(_ digits: String, in range: ClosedRange<Int>) -> JSONValue? {
        guard let number = Int(digits), range.contains(number) else { return nil }
        return .int(number)
    }

    private static func range(_ range: ClosedRange<Int>, _ value: JSONValue) -> String {
        "is a number from \(range.lowerBound) to \(range.upperBound), not \(shown(value))"
    }

    private static func shown(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let flag): "\(flag)"
        case .number(let digits): String(digits.prefix(40))
        case .string(let text): "“\(text.prefix(60))”"
        case .array: "a list"
        case .object: "a set of keys"
        }
    }
}
