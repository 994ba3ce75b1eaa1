/// One line of the tree of fields.
struct FieldNode: Sendable {
    /// The name of the field; empty when it is unknown.
    var label: String
    /// Octets from the start of the bytes; `nil` for a line without an element.
    var offset: Int?
    /// The number of octets of the whole element.
    var length: Int
    /// The ASN.1 type or tag.
    var type: String
    /// The value in words, on one line.
    var value: String
    var children: [FieldNode]
}
