/// One line of the tree of fields.
struct FieldNode: Sendable {
    /// The name of the field; empty when none is known.
    var label: String
    /// Octets from the start of the bytes; `nil` for a line that stands for no element.
    var offset: Int?
    /// Octets of the whole element.
    var length: Int
    /// The ASN.1 type or tag.
    var type: String
    /// The value in words, on one line.
    var value: String
    var children: [FieldNode]
}
