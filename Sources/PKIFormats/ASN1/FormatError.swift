/// Bytes or text could not be read as the expected structure.
///
/// Every decoder of this library throws only this error. The text is safe to show to the sender: it names positions and types, never the
/// content of the field.
public struct FormatError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The structure that was being read, by its name in the specification, for example `CertificationRequest`.
    public let structure: String

    /// The field inside the structure, for example `subject`; empty when the whole structure is meant.
    public let field: String

    /// The beginning of the field: octets from the start of the decoder's input (characters for text). `nil` when unknown.
    public let offset: Int?

    /// The expected and the found content.
    public let reason: String

    /// Creates an error.
    public init(structure: String, field: String = "", offset: Int? = nil, reason: String) {
        self.structure = structure
        self.field = field
        self.offset = offset
        self.reason = reason
    }

    /// For example `CertificationRequest.subject at 8: expected SEQUENCE, found INTEGER`.
    public var description: String {
        var text = structure
        if !field.isEmpty { text += "." + field }
        if let offset { text += " at \(offset)" }
        return text + ": " + reason
    }

    /// The same fault seen from the structure around it. Nested values are decoded from their own bytes, so their offsets count from there.
    func inside(_ outer: String, field outerField: String, at base: Int?) -> FormatError {
        let path = field.isEmpty ? outerField : outerField + "." + structure + "." + field
        let place: Int? = if let base, let offset { base + offset } else { base ?? offset }
        return FormatError(structure: outer, field: path, offset: place, reason: reason)
    }
}
