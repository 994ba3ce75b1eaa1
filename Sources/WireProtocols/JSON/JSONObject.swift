import PKIFormats

/// The members of a request body, taken one by one. Members that nobody takes are refused, so that a misspelled member never passes
/// unnoticed.
package struct JSONObject: Sendable {
    private var members: JSONMembers

    /// - Throws: `BodyError` when the bytes are not one JSON object.
    package init(body: [UInt8]) throws(BodyError) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: body)
        } catch {
            throw BodyError(
                field: "body",
                value: "octet \(error.offset)",
                reason: "the body is not JSON: \(error.reason) (octet \(error.offset))"
            )
        }
        guard case .object(let members) = value else {
            throw BodyError(field: "body", value: value.kind, reason: "the body must be a JSON object and is \(value.kind)")
        }
        self.members = members
    }

    private init(members: JSONMembers) { self.members = members }

    private mutating func take(_ name: String) -> JSONValue? {
        members.remove(name)
    }

    package mutating func text(_ name: String) throws(BodyError) -> String {
        guard let value = try optionalText(name) else {
            throw BodyError(field: name, value: "", reason: "the member \(name) is missing")
        }
        return value
    }

    package mutating func optionalText(_ name: String) throws(BodyError) -> String? {
        switch take(name) {
        case nil, .null: return nil
        case .string(let text): return try Self.checked(text, name)
        case .some(let other): throw wrongKind(name, "a string", other)
        }
    }

    package mutating func optionalFlag(_ name: String) throws(BodyError) -> Bool? {
        switch take(name) {
        case nil, .null: return nil
        case .bool(let flag): return flag
        case .some(let other): throw wrongKind(name, "true or false", other)
        }
    }

    /// Whole numbers that fit `Int`.
    package mutating func optionalNumber(_ name: String) throws(BodyError) -> Int? {
        switch take(name) {
        case nil, .null: return nil
        case .number(let digits):
            guard let number = Int(digits) else {
                throw BodyError(field: name, value: digits, reason: "the member \(name) must be a whole number and is \(digits)")
            }
            return number
        case .some(let other): throw wrongKind(name, "a whole number", other)
        }
    }

    /// The member as it is, for one that may be of several kinds.
    mutating func optionalValue(_ name: String) -> JSONValue? { take(name) }

    /// Whether the member is present and null. A member with another value can still be taken.
    package mutating func isNull(_ name: String) -> Bool {
        guard members[name] == .null else { return false }
        members[name] = nil
        return true
    }

    package mutating func optionalTexts(_ name: String) throws(BodyError) -> [String]? {
        switch take(name) {
        case nil, .null: return nil
        case .array(let elements):
            var texts: [String] = []
            for element in elements {
                guard case .string(let text) = element else { throw wrongKind(name, "an array of strings", element) }
                texts.append(try Self.checked(text, name))
            }
            return texts
        case .some(let other): throw wrongKind(name, "an array of strings", other)
        }
    }

    package mutating func optionalObjects(_ name: String) throws(BodyError) -> [JSONObject]? {
        switch take(name) {
        case nil, .null: return nil
        case .array(let elements):
            var objects: [JSONObject] = []
            for element in elements {
                guard case .object(let members) = element else { throw wrongKind(name, "an array of objects", element) }
                objects.append(JSONObject(members: members))
            }
            return objects
        case .some(let other): throw wrongKind(name, "an array of objects", other)
        }
    }

    package mutating func optionalObject(_ name: String) throws(BodyError) -> JSONObject? {
        switch take(name) {
        case nil, .null: return nil
        case .object(let members): return JSONObject(members: members)
        case .some(let other): throw wrongKind(name, "an object", other)
        }
    }

    /// An object whose values are all strings.
    package mutating func optionalTextByName(_ name: String) throws(BodyError) -> [String: String]? {
        switch take(name) {
        case nil, .null: return nil
        case .object(let entries):
            var texts: [String: String] = [:]
            for entry in entries {
                guard case .string(let text) = entry.value else { throw wrongKind("\(name).\(entry.name)", "a string", entry.value) }
                texts[try Self.checked(entry.name, name)] = try Self.checked(text, "\(name).\(entry.name)")
            }
            return texts
        case .some(let other): throw wrongKind(name, "an object of strings", other)
        }
    }

    /// A value of any kind, for a document that has its own reader; nil when it is missing or null.
    mutating func optionalDocument(_ name: String) -> JSONValue? {
        let value = take(name)
        return value == .null ? nil : value
    }

    /// Ends the reading.
    /// - Throws: `BodyError` naming a member that nobody has taken.
    package func finish() throws(BodyError) {
        guard let name = members.map(\.name).min() else { return }
        throw BodyError(field: name, value: name, reason: "this call has no member \(name); check its spelling")
    }

    /// No text may contain NUL: databases, certificates and C programs end a text there, so two readers would see two texts.
    private static func checked(_ text: String, _ name: String) throws(BodyError) -> String {
        guard !text.utf8.contains(0) else {
            throw BodyError(
                field: name,
                value: String(text.prefix(60)),
                reason: "the member \(name) contains the character U+0000; leave it out"
            )
        }
        return text
    }

    private func wrongKind(_ name: String, _ wanted: String, _ found: JSONValue) -> BodyError {
        BodyError(field: name, value: found.kind, reason: "the member \(name) must be \(wanted) and is \(found.kind)")
    }
}
