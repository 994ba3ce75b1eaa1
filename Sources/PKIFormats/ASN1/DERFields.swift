/// Reads the fields of a SEQUENCE one after the other. The caller ends with ``finish()``, which refuses fields that nothing has read.
struct DERFields {
    private let source: [UInt8]
    private var position: Int
    private let end: Int
    let structure: String
    private let joinsSegments: Bool

    /// - Parameter content: the content octets of an element that has passed ``DERScan``.
    init(source: [UInt8], content: Range<Int>, structure: String, joiningSegments: Bool) {
        self.source = source
        position = content.lowerBound
        end = content.upperBound
        self.structure = structure
        joinsSegments = joiningSegments
    }

    var isAtEnd: Bool { position >= end }

    /// The next field, which must be there.
    mutating func next(_ field: String) throws(FormatError) -> DERElement {
        guard position < end else {
            throw FormatError(structure: structure, field: field, offset: end, reason: "the field is missing")
        }
        let element = DERElement(
            source: source,
            start: position,
            structure: structure,
            field: field,
            joiningSegments: joinsSegments
        )
        position = element.end
        return element
    }

    /// The next field if it has this tag.
    mutating func optional(_ tag: DERTag, _ field: String) -> DERElement? {
        guard position < end, DERTag(identifier: source[position]) == tag else { return nil }
        let element = DERElement(
            source: source,
            start: position,
            structure: structure,
            field: field,
            joiningSegments: joinsSegments
        )
        position = element.end
        return element
    }

    /// The next field if it has the context-specific tag `[number]`.
    mutating func optional(context number: UInt8, _ field: String) -> DERElement? {
        optional(.context(number), field)
    }

    /// The field with this tag as `read` makes it; `nil` when absent.
    mutating func optional<Value>(
        _ tag: DERTag,
        _ field: String,
        _ read: (DERElement) throws(FormatError) -> Value
    ) throws(FormatError) -> Value? {
        guard let element = optional(tag, field) else { return nil }
        return try read(element)
    }

    /// The field `[number] IMPLICIT` as `read` makes it from the element and its tag; `nil` when absent:
    /// `try fields.optional(1, "reasons", ReasonFlags.init)`.
    mutating func optional<Value>(
        _ number: UInt8,
        _ field: String,
        _ read: (DERElement, DERTag) throws(FormatError) -> Value
    ) throws(FormatError) -> Value? {
        guard let element = optional(.context(number), field) else { return nil }
        return try read(element, .context(number))
    }

    /// The field `[number] IMPLICIT` of a primitive type; `nil` when absent: `try fields.optional(0, "keyIdentifier", DERElement.octetString)`.
    mutating func optional<Value>(
        _ number: UInt8,
        _ field: String,
        _ read: (DERElement) -> (DERTag) throws(FormatError) -> Value
    ) throws(FormatError) -> Value? {
        guard let element = optional(.context(number), field) else { return nil }
        return try read(element)(.context(number))
    }

    /// The field `[number] EXPLICIT` as `read` makes it from the element inside; `nil` when absent.
    mutating func optional<Value>(
        explicit number: UInt8,
        _ field: String,
        _ read: (DERElement) throws(FormatError) -> Value
    ) throws(FormatError) -> Value? {
        guard let element = optional(.context(number), field) else { return nil }
        return try read(element.explicitContent(number))
    }

    /// Refuses anything after the last field of the specification.
    func finish() throws(FormatError) {
        guard position < end else { return }
        throw FormatError(
            structure: structure,
            field: "",
            offset: position,
            reason: "unexpected \(DERTag(identifier: source[position]).name) after the last field"
        )
    }
}
