/// Finds out which members a type reads: a `Decoder` that has every member and notes each request.
final class MemberRecorder {
    struct Member: Hashable {
        let name: String
        /// The name of the type in JSON Schema.
        let kind: String
        let isRequired: Bool
    }

    private(set) var members: [Member] = []

    static func members<Body: Decodable>(of type: Body.Type) throws -> [Member] {
        let recorder = MemberRecorder()
        _ = try Body(from: RecordingDecoder(recorder: recorder))
        return recorder.members
    }

    fileprivate func note(_ name: String, _ type: any Decodable.Type, isRequired: Bool) {
        members.append(Member(name: name, kind: Self.kind(of: type), isRequired: isRequired))
    }

    private static func kind(of type: any Decodable.Type) -> String {
        switch type {
        case let optional as any OptionalValue.Type: kind(of: optional.wrapped)
        case is String.Type: "string"
        case is Bool.Type: "boolean"
        case is any FixedWidthInteger.Type: "integer"
        case is any RangeReplaceableCollection.Type: "array"
        default: "object"
        }
    }
}

private protocol OptionalValue { static var wrapped: any Decodable.Type { get } }
extension Optional: OptionalValue where Wrapped: Decodable {
    static var wrapped: any Decodable.Type { Wrapped.self }
}

private struct RecordingDecoder: Decoder {
    /// nil inside a member, whose own members are not noted.
    let recorder: MemberRecorder?
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(RecordingMembers<Key>(recorder: recorder))
    }
    func unkeyedContainer() -> any UnkeyedDecodingContainer { NoElements() }
    func singleValueContainer() -> any SingleValueDecodingContainer { AnyValue() }
}

private struct RecordingMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let recorder: MemberRecorder?
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        recorder?.note(key.stringValue, type, isRequired: true)
        return try Value(from: RecordingDecoder(recorder: nil))
    }
    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        recorder?.note(key.stringValue, type, isRequired: false)
        return try Value(from: RecordingDecoder(recorder: nil))
    }

    // A type that decodes an optional of a simple type uses these.
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try optional(type, key) }
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try optional(type, key) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try optional(type, key) }

    private func optional<Value: Decodable>(_ type: Value.Type, _ key: Key) throws -> Value? {
        recorder?.note(key.stringValue, type, isRequired: false)
        return try Value(from: RecordingDecoder(recorder: nil))
    }

    func nestedContainer<Inner: CodingKey>(keyedBy type: Inner.Type, forKey key: Key) -> KeyedDecodingContainer<Inner> {
        KeyedDecodingContainer(RecordingMembers<Inner>(recorder: nil))
    }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer { NoElements() }
    func superDecoder() -> any Decoder { RecordingDecoder(recorder: nil) }
    func superDecoder(forKey key: Key) -> any Decoder { RecordingDecoder(recorder: nil) }
}

private struct NoElements: UnkeyedDecodingContainer {
    var codingPath: [any CodingKey] { [] }
    var count: Int? { 0 }
    var isAtEnd: Bool { true }
    var currentIndex: Int { 0 }

    func decodeNil() -> Bool { true }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: RecordingDecoder(recorder: nil)) }
    func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(RecordingMembers<Key>(recorder: nil))
    }
    func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer { self }
    func superDecoder() -> any Decoder { RecordingDecoder(recorder: nil) }
}

private struct AnyValue: SingleValueDecodingContainer {
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }
    func decode(_ type: Bool.Type) -> Bool { false }
    /// An object identifier too, for members that are one.
    func decode(_ type: String.Type) -> String { "1.2.3" }
    func decode(_ type: Double.Type) -> Double { 0 }
    func decode(_ type: Float.Type) -> Float { 0 }
    func decode(_ type: Int.Type) -> Int { 0 }
    func decode(_ type: Int8.Type) -> Int8 { 0 }
    func decode(_ type: Int16.Type) -> Int16 { 0 }
    func decode(_ type: Int32.Type) -> Int32 { 0 }
    func decode(_ type: Int64.Type) -> Int64 { 0 }
    func decode(_ type: UInt.Type) -> UInt { 0 }
    func decode(_ type: UInt8.Type) -> UInt8 { 0 }
    func decode(_ type: UInt16.Type) -> UInt16 { 0 }
    func decode(_ type: UInt32.Type) -> UInt32 { 0 }
    func decode(_ type: UInt64.Type) -> UInt64 { 0 }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: RecordingDecoder(recorder: nil)) }
}
