import PortableFoundation

/// A value as JSON with sorted keys, so that equal values have equal texts. It is for values that are stored or hashed as a whole.
package enum CanonicalJSON {
    package static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
