/// A JSON text (RFC 8259) read as it stands: members in order, numbers as text. What a front end reads of a stranger's body, before any meaning.
package indirect enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// The digits as sent.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: JSONValue
    }

    /// What kind of value it is, for messages.
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

    /// - Throws: `JSONFault` with the offset of the first octet that cannot stand there.
    package init(parsing bytes: [UInt8]) throws(JSONFault) {
        var reader = JSONReader(bytes)
        self = try reader.readDocument()
    }
}

/// Why a text is not JSON, and where.
package struct JSONFault: Error, Hashable, Sendable {
    /// Octets from the beginning of the text.
    package let offset: Int
    package let reason: String
}
