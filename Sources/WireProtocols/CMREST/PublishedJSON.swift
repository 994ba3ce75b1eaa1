package import PKIFormats

/// JSON in the form of this interface's published request bodies: a comma may follow the last element, a byte order mark may precede the
/// text, and member names are case-insensitive. Everything else is strict.
package enum PublishedJSON {
    package static let mostValues = 10_000
    package static let longest = 1 << 20

    /// - Parameter part: the name of the bytes, for the error.
    package static func read(_ bytes: [UInt8], part: String = "body") throws(InputError) -> JSONValue {
        guard bytes.count <= longest else { throw InputError(part, "\(bytes.count) bytes of JSON; at most \(longest) are read") }
        do {
            return try JSONValue(parsing: bytes, allowing: [.trailingComma, .byteOrderMark, .namesInAnyCase], mostValues: mostValues)
        } catch {
            throw InputError(part, "\(error.reason) at byte \(error.offset); JSON expected")
        }
    }
}

extension JSONValue {
    /// The member's value by case-insensitive name; nil when this is not an object, lacks the member, or the member is null.
    package func member(inAnyCase name: String) -> JSONValue? {
        guard case .object(let object) = self else { return nil }
        let wanted = name.lowercased()
        guard let value = object.members.first(where: { $0.name.lowercased() == wanted })?.value, value != .null else { return nil }
        return value
    }
}

/// A body or parameter that cannot be read: the part and the reason.
package struct InputError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The part: `body`, a property name, a route parameter.
    package let part: String
    package let reason: String

    package init(_ part: String, _ reason: String) {
        self.part = part
        self.reason = reason
    }

    package var description: String { "\(part): \(reason)" }
}
