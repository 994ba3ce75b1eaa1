import CAInterface

/// A property that is text; the classes derived from it name it.
public class CertPropertyText: CertProperty {
    /// The largest number of characters; nil for any.
    class var limit: Int? { nil }

    /// - Throws: `CAError` with 0x800704DF the second time, 0x800700CE when the text is too long, 0x80070057 when it has a NUL.
    public func initialize(_ text: String) throws { try initialize(try Self.octets(of: text)) }

    final func text(for member: String) throws(CAError) -> String { try PropertyText.text(of: try value(for: member)) }

    override func check(_ value: [UInt8]) throws { _ = try Self.octets(of: try PropertyText.text(of: value)) }

    private static func octets(of text: String) throws(CAError) -> [UInt8] {
        guard limit.map({ text.utf16.count <= $0 }) ?? true else {
            throw CAError(
                .malformed,
                status: .filenameExceedsRange,
                "The text has \(text.utf16.count) characters; at most \(limit ?? 0) are allowed."
            )
        }
        guard !text.utf16.contains(0) else { throw .badArgument("The text has a NUL in it.") }
        return PropertyText.octets(of: text)
    }
}

/// 11: the name for people. Source: "ICertPropertyFriendlyName interface".
public final class CertPropertyFriendlyName: CertPropertyText {
    override class var number: CertEnrollPropertyID? { .friendlyName }
    override class var limit: Int? { 260 }

    /// The name, at most 260 characters. Source: "ICertPropertyFriendlyName::get_FriendlyName".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var friendlyName: String { get throws { try text(for: "friendlyName") } }
}

/// 13: the description. Source: "ICertPropertyDescription interface".
public final class CertPropertyDescription: CertPropertyText {
    override class var number: CertEnrollPropertyID? { .description }
    override class var limit: Int? { 260 }

    /// The description, at most 260 characters. Source: "ICertPropertyDescription::get_Description".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var description: String { get throws { try text(for: "description") } }
}

/// 21: the template by which the certificate is renewed. Source: "ICertPropertyAutoEnroll interface".
public final class CertPropertyAutoEnroll: CertPropertyText {
    override class var number: CertEnrollPropertyID? { .autoEnroll }

    /// The template's common name or identifier. Source: "ICertPropertyAutoEnroll::get_TemplateName".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var templateName: String { get throws { try text(for: "templateName") } }
}
