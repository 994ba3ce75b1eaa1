package import PKIFormats

/// Reads the three forms in which clients send `datacollection` into name–value pairs.
package enum DataCollectionText {
    package struct Item: Hashable, Sendable {
        package let name: String
        /// Nil when sent as null.
        package let value: String?

        package init(name: String, value: String?) {
            self.name = name
            self.value = value
        }
    }

    /// A string is first read as JSON. The value is then an array of objects, one object, or null. An object with exactly the members Name
    /// and Value is a pair; in any other object, every member is an item of that name. Values that are not strings are kept as their JSON
    /// text.
    package static func read(_ value: JSONValue?) throws(InputError) -> [Item] {
        switch value {
        case nil, .null: return []
        case .string(let text):
            if text.allSatisfy(\.isWhitespace) { return [] }
            let inner = try PublishedJSON.read(Array(text.utf8), part: "datacollection")
            if case .string = inner { throw InputError("datacollection", "a string within a string; an array expected") }
            return try read(inner)
        case .object: return try items(of: value)
        case .array(let elements):
            var all: [Item] = []
            for element in elements { all += try items(of: element) }
            return all
        case .some(let other): throw InputError("datacollection", "\(other.kind); an array of items expected")
        }
    }

    private static func items(of element: JSONValue?) throws(InputError) -> [Item] {
        guard case .object(let object) = element else {
            throw InputError("datacollection", "holds \(element?.kind ?? "nothing"); an object for each item expected")
        }
        let members = object.members
        if members.count == 2, let name = members.first(where: { $0.name.lowercased() == "name" }),
            let value = members.first(where: { $0.name.lowercased() == "value" })
        {
            guard case .string(let text) = name.value else {
                throw InputError("datacollection", "a Name is \(name.value.kind); a string expected")
            }
            return [Item(name: text, value: content(of: value.value))]
        }
        return members.map { Item(name: $0.name, value: content(of: $0.value)) }
    }

    private static func content(of value: JSONValue) -> String? {
        switch value {
        case .null: nil
        case .string(let text): text
        default: value.text
        }
    }
}
