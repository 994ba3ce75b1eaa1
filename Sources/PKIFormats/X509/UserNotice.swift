/// RFC 5280 §4.2.1.4
///
///     UserNotice ::= SEQUENCE { noticeRef NoticeReference OPTIONAL, explicitText DisplayText OPTIONAL }
///     NoticeReference ::= SEQUENCE { organization DisplayText, noticeNumbers SEQUENCE OF INTEGER }
///     DisplayText ::= CHOICE { ia5String, visibleString, bmpString, utf8String, each SIZE (1..200) }
///
/// Longer texts occur and are read.
public struct UserNotice: Hashable, Sendable {
    /// A text that an organization keeps under numbers.
    public struct Reference: Hashable, Sendable {
        /// The organization.
        public let organization: AttributeText
        /// The numbers of its texts.
        public let numbers: [Int]

        /// Creates a reference.
        public init(organization: AttributeText, numbers: [Int]) {
            self.organization = organization
            self.numbers = numbers
        }
    }

    /// Where the text can be found.
    public let reference: Reference?

    /// The text itself.
    public let explicitText: AttributeText?

    /// Creates a notice.
    public init(reference: Reference? = nil, explicitText: AttributeText? = nil) {
        self.reference = reference
        self.explicitText = explicitText
    }

    /// Creates a notice with a UTF8String, which RFC 5280 prefers.
    public init(_ text: String) {
        self.init(explicitText: AttributeText(utf8: text))
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "UserNotice")
        if let reference = fields.optional(.sequence, "noticeRef") {
            var inner = try reference.fields(of: "NoticeReference")
            let organization = try Self.displayText(inner.next("organization"))
            var numbers: [Int] = []
            for number in try inner.next("noticeNumbers").members() { numbers.append(try number.integer()) }
            try inner.finish()
            self.reference = Reference(organization: organization, numbers: numbers)
        } else {
            reference = nil
        }
        explicitText = fields.isAtEnd ? nil : try Self.displayText(fields.next("explicitText"))
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            if let reference {
                writer.writeSequence { writer in
                    writer.writeRaw(reference.organization.derEncoded)
                    writer.writeSequence { writer in
                        for number in reference.numbers { writer.writeInteger(number) }
                    }
                }
            }
            if let explicitText { writer.writeRaw(explicitText.derEncoded) }
        }
    }

    private static func displayText(_ element: DERElement) throws(FormatError) -> AttributeText {
        let text = try AttributeText(element)
        guard text.kind != .other else { throw element.fail("expected a string, found \(element.tag.name)") }
        return text
    }
}
