import FoundationEssentials
import PKIFormats

/// Values kept whole, as JSON with sorted keys: read and written as one, never searched by their parts.
enum Document {
    static func text(_ value: some Encodable) throws -> String {
        try CanonicalJSON.text(value)
    }

    static func value<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
