package import CAInterface

/// The entity tag of a template: the number of its version in quotation marks.
package enum TemplateTag {
    /// In the member `ifMatch` of a batch: there is no template of that name.
    package static let absent = "*none*"

    package static func text(_ version: Int) -> String { "\"\(version)\"" }

    /// The value of `If-Match`: `*`, or one tag.
    package static func precondition(_ text: String) throws(BodyError) -> TemplateEdit.Precondition {
        let text = text.trimmingBlanks
        if text == "*" { return .present }
        if text == absent { return .absent }
        guard text.count >= 3, text.hasPrefix("\""), text.hasSuffix("\""), let version = Int(text.dropFirst().dropLast()), version > 0
        else {
            throw BodyError(
                field: "If-Match",
                value: text,
                reason: "the tag \(text) is not one that this server gave; read the template again and send its ETag, such as \"3\""
            )
        }
        return .version(version)
    }

    /// Whether `If-None-Match` names the version. A weak tag names it too.
    package static func isNamed(_ version: Int, in list: String) -> Bool {
        list.split(separator: ",").map { String($0).trimmingBlanks }
            .contains { $0 == "*" || $0 == text(version) || $0 == "W/" + text(version) }
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}

extension TemplateEdit.Precondition {
    /// The member `ifMatch` of a batch; nil for any state.
    package var tag: String? {
        switch self {
        case .anything: nil
        case .absent: TemplateTag.absent
        case .present: "*"
        case .version(let version): TemplateTag.text(version)
        }
    }
}
