/// A JSON value as clients of this interface send it. Member names are looked up without regard to case; the last of equal names counts.
package indirect enum LaxJSON: Hashable, Sendable {
    case null
    case bool(Bool)
    /// The number's text: nothing is lost by conversion.
    case number(String)
    case string(String)
    case array([LaxJSON])
    case object([Member])

    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: LaxJSON

        package init(name: String, value: LaxJSON) {
            self.name = name
            self.value = value
        }
    }

    /// The member's value; nil when this is no object, has no such member, or the member is null.
    package subscript(name: String) -> LaxJSON? {
        guard case .object(let members) = self else { return nil }
        let wanted = name.lowercased()
        guard let value = members.last(where: { $0.name.lowercased() == wanted })?.value, value != .null else { return nil }
        return value
    }

    /// Compact text; what a data item holds when its value is not a string.
    package var text: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let digits): digits
        case .string(let text): OrderedJSON.quoted(text)
        case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
        case .object(let members): "{" + members.map { OrderedJSON.quoted($0.name) + ":" + $0.value.text }.joined(separator: ",") + "}"
        }
    }

    /// Words for error messages.
    package var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a Boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

/// A body or parameter that cannot be read: which part, and why.
package struct UnreadableInput: Error, Hashable, Sendable, CustomStringConvertible {
    /// The part: `body`, a property name, a route parameter.
    package let part: String
    package let reason: String

    package init(_ part: String, _ reason: String) {
        self.part = part
        self.reason = reason
    }

    package var description: String { "\(part): \(reason)" }
}
