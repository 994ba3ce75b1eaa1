/// A JSON text (RFC 8259) that was read or will be written. Members keep their order and numbers their digits, so nothing is lost.
package indirect enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// The digits.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONMembers)

    package static func int(_ number: Int) -> JSONValue { .number(String(number)) }

    /// An object of these members, in this order.
    package static func members(_ pairs: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(JSONMembers(pairs.map { JSONMembers.Member(name: $0.key, value: $0.value) }))
    }

    /// A string, or null.
    package static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    package static func strings(_ texts: some Sequence<String>) -> JSONValue { .array(texts.map(JSONValue.string)) }

    /// The kind of value in words, for messages.
    package var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .int(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONMembers(elements.map { JSONMembers.Member(name: $0.0, value: $0.1) }))
    }
}

/// The members of a JSON object, in the order in which they were read or set.
package struct JSONMembers: Hashable, Sendable, ExpressibleByDictionaryLiteral, RandomAccessCollection {
    package struct Member: Hashable, Sendable {
        package let name: String
        package internal(set) var value: JSONValue

        package init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    package private(set) var members: [Member]

    package init(_ members: [Member] = []) { self.members = members }

    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements.map { Member(name: $0.0, value: $0.1) })
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { members.count }
    package subscript(index: Int) -> Member { members[index] }

    /// Sets a member in its place, or after the others; nil removes it.
    package subscript(name: String) -> JSONValue? {
        get { members.first { $0.name == name }?.value }
        set {
            let index = members.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(name: name, value: value))
            case (nil, nil): break
            }
        }
    }

    /// Removes the member and returns it.
    package mutating func remove(_ name: String) -> JSONValue? {
        guard let index = members.firstIndex(where: { $0.name == name }) else { return nil }
        return members.remove(at: index).value
    }
}
