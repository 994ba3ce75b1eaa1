import CertManagement
import Mustache
import PKIFormats

/// The text of a mail: a first line `Subject: …`, an empty line, and the body, with `{{variables}}` of ``MailVariable``.
struct MailTemplate: Sendable {
    /// The most octets of a template.
    static let longest = 64 << 10
    /// Longer subjects are cut.
    private static let longestSubject = 300

    private let subject: MustacheTemplate
    private let body: MustacheTemplate

    /// - Throws: `MailTemplateError`.
    init(_ text: String) throws(MailTemplateError) {
        let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
        let prefix = "subject:"
        guard let first = lines.first, first.lowercased().hasPrefix(prefix) else {
            throw MailTemplateError("its first line does not begin with “Subject:”")
        }
        guard lines.count < 2 || lines[1].allSatisfy({ $0 == " " }) else { throw MailTemplateError("its second line is not empty") }
        let title = first.dropFirst(prefix.count).drop { $0 == " " }
        guard !title.isEmpty else { throw MailTemplateError("its subject is empty") }
        guard !title.unicodeScalars.contains(where: ControlText.isControl) else {
            throw MailTemplateError("its subject has a control character")
        }
        subject = try Self.parsed(String(title))
        body = try Self.parsed(lines.count > 2 ? String(lines[2]) : "")
    }

    /// The subject is one line whatever the values are.
    func rendered(_ values: [String: String]) -> (subject: String, text: String) {
        let shown = values.filter { !$0.value.isEmpty }
        let line = String(String.UnicodeScalarView(subject.render(shown).unicodeScalars.map { ControlText.isControl($0) ? " " : $0 }))
        return (String(line.prefix(Self.longestSubject)), body.render(shown))
    }

    private static func parsed(_ text: String) throws(MailTemplateError) -> MustacheTemplate {
        try check(text)
        do { return try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + text) } catch {
            throw MailTemplateError("it is not a Mustache template: \(error)")
        }
    }

    /// Only variables, sections and comments, and only of values that there are: a misspelled name would leave a gap in every mail.
    private static func check(_ text: String) throws(MailTemplateError) {
        var rest = text[...]
        while let start = rest.firstRange(of: "{{") {
            rest = rest[start.upperBound...]
            guard let end = rest.firstRange(of: "}}") else { throw MailTemplateError("a “{{” has no “}}”") }
            var tag = rest[..<end.lowerBound]
            rest = rest[end.upperBound...]
            if tag.first == "!" { continue }
            if let sign = tag.first, "#^/&{".contains(sign) { tag.removeFirst() }
            let name = tag.split(separator: " ").joined(separator: " ")
            guard MailVariable(rawValue: name) != nil else {
                let known = MailVariable.allCases.map(\.rawValue).joined(separator: ", ")
                throw MailTemplateError("there is no variable “\(ControlText.visible(name))”; there are \(known)")
            }
        }
    }
}

/// The reason why a text is no mail template, as the end of a sentence.
struct MailTemplateError: Error, Hashable {
    let reason: String
    init(_ reason: String) { self.reason = reason }
}
