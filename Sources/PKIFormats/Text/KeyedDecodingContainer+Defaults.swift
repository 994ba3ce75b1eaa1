extension KeyedDecodingContainer {
    /// The member of that name, or its standard value in a document that was written before the member existed.
    /// - Throws: `DecodingError` when the member is present and has another type.
    package func value<Value: Decodable>(_ key: Key, else standard: @autoclosure () -> Value) throws -> Value {
        try decodeIfPresent(Value.self, forKey: key) ?? standard()
    }

    /// A member that every document has.
    package func value<Value: Decodable>(_ key: Key) throws -> Value { try decode(Value.self, forKey: key) }

    /// A member that may be missing or null.
    package func optional<Value: Decodable>(_ key: Key) throws -> Value? { try decodeIfPresent(Value.self, forKey: key) }
}
